// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/** The two ways in which servers are asked and answer. */
enum Manner {
  /** A trustless gateway. */
  GATEWAY {
    @Override
    boolean asksForStream(Call call) {
      return call.target().contains("format=car");
    }

    @Override
    void streamHead(Call call) {
      call.header("Content-Type", "application/vnd.ipld.car; version=1; order=dfs; dups=n");
    }

    @Override
    void blockHead(Call call) {
      call.header("Content-Type", "application/vnd.ipld.raw");
    }

    @Override
    void notFound(Call call) throws IOException {
      call.text(404, "text/plain", "failed to resolve: ipld: could not find it");
    }
  },

  /** A kubo daemon. */
  DAEMON {
    @Override
    boolean asksForStream(Call call) {
      return call.target().startsWith("/api/v0/dag/export?");
    }

    @Override
    void streamHead(Call call) {
      call.header("Content-Type", "application/vnd.ipld.car").header("X-Stream-Output", "1");
    }

    @Override
    void blockHead(Call call) {
      call.header("Content-Type", "application/vnd.ipld.raw").header("X-Stream-Output", "1");
    }

    @Override
    void notFound(Call call) throws IOException {
      call.text(
          500,
          "application/json",
          "{\"Message\":\"ipld: could not find it\",\"Code\":0,\"Type\":\"error\"}");
    }
  };

  private static final Pattern CID = Pattern.compile("\\bba[a-z2-7]{50,}");

  abstract boolean asksForStream(Call call);

  abstract void streamHead(Call call);

  abstract void blockHead(Call call);

  abstract void notFound(Call call) throws IOException;

  static Cid cidIn(Call call) throws DecodeException {
    Matcher found = CID.matcher(call.target());
    if (!found.find()) {
      throw new DecodeException("no CID in " + call.target());
    }
    return Cid.parse(found.group());
  }
}
