// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.multiformats.Cid;

/**
 * The address of content: a CID or a name, and the steps from there.
 *
 * <p>Read from every form in use: {@code ipfs://cid/path}, {@code ipfs:cid/path}, {@code
 * ipfs:/ipfs/cid/path}, the same with {@code ipns}, {@code /ipfs/cid/path}, {@code
 * /ipns/name/path}, a bare CID with or without a path, and the URLs of path gateways and subdomain
 * gateways, whose host is taken as a name only: nobody asks it. Percent-encoding is undone once,
 * and in forms with a scheme only. Immutable.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/path-gateway/">path gateway</a>
 * @see <a href="https://specs.ipfs.tech/http-gateways/subdomain-gateway/">subdomain gateway</a>
 */
public final class IpfsPath {
  private final Root root;
  private final List<String> segments;
  private final List<String> providerHints;

  IpfsPath(Root root, List<String> segments, List<String> providerHints) {
    this.root = root;
    this.segments = List.copyOf(segments);
    this.providerHints = List.copyOf(providerHints);
  }

  /**
   * Reads any of the forms.
   *
   * @throws AddressException quoting the text and saying what is wrong and what would be right
   */
  public static IpfsPath parse(String text) throws AddressException {
    return AddressParser.parse(Objects.requireNonNull(text));
  }

  /** The address of a CID itself. */
  public static IpfsPath of(Cid cid) {
    return new IpfsPath(new Root.Content(cid), List.of(), List.of());
  }

  /**
   * The address of what lies some steps below this one; hints are kept.
   *
   * @param steps names, in which {@code .}, {@code ..} and empty ones count as in a path
   * @throws AddressException when they climb above this address, or one has a NUL or a slash
   */
  public IpfsPath below(List<String> steps) throws AddressException {
    for (String step : steps) {
      if (step.indexOf('/') >= 0) {
        throw new AddressException("a slash inside a step of a path");
      }
    }
    List<String> all = new ArrayList<>(segments);
    all.addAll(Segments.clean(steps));
    return new IpfsPath(root, all, providerHints);
  }

  public Namespace namespace() {
    return root instanceof Root.Content ? Namespace.IPFS : Namespace.IPNS;
  }

  /** The root, in the namespace IPFS. */
  public Optional<Cid> cid() {
    return root instanceof Root.Content content ? Optional.of(content.cid()) : Optional.empty();
  }

  /** The name in its canonical text, in the namespace IPNS: a key in base36, or a domain. */
  public Optional<String> name() {
    return namespace() == Namespace.IPNS ? Optional.of(root.toString()) : Optional.empty();
  }

  /** The name, where it is a key; empty for a domain. */
  public Optional<IpnsName> ipnsName() {
    return root instanceof Root.Key key ? Optional.of(key.name()) : Optional.empty();
  }

  /** The steps below the root; never {@code .}, {@code ..} or empty, without slashes and NUL. */
  public List<String> segments() {
    return segments;
  }

  /**
   * Multiaddrs of {@code ?provider=} that say who has it, as they were written; not looked into.
   */
  public List<String> providerHints() {
    return providerHints;
  }

  /** What a file would be called: the last segment, else the CID or the name. */
  public String suggestedName() {
    return segments.isEmpty() ? root.toString() : segments.get(segments.size() - 1);
  }

  /** Whether both name the same thing; hints do not count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IpfsPath that
        && root.equals(that.root)
        && segments.equals(that.segments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(root, segments);
  }

  /** The canonical content path: {@code /ipfs/<CIDv1 in base32>/a/b}, not percent-encoded. */
  @Override
  public String toString() {
    String start = (namespace() == Namespace.IPFS ? "/ipfs/" : "/ipns/") + root;
    return segments.isEmpty() ? start : start + "/" + String.join("/", segments);
  }
}
