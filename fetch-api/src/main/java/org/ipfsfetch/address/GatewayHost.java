// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Excerpt;

/**
 * What the host of a subdomain gateway says: {@code <cid>.ipfs.host}, {@code <key>.ipns.host}, or
 * {@code <domain>.ipns.host} where the domain is inlined ({@code en-wikipedia--on--ipfs-org}) or
 * not.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/subdomain-gateway/">subdomain gateway</a>
 */
record GatewayHost(Namespace namespace, String id) {

  /** Empty when the host is not of such a form; then the path may say it. */
  static Optional<GatewayHost> of(String authority) {
    List<String> labels = Arrays.asList(hostOf(authority).split("\\."));
    for (int i = labels.size() - 2; i >= 1; i--) {
      String label = labels.get(i).toLowerCase(Locale.ROOT);
      if (label.equals("ipns") || label.equals("ipfs") && i == 1) {
        return Optional.of(
            new GatewayHost(
                label.equals("ipns") ? Namespace.IPNS : Namespace.IPFS,
                String.join(".", labels.subList(0, i))));
      }
    }
    return Optional.empty();
  }

  private static String hostOf(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  Root root() throws AddressException {
    requireCaseDoesNotMatter();
    boolean inlined = namespace == Namespace.IPNS && id.indexOf('.') < 0 && id.indexOf('-') >= 0;
    return Root.parse(namespace, inlined ? expand(id) : id);
  }

  /** A host keeps no case: what survives by luck here is lost in the next program. */
  private void requireCaseDoesNotMatter() throws AddressException {
    if (id.startsWith("Qm") && id.length() == 46) {
      throw new AddressException(
          Excerpt.of(id) + " is lower-cased as part of a host name, and lost" + insteadOf(id));
    }
  }

  private static String insteadOf(String v0) {
    try {
      return ": write " + Cid.parse(v0) + " there";
    } catch (DecodeException alsoWrong) {
      return "";
    }
  }

  /** {@code --} stands for a hyphen, a single one for a dot. */
  private static String expand(String label) {
    return label.replace("--", "\0").replace('-', '.').replace('\0', '-');
  }
}
