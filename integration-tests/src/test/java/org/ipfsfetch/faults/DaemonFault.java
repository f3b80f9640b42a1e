// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.OutputStream;

/** What daemons do wrong. Where a fault is of exports, blocks are answered. */
enum DaemonFault implements Fault {
  EXPORT_ENDS("export ends between two blocks", Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
    }
  },
  EXPORT_FAILS("export ends with X-Stream-Error", Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.call().trailer("X-Stream-Error", "ipld: could not find it");
      asked.begin();
    }
  },
  EXPORT_FAILS_WITHIN_A_BLOCK("export is broken off within a block", Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      OutputStream out = asked.beginWithHeader();
      byte[] section = asked.next().section();
      out.write(section, 0, section.length / 2);
      out.flush();
      asked.call().breakOff();
    }
  },
  DIES("dies", Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
      instead(asked);
    }

    @Override
    void instead(Asked asked) throws Exception {
      asked.call().hangUp();
    }
  },
  LIES("one wrong byte in the export", Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      OutputStream out = asked.beginWithHeader();
      out.write(asked.next().spoilt().section());
      asked.rest(out, 1);
    }
  },
  LIES_IN_BLOCKS("one wrong byte in a block", Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      if (asked.isStream()) {
        asked.begin();
      } else {
        asked.sendBlock(asked.next().spoilt());
      }
    }
  },
  HANGS("hangs", Ending.UNAVAILABLE) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.begin();
      instead(asked);
    }

    @Override
    void instead(Asked asked) throws Exception {
      asked.call().hang();
    }
  },
  ENDLESS("endless valid blocks nobody wants", Ending.DATA) {
    @Override
    void stream(Asked asked) throws Exception {
      asked.endlessly(asked.beginWithHeader(), LARGE_BYTES);
    }
  },
  FORBIDS("403", Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.call().text(403, "text/plain", "403 - Forbidden");
    }
  },
  IS_NO_DAEMON("404 page", Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.call().text(404, "text/html", "<h1>Not Found</h1>");
    }
  },
  HAS_NOTHING("500, has not got it", Ending.UNAVAILABLE) {
    @Override
    void instead(Asked asked) throws Exception {
      asked.notFound();
    }
  };

  private static final int LARGE_BYTES = 256 << 10;

  private final String label;
  private final Ending alone;

  DaemonFault(String label, Ending alone) {
    this.label = label;
    this.alone = alone;
  }

  void stream(Asked asked) throws Exception {
    if (asked.isBegun()) {
      asked.begin();
    } else {
      instead(asked);
    }
  }

  /** In place of an answer, once the moment has come. */
  void instead(Asked asked) throws Exception {
    asked.honestly();
  }

  @Override
  public void answer(Asked asked) throws Exception {
    if (asked.isStream()) {
      stream(asked);
    } else {
      instead(asked);
    }
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Ending endsAlone(Moment moment) {
    return alone;
  }

  @Override
  public Rest rest() {
    return Rest.SOMETHING; // nobody counts
  }
}
