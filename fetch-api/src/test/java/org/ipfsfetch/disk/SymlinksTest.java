// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.disk.DiskFixtures.ESCAPING_ALLOWED;
import static org.ipfsfetch.disk.DiskFixtures.OPTIONS;
import static org.ipfsfetch.disk.DiskFixtures.bytes;
import static org.ipfsfetch.disk.DiskFixtures.names;
import static org.ipfsfetch.disk.DiskFixtures.tree;
import static org.ipfsfetch.disk.DiskFixtures.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymlinksTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void nameTheTarget() {
    target = folder.resolve("docs");
  }

  private static void link(Staging staging, String path, String linkTarget) throws IOException {
    staging.symlink(path, bytes(linkTarget), Optional.empty());
  }

  @Test
  void makesLinksWithinTheTreeAtTheEnd() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.directory("a", Metadata.NONE);
      staging.directory("a/b", Metadata.NONE);
      link(staging, "a/b/up", "../../file");
      link(staging, "down", "a/./b");
      link(staging, "here", ".");
      link(staging, "dangling", "a/nothing/../there");
      link(staging, "self", "self");
      write(staging, "file", "content");
      Path container = folder.resolve(names(folder).get(0));
      assertThat(Files.isSymbolicLink(container.resolve("tree/down"))).isFalse();
      staging.commit();
    }

    assertThat(target.resolve("a/b/up")).hasContent("content");
    assertThat(target.resolve("down/up")).hasContent("content");
    assertThat(Files.readSymbolicLink(target.resolve("dangling")))
        .hasToString("a/nothing/../there");
  }

  @Test
  void refusesTargetsThatLeaveTheTree() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.directory("a", Metadata.NONE);
      for (String outside : List.of("/etc/passwd", "..", "../docs/a", "a/../..", "./..", "//x")) {
        assertThatThrownBy(() -> link(staging, "link", outside))
            .as(outside)
            .isInstanceOf(UnsafeContent.class)
            .hasMessageContaining("\"link\"")
            .hasMessageContaining(outside);
      }
      assertThatThrownBy(() -> link(staging, "a/link", "../..")).isInstanceOf(UnsafeContent.class);
      assertThatCode(() -> link(staging, "a/link", "..")).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesALinkThatClimbsOutOfAnotherLink() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.directory("p", Metadata.NONE);
      staging.directory("p/q", Metadata.NONE);
      link(staging, "escape", "p/q/s/../../secret"); // as text: p/secret
      link(staging, "p/q/s", "../.."); // the root: in truth beside the root's parent

      assertThatThrownBy(staging::commit)
          .isInstanceOf(UnsafeContent.class)
          .hasMessageContaining("\"escape\"");
    }
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void neverLeavesTheTreeThroughAnyChainOfLinksThatItAccepts() throws Exception {
    Random random = new Random(4);
    String[] steps = {"..", "a", "b", "c", "l0", "l1", "l2", "l3"};
    int accepted = 0;
    for (int round = 0; round < 300; round++) {
      Path place = folder.resolve("round" + round);
      if (writesRandomLinks(place, steps, random)) {
        accepted++;
        assertNoEscape(place.toRealPath());
      }
    }
    assertThat(accepted).isGreaterThan(20);
  }

  /** Real directories a, a/b and a/b/c, and in each some links to random places. */
  private boolean writesRandomLinks(Path place, String[] steps, Random random) throws IOException {
    try (Staging staging = tree(place, Overwrite.REFUSE)) {
      String directory = "";
      for (String name : List.of("a", "b", "c", "d")) {
        for (int i = 0; i < 2; i++) {
          StringBuilder text = new StringBuilder(steps[random.nextInt(steps.length)]);
          for (int more = random.nextInt(4); more > 0; more--) {
            text.append('/').append(steps[random.nextInt(steps.length)]);
          }
          linkIfInside(staging, directory + "l" + random.nextInt(4), text.toString());
        }
        directory += name + "/";
        staging.directory(directory.substring(0, directory.length() - 1), Metadata.NONE);
      }
      staging.commit();
      return true;
    } catch (UnsafeContent refused) {
      return false;
    }
  }

  private static void linkIfInside(Staging staging, String path, String text) throws IOException {
    try {
      link(staging, path, text);
    } catch (UnsafeContent leavesByItself) {
      // the tree goes on without it
    }
  }

  private static void assertNoEscape(Path root) throws IOException {
    List<Path> links = new ArrayList<>();
    try (var all = Files.walk(root)) {
      all.filter(Files::isSymbolicLink).forEach(links::add);
    }
    for (Path link : links) {
      if (Files.exists(link)) {
        assertThat(link.toRealPath().startsWith(root)).as(link.toString()).isTrue();
      }
    }
  }

  @Test
  void makesEscapingLinksIfAllowedAndWritesThroughNone() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, ESCAPING_ALLOWED)) {
      staging.directory("", Metadata.NONE);
      link(staging, "link", outside.toString());
      link(staging, "up", "../..");
      staging.commit();
    }
    try (Staging staging = Staging.open(folder.resolve("x"), Overwrite.REFUSE, ESCAPING_ALLOWED)) {
      staging.directory("", Metadata.NONE);
      link(staging, "link", outside.toString());
      assertThatThrownBy(() -> write(staging, "link/file", "x")).isInstanceOf(IOException.class);
    }

    assertThat(names(outside)).isEmpty();
    assertThat(Files.readSymbolicLink(target.resolve("link"))).isEqualTo(outside);
    assertThat(Files.readSymbolicLink(target.resolve("up"))).hasToString("../..");
  }

  @Test
  void refusesTargetsThatAreNoText() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      assertRefused(staging, new byte[0], "its target is empty");
      assertRefused(staging, new byte[] {'a', 0}, "holds a NUL");
      assertRefused(staging, new byte[] {'a', (byte) 0xff}, "\"a\\xFF\" is not valid UTF-8");
      assertRefused(staging, "x/".repeat(2048).getBytes(), "more than 4095 bytes");
      link(staging, "longest", "x/".repeat(2047) + "x");
    }
  }

  private static void assertRefused(Staging staging, byte[] linkTarget, String why) {
    assertThatThrownBy(() -> staging.symlink("l", linkTarget, Optional.empty()))
        .isInstanceOf(UnsafeContent.class)
        .hasMessageContaining(why);
  }

  @Test
  void findsOutThatALinkHasTheNameOfAnotherEntry() throws Exception {
    for (String twin : List.of("file", "directory", "link")) {
      Path place = folder.resolve("for-" + twin);
      try (Staging staging = tree(place, Overwrite.REFUSE)) {
        write(staging, "file", "x");
        staging.directory("directory", Metadata.NONE);
        link(staging, "link", "file");
        link(staging, twin, "directory");

        assertThatThrownBy(staging::commit)
            .isInstanceOf(UnsafeContent.class)
            .hasMessageContaining("two entries named \"" + twin + "\"");
      }
      assertThat(Files.exists(place, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }

  @Test
  void letsALoneLinkNameOnlyWhatLiesBesideIt() throws Exception {
    for (String outside : List.of("..", "/x", "../x", "a/../b")) {
      try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
        assertThatThrownBy(() -> link(staging, "", outside))
            .as(outside)
            .isInstanceOf(UnsafeContent.class)
            .hasMessageContaining("at the root");
      }
    }
  }

  @Test
  void remembersMoreLinksThanItKeepsInMemory() throws Exception {
    int count = 400;
    String longWay = "nothing/../".repeat(100) + "file";
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      write(staging, "file", "x");
      for (int i = 0; i < count; i++) {
        link(staging, "link" + i, longWay);
      }
      assertThat(folder.resolve(names(folder).get(0)).resolve("links")).exists();
      staging.commit();
    }

    assertThat(names(target)).hasSize(count + 1);
    assertThat(Files.readSymbolicLink(target.resolve("link" + (count - 1)))).hasToString(longWay);
  }
}
