// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.ipns.IpnsName;

/** The address of content. Signatures are final, the body is being written. */
public final class IpfsPath {
  private IpfsPath() {}

  public static IpfsPath parse(String text) throws AddressException {
    throw new AddressException("not yet: " + Objects.requireNonNull(text));
  }

  public static IpfsPath of(Cid cid, List<String> segments) {
    throw new UnsupportedOperationException();
  }

  public Namespace namespace() {
    return Namespace.IPFS;
  }

  /** The root, in the namespace IPFS. */
  public Optional<Cid> cid() {
    return Optional.empty();
  }

  /** The name in its canonical text, in the namespace IPNS: a key in base36, or a domain. */
  public Optional<String> name() {
    return Optional.empty();
  }

  /** The name, where it is a key and not a domain. */
  public Optional<IpnsName> ipnsName() {
    return Optional.empty();
  }

  /** The steps below the root; never {@code .}, {@code ..} or empty. */
  public List<String> segments() {
    return List.of();
  }

  /** Multiaddrs of {@code ?provider=}, as they were written. */
  public List<String> providerHints() {
    return List.of();
  }

  /** The last segment, else the CID or the name. */
  public String suggestedName() {
    return "";
  }
}
