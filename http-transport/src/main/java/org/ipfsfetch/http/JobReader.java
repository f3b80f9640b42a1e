// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.Map;
import java.util.function.Consumer;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Multihash;

/** Reads the answer to one call of a session: blocks to the intake, the rest to the session. */
final class JobReader implements ResponseReader {
  private static final int MAX_TEXT_BYTES = 4096;
  private static final ResponseHead NOTHING = new ResponseHead(0, Map.of());

  /** What the session hears. */
  interface Session {
    /** From any thread. */
    void blockCame(Cid cid);

    /** From any thread; exactly once, after the last block. */
    void callEnded(Job job, Answer answer, boolean broughtIt);
  }

  private final Session session;
  private final Dialect dialect;
  private final Intake intake;
  private final Job job;
  private final Form form;
  private final HttpCall call;
  private final Multihash wanted;
  private volatile ResponseHead head = NOTHING;
  private volatile TextBody text = new TextBody(0);
  private volatile boolean broughtIt;
  private long blocks;

  JobReader(Session session, Dialect dialect, Intake intake, Job job, HttpCall call) {
    this.session = session;
    this.dialect = dialect;
    this.intake = intake;
    this.job = job;
    this.form = job.form();
    this.call = call;
    this.wanted = job.want.cid().multihash();
  }

  @Override
  public BodyReader head(ResponseHead came) {
    head = came;
    if (!dialect.carries(form, came)) {
      text = new TextBody(MAX_TEXT_BYTES);
      return text;
    }
    Consumer<Cid> heard = this::heard;
    return form == Form.STREAM
        ? new CarBody(intake, heard)
        : new BlockBody(
            intake, job.want.cid(), came.contentLength(), job.want.expectedBytes(), heard);
  }

  private void heard(Cid cid) {
    blocks++;
    if (!broughtIt && cid.multihash().equals(wanted)) {
      broughtIt = true;
    }
    session.blockCame(cid);
  }

  @Override
  public void ended(ExchangeEnd end) {
    session.callEnded(job, new Answer(form, call, head, text.text(), end, blocks), broughtIt);
  }
}
