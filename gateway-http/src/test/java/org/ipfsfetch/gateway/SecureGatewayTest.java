// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.testing.RecordingSink;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS and HTTP/2. */
@Timeout(300)
class SecureGatewayTest {
  private static final int WANTS = 5_000;
  private static final int STREAMS = 32;

  private final RecordingSink sink = RecordingSink.releasing();

  @Test
  void fiveThousandBlocksFromAGatewayThatAllowsThirtyTwoStreams() throws Exception {
    List<TestBlock> blocks = TestBlocks.blocks(WANTS, 64);
    Map<String, byte[]> shelf = new HashMap<>();
    blocks.forEach(block -> shelf.put("/ipfs/" + block.cid() + "?format=raw", block.bytes()));
    Request request = new Request(blocks.get(0).cid(), List.of(), List.of(), 100_000);
    try (FakeGateway gateway =
            FakeGateway.secure(
                STREAMS,
                call ->
                    call.header("Content-Type", FakeGateway.RAW).send(shelf.get(call.target())));
        GatewayBlockSource source = source(gateway);
        SourceSession session = source.open(request, sink)) {
      blocks.forEach(block -> session.want(Want.block(block.cid())));
      Set<Cid> ended = new HashSet<>();
      for (int i = 0; i < WANTS; i++) {
        RecordingSink.End end = sink.end();
        assertThat(end.outcome()).isEqualTo(new Outcome.Delivered());
        ended.add(end.want().cid());
      }

      assertThat(ended).hasSize(WANTS);
      assertThat(gateway.calls()).allMatch(call -> call.httpVersion().equals("HTTP/2.0"));
      assertThat(gateway.connectionsEver()).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void aLargeCarOverHttp2IsHeldUpByItsReader() throws Exception {
    RecordingSink keeping = RecordingSink.keeping();
    List<TestBlock> blocks = TestBlocks.blocks(40, 1 << 20);
    Request request = new Request(blocks.get(0).cid(), List.of(), List.of(), 2 << 20);
    try (FakeGateway gateway = FakeGateway.secure(STREAMS, call -> call.sendCar(blocks));
        GatewayBlockSource source = source(gateway);
        SourceSession session = source.open(request, keeping)) {
      session.want(Want.all(blocks.get(0).cid()));
      for (int i = 0; i < blocks.size(); i++) {
        keeping.release(keeping.take());
      }

      assertThat(keeping.end().outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(keeping.mostUnreleased()).isLessThanOrEqualTo(4 << 20);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsUnavailable() throws Exception {
    TestBlock block = TestBlocks.block(1, 10);
    Request request = new Request(block.cid(), List.of(), List.of(), 100_000);
    try (FakeGateway gateway = FakeGateway.secure(STREAMS, call -> call.sendBlock(List.of(block)));
        GatewayBlockSource source =
            new GatewayBlockSource(
                gateway.uri(), HttpTransport.of(FetchConfig.builder().build()), 16);
        SourceSession session = source.open(request, sink)) {
      session.want(Want.block(block.cid()));

      assertThat(sink.end().outcome().toString())
          .contains("cannot connect to " + gateway.uri() + ": TLS failed:");
    }
  }

  private static GatewayBlockSource source(FakeGateway gateway) throws Exception {
    return new GatewayBlockSource(
        gateway.uri(), HttpTransport.of(FetchConfig.builder().build(), FakeGateway.trust()), 128);
  }
}
