// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.ipfsfetch.unixfs.Mtime;

/**
 * The symlinks of a tree: remembered while files are written, made when nothing is written any
 * more. So no file is ever written through one.
 *
 * <p>Unless allowed, no link may lead out of the tree, alone or through others. Two rules are
 * enough. (1) Taken step by step as text, a target stays inside. (2) No {@code ..} comes after a
 * step that is itself a link of the tree. Why: with (2) every {@code ..} is taken from a real
 * directory that lies where the text says, and with (1) that is below the root. A step that is a
 * link leads, by the same two rules, to somewhere inside, and after it only names follow, which
 * lead down or through another such link. The first rule is applied at once, the second when all
 * links exist and only where a {@code ..} follows a name, which is rare. A {@code ..} after
 * something that cannot be looked at is refused too.
 *
 * <p>A root that is itself a symlink has nothing inside: it may name what lies beside it, and no
 * more. The JDK drops doubled and trailing slashes of a target; it means the same.
 *
 * <p>Thread-safe for {@link #remember}; the rest comes when all is written.
 */
final class Symlinks implements AutoCloseable {
  private final SpillFile links;
  private final StagingOptions options;

  Symlinks(Path file, StagingOptions options) {
    this.links = new SpillFile(file);
    this.options = options;
  }

  private record Link(String path, LinkTarget target, Optional<Mtime> mtime) {}

  void remember(String path, byte[] rawTarget, Optional<Mtime> mtime) throws IOException {
    LinkTarget target = LinkTarget.parse(path, rawTarget);
    if (options.symlinks() == SymlinkPolicy.REFUSE_ESCAPING) {
      requireInside(path, target);
    }
    EntryName.requireRepresentable(target.text());
    links.append(encode(new Link(path, target, mtime)));
  }

  /** Makes all links, then looks whether any can be used to climb out. */
  void makeAll(Path tree, Path target) throws IOException {
    for (long at = 0; at < links.end(); at = links.after(at)) {
      Link link = decode(links.at(at));
      try {
        make(place(tree, link), link);
      } catch (IOException e) {
        throw DiskTrouble.making(link.path(), target, e);
      }
    }
    if (options.symlinks() == SymlinkPolicy.REFUSE_ESCAPING) {
      for (long at = 0; at < links.end(); at = links.after(at)) {
        Link link = decode(links.at(at));
        if (link.target().climbsAfterDescending()) {
          requireNoClimbFromLink(tree, link);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    links.close();
  }

  private static void requireInside(String path, LinkTarget target) throws UnsafeContent {
    int levels = Math.max(0, TreePath.depth(path) - 1);
    boolean unprovable = path.isEmpty() && target.climbsAfterDescending();
    if (unprovable || target.climbsOut(levels)) {
      throw leavesTree(path, target);
    }
  }

  private static void requireNoClimbFromLink(Path tree, Link link) throws IOException {
    Path at = place(tree, link).getParent();
    boolean throughLink = false;
    for (String step : link.target().steps()) {
      if (!step.equals("..")) {
        at = at.resolve(step);
        throughLink = throughLink || mayBeLink(at);
      } else if (throughLink) {
        throw leavesTree(link.path(), link.target());
      } else {
        at = at.getParent();
      }
    }
  }

  private static boolean mayBeLink(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isSymbolicLink();
    } catch (NoSuchFileException e) {
      return false; // leads nowhere
    } catch (IOException e) {
      return true; // below a file, too long, unreadable: nothing is proven
    }
  }

  private static UnsafeContent leavesTree(String path, LinkTarget target) {
    return LinkTarget.refused(
        path,
        "its target "
            + TerminalText.quote(target.text())
            + " can lead out of what is fetched (allow escaping symlinks to keep it)");
  }

  private static void make(Path place, Link link) throws IOException {
    Files.createSymbolicLink(place, place.getFileSystem().getPath(link.target().text()));
    if (link.mtime().isPresent()) {
      FileAttributes.setMtime(place, link.mtime().get());
    }
  }

  private static Path place(Path tree, Link link) {
    return link.path().isEmpty() ? tree : tree.resolve(link.path());
  }

  private static byte[] encode(Link link) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    LateMetadata.writeMetadata(out, new Metadata(OptionalInt.empty(), link.mtime()));
    byte[] path = link.path().getBytes(StandardCharsets.UTF_8);
    out.writeInt(path.length);
    out.write(path);
    out.write(link.target().text().getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static Link decode(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    Optional<Mtime> mtime = LateMetadata.readMetadata(in).mtime();
    String path = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    String target = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return new Link(path, new LinkTarget(target), mtime);
  }
}
