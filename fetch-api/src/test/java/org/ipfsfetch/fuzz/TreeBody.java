// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Limits;
import org.ipfsfetch.fakes.FakeBlockSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.retrieval.SourcePlan;

/**
 * A whole fetch of a root that nobody made, proven by its hash: it is written inside of its target
 * or not at all. Its children exist as far as they are those of a small tree.
 */
final class TreeBody implements Target.Body {
  private static final FetchConfig CONFIG =
      FetchConfig.builder()
          .idleTimeout(Duration.ofMillis(200))
          .patience(Duration.ofMillis(50))
          .limits(new Limits(1 << 20, 1_000, 64, 4096))
          .build();

  private final TestDag dag = tree();

  /** The leaves that the corpus links to. */
  private static TestDag tree() {
    TestDag dag = new TestDag();
    dag.raw("one");
    dag.directory(TestDag.Entry.of("inner", dag.raw("two")));
    dag.symlink("inner");
    return dag;
  }

  @Override
  public void accept(byte[] root) throws Exception {
    Path folder = Files.createTempDirectory("fuzz");
    try {
      Cid cid = dag.put(Codec.DAG_PB, root, List.of());
      try {
        fetch(cid, folder.resolve("out"));
      } finally {
        dag.blocks().remove(cid);
        requireAlone(folder);
      }
    } finally {
      remove(folder);
    }
  }

  private void fetch(Cid root, Path target)
      throws IOException, InterruptedException, AddressException {
    FakeBlockSource source = FakeBlockSource.blockByBlock("fuzz", dag);
    try (Fetcher fetcher = Fetcher.open(CONFIG, SourcePlan.first(source))) {
      fetcher.fetch(IpfsPath.parse("/ipfs/" + root), target);
    }
  }

  private static void requireAlone(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> others = files.filter(file -> !file.endsWith("out")).toList();
      Targets.same("what lies beside the target", others, List.of());
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException trouble)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
