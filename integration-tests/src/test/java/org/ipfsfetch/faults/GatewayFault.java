// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.ipfsfetch.faults.Content.StoredBlock;
import org.ipfsfetch.multiformats.Codec;

/**
 * What gateways do wrong. Where a fault is of CARs, blocks are answered, and the other way round
 * the CAR ends in good order where the fault begins.
 */
enum GatewayFault implements Fault {
  ENDS_BETWEEN_BLOCKS("CAR ends between two blocks", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
    }
  },
  ENDS_WITHIN_A_BLOCK("CAR ends within a block", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      OutputStream out = asked.beginWithHeader();
      byte[] section = asked.next().section();
      out.write(section, 0, section.length / 2);
    }
  },
  BREAKS_OFF(
      "CAR is broken off, connection or stream, within a block",
      Rest.SOMETHING,
      Ending.DATA,
      Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      OutputStream out = asked.beginWithHeader();
      byte[] section = asked.next().section();
      out.write(section, 0, section.length / 2);
      out.flush();
      asked.call().breakOff();
    }
  },
  RESET_ONCE("connection reset, once", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      if (asked.site().failsNow()) {
        asked.begin();
        asked.call().reset();
      }
      asked.honestly();
    }
  },
  RESET("connection reset, and from then on", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
      block(asked);
    }

    @Override
    void block(Asked asked) throws Exception {
      asked.call().reset();
    }

    @Override
    public boolean losesWhatWasSent(Protocol protocol) {
      return true;
    }
  },
  HANGS_UP("connection closed, and from then on", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
      block(asked);
    }

    @Override
    void block(Asked asked) throws Exception {
      asked.call().hangUp();
    }

    @Override
    public boolean losesWhatWasSent(Protocol protocol) {
      return protocol == Protocol.HTTP2; // the client forgets what its streams have not read yet
    }
  },
  STALLS("CAR stalls", Rest.SOMETHING, Ending.UNAVAILABLE, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
      asked.call().hang();
    }
  },
  STALLS_FOR_GOOD("everything stalls", Rest.SOMETHING, Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
      block(asked);
    }

    @Override
    void block(Asked asked) throws Exception {
      asked.call().hang();
    }
  },
  WRONG_BYTE("one wrong byte in the CAR", Rest.SOMETHING, Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      OutputStream out = asked.beginWithHeader();
      out.write(asked.next().spoilt().section());
      asked.rest(out, 1);
    }
  },
  WRONG_BYTE_IN_BLOCK("one wrong byte in a block by itself", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void block(Asked asked) throws Exception {
      asked.sendBlock(asked.next().spoilt());
    }
  },
  HALF_A_BLOCK("blocks by themselves end in the middle", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void block(Asked asked) throws Exception {
      asked.sendHalfOfBlock();
    }
  },
  STRANGE_BLOCK("a block nobody asked for in the CAR", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      OutputStream out = asked.beginWithHeader();
      byte[] strange = new byte[300];
      ThreadLocalRandom.current().nextBytes(strange);
      out.write(StoredBlock.of(Codec.RAW, strange).section());
      asked.rest(out, 0);
    }
  },
  ENDLESS("endless valid blocks nobody wants", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.endlessly(asked.beginWithHeader(), LARGE_BYTES);
    }
  },
  ENDLESS_AND_NO_BLOCKS(
      "endless small blocks nobody wants, no others", Rest.SOMETHING, Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.endlessly(asked.beginWithHeader(), SMALL_BYTES);
    }

    @Override
    void block(Asked asked) throws Exception {
      asked.notFound();
    }
  },
  TEXT_IN_CAR("`[Gateway Error …` in the CAR", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin().write("\n[Gateway Error: 504 timeout]\n".getBytes(StandardCharsets.US_ASCII));
    }
  },
  NO_BLOCKS("404 for blocks after the CAR", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void block(Asked asked) throws Exception {
      asked.notFound();
    }
  },
  WRONG_TYPE("wrong content type", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.call().text(200, "text/html", "<!doctype html><title>Welcome</title>");
    }
  },
  BUSY_SHORTLY("429 with Retry-After: 1", Rest.SOMETHING, Ending.DATA, Ending.DATA) {
    @Override
    void instead(Asked asked) throws Exception {
      if (asked.site().refuses(asked, Duration.ofSeconds(1))) {
        asked.call().header("Retry-After", "1").text(429, "text/plain", "slow down");
      } else {
        asked.honestly();
      }
    }
  },
  BUSY_FOR_LONG("429 with Retry-After: 120", Rest.NOTHING, Ending.UNAVAILABLE_UNTIL) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.call().header("Retry-After", "120").text(429, "text/plain", "slow down");
    }
  },
  OUT_OF_SERVICE("503", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.call().text(503, "text/html", "<h1>Service Unavailable</h1>");
    }
  },
  FAULT_NOT_FOUND("500 with \"not found\"", Rest.NOTHING, Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.call().text(500, "text/plain", "ipld: block not found");
    }
  },
  SENDS_ELSEWHERE("redirect to elsewhere", Rest.NOTHING, Ending.UNAVAILABLE) {
    /** Where it would be had, from somebody else. */
    @Override
    void instead(Asked asked) throws Exception {
      if (asked.call().target().startsWith(ELSEWHERE)) {
        asked.honestly();
      } else {
        asked.call().header("Location", asked.call().otherHost(ELSEWHERE)).status(302);
      }
    }
  };

  private static final String ELSEWHERE = "/elsewhere";
  private static final int LARGE_BYTES = 256 << 10;
  private static final int SMALL_BYTES = 100;

  private final String label;
  private final Rest rest;
  private final Ending atFirst;
  private final Ending later;

  GatewayFault(String label, Rest rest, Ending always) {
    this(label, rest, always, always);
  }

  GatewayFault(String label, Rest rest, Ending atFirst, Ending later) {
    this.label = label;
    this.rest = rest;
    this.atFirst = atFirst;
    this.later = later;
  }

  /** What was asked for as a CAR. */
  void stream(Asked asked) throws Exception {
    if (asked.isBegun()) {
      asked.begin();
    } else {
      instead(asked);
    }
  }

  /** What was asked for as a block. */
  void block(Asked asked) throws Exception {
    instead(asked);
  }

  /** In place of either, once the moment has come. */
  void instead(Asked asked) throws Exception {
    if (asked.isStream()) {
      asked.begin();
    } else {
      asked.honestly();
    }
  }

  @Override
  public void answer(Asked asked) throws Exception {
    if (asked.isStream()) {
      stream(asked);
    } else {
      block(asked);
    }
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Ending endsAlone(Moment moment) {
    return moment == Moment.FIRST_BYTE ? atFirst : later;
  }

  @Override
  public Rest rest() {
    return rest;
  }
}
