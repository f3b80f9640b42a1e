// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands and says what they took.
 *
 * <p>The kernel counts CPU time and peak memory of children and tells their parent when they end.
 * So each command has a parent of its own which writes that down: GNU time where it is, else a few
 * lines of Python or Perl. Two samples a second of what {@code /proc} says would miss the peak.
 *
 * <p>The larger of these parents have some 10 MB themselves, which are counted in the first moment
 * of a child: smaller peaks cannot be told. Thread-safe.
 */
final class Meter {
  private static final String PYTHON =
      """
      import resource, subprocess, sys
      code = subprocess.call(sys.argv[2:])
      u = resource.getrusage(resource.RUSAGE_CHILDREN)
      open(sys.argv[1], "w").write("%f %f %d\\n" % (u.ru_utime, u.ru_stime, u.ru_maxrss))
      sys.exit(code if code >= 0 else 128 - code)
      """;

  // Perl has no name for getrusage; 98 is its number on x86_64, 165 on aarch64, and -1 are
  // children.
  private static final String PERL =
      """
      my $file = shift; my $code = system { $ARGV[0] } @ARGV;
      my $usage = "\\0" x 256; my $number = `uname -m` =~ /^x86_64/ ? 98 : 165;
      syscall($number, -1, $usage); my @u = unpack("q16", $usage);
      open(my $out, ">", $file); printf $out "%f %f %d\\n", $u[0] + $u[1] / 1e6, $u[2] + $u[3] / 1e6, $u[4];
      exit($code == -1 ? 127 : $code & 127 ? 128 + ($code & 127) : $code >> 8);
      """;

  private final String name;
  private final List<String> before;

  private Meter(String name, List<String> before) {
    this.name = name;
    this.before = before;
  }

  /**
   * The best that this machine has.
   *
   * @throws IOException if it has none
   */
  static Meter find(Tools tools) throws IOException {
    Path time = Path.of("/usr/bin/time"); // not the word of the shell, nor the one of BusyBox
    if (Files.isExecutable(time) && tools.prints("GNU", time.toString(), "--version")) {
      return new Meter("GNU time", List.of(time.toString(), "-f", "%U %S %M", "-o"));
    }
    if (tools.onPath("python3").isPresent()) {
      return new Meter("python3", List.of("python3", "-c", PYTHON));
    }
    if (tools.onPath("perl").isPresent()) {
      return new Meter("perl", List.of("perl", "-e", PERL));
    }
    throw new IOException("needs GNU time, python3 or perl to count CPU time and memory");
  }

  /**
   * Runs a command in a folder, which its output goes to also.
   *
   * @param limit when it is killed with its children
   */
  Measurement run(Command command, Path folder, Duration limit)
      throws IOException, InterruptedException {
    Path usage = folder.resolve("usage");
    List<String> parent = new ArrayList<>(before);
    parent.add(usage.toString());
    ProcessBuilder builder = command.builder(parent, folder);
    builder.redirectError(folder.resolve("stderr").toFile());
    boolean read = command.reader() != Command.Reader.NONE;
    if (!read) {
      builder.redirectOutput(folder.resolve("stdout").toFile());
    }
    long began = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    FutureTask<Boolean> reading = new FutureTask<>(() -> read(command.reader(), process));
    if (read) {
      Thread thread = new Thread(reading, "reader of output");
      thread.setDaemon(true);
      thread.start();
    }
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!ended) {
        kill(process);
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!ended) {
      return Measurement.outOfTime(seconds);
    }
    Measurement measured = figures(usage, seconds, process.exitValue());
    return read && measured.isDone() ? afterReading(reading, measured) : measured;
  }

  private static boolean read(Command.Reader reader, Process process)
      throws IOException, InterruptedException {
    try (InputStream in = process.getInputStream()) {
      reader.read(in);
      return true;
    }
  }

  private static Measurement afterReading(FutureTask<Boolean> reading, Measurement measured)
      throws InterruptedException {
    try {
      reading.get();
      return measured;
    } catch (ExecutionException e) {
      return measured.failed(e.getCause().getMessage());
    }
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  private static Measurement figures(Path usage, double seconds, int exit) throws IOException {
    List<String> lines = Files.readAllLines(usage); // GNU time puts a line about failure first
    String[] figures = lines.get(lines.size() - 1).split(" ");
    double cpu = Double.parseDouble(figures[0]) + Double.parseDouble(figures[1]);
    double peak = Double.parseDouble(figures[2]) * 1024 / 1e6; // the kernel counts KiB
    Measurement done = Measurement.done(seconds, cpu, peak);
    return exit == 0 ? done : done.failed("exit " + exit);
  }

  @Override
  public String toString() {
    return name;
  }
}
