// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.car.CarFileBlockSource;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CarFileSourceTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private Path car(List<Node> nodes) throws Exception {
    Path file = dir.resolve("blocks.car");
    try (OutputStream out = Files.newOutputStream(file)) {
      CarWriter car = new CarWriter(out, List.of(nodes.get(0).cid()));
      for (Node node : nodes) {
        byte[] block = dag.blocks().get(node.cid());
        car.write(node.cid(), block, 0, block.length);
      }
    }
    return file;
  }

  /** Keeps what it hears, and releases nothing by itself. */
  private static final class Keeping implements BlockSink {
    private final LinkedBlockingQueue<Delivery> blocks = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Outcome> ends = new LinkedBlockingQueue<>();

    @Override
    public void block(Delivery delivery) {
      blocks.add(delivery);
    }

    @Override
    public void arriving(Origin from, int bytes) {}

    @Override
    public void lackedBy(Cid cid, Origin who) {}

    @Override
    public void ended(Want want, Outcome outcome) {
      ends.add(outcome);
    }
  }

  private static Request request(Node root, long budget) {
    return new Request(root.cid(), List.of(), List.of(), budget);
  }

  @Test
  void aSessionWithALargeBudgetCanBeClosed() throws Exception {
    Node leaf = dag.raw("x");
    Path file = car(List.of(leaf));

    assertThatCode(
            () -> {
              try (CarFileBlockSource source = CarFileBlockSource.of(file)) {
                SourceSession session = source.open(request(leaf, 64L << 30), new Keeping());
                session.close();
                session.close();
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aSessionThatReleasesNothingDoesNotHoldUpAnother() throws Exception {
    List<Node> leaves = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      leaves.add(dag.raw(TestDag.noise(1 << 20, i)));
    }
    Path file = car(leaves);
    Keeping other = new Keeping();

    try (CarFileBlockSource source = CarFileBlockSource.of(file)) {
      SourceSession stuck = source.open(request(leaves.get(0), 4L << 20), new Keeping());
      leaves.forEach(leaf -> stuck.want(Want.block(leaf.cid())));
      source.open(request(leaves.get(0), 4L << 20), other).want(Want.block(leaves.get(3).cid()));

      assertThat(other.ends.poll(3, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void aWantOfAnEmptyHashEnds() throws Exception {
    Node leaf = dag.raw("x");
    Cid empty = Cid.decode(new byte[] {1, 0x55, 0x12, 0});
    Keeping sink = new Keeping();

    try (CarFileBlockSource source = CarFileBlockSource.of(car(List.of(leaf)))) {
      source.open(request(leaf, 4L << 20), sink).want(Want.block(empty));

      assertThat(sink.ends.poll(3, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
