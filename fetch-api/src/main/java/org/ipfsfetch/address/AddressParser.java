// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipfsfetch.multiformats.Excerpt;

/**
 * Tells the forms of an address apart.
 *
 * <p>Text with a scheme is a URI: its query and its fragment are cut off, and percent-encoding is
 * undone once, over the whole rest and before it is split, as gateways do. Text without a scheme is
 * a content path and taken as it stands: a {@code %}, a {@code ?} and a {@code #} are parts of
 * names.
 */
final class AddressParser {
  private static final String FORMS =
      "an address is ipfs://CID/path, ipns://NAME/path, /ipfs/CID/path, /ipns/NAME/path, a CID, or"
          + " the URL of one of these at a gateway";

  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);

  private static final Pattern USER_INFO =
      Pattern.compile("^(https?:/*)[^/?#]*@", CASE_INSENSITIVE);

  private AddressParser() {}

  static IpfsPath parse(String text) throws AddressException {
    try {
      Matcher scheme = SCHEME.matcher(text);
      return scheme.matches()
          ? parseUri(scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2))
          : parsePath(text);
    } catch (AddressException e) {
      throw new AddressException(
          "not an address: "
              + Excerpt.of(withoutPassword(text))
              + ": "
              + e.getMessage()
              + "; "
              + FORMS,
          e);
    }
  }

  private static String withoutPassword(String text) {
    return USER_INFO.matcher(text).replaceFirst("$1***@");
  }

  private static IpfsPath parsePath(String text) throws AddressException {
    if (text.isEmpty()) {
      throw new AddressException("it is empty");
    }
    if (text.startsWith("/")) {
      return namespaced(text, List.of());
    }
    return below(Namespace.IPFS, text, List.of());
  }

  private static IpfsPath parseUri(String scheme, String rest) throws AddressException {
    String[] parts = rest.split("#", 2)[0].split("\\?", 2);
    List<String> hints = parts.length == 2 ? providers(parts[1]) : List.of();
    return switch (scheme) {
      case "ipfs" -> parseNative(Namespace.IPFS, Segments.decode(parts[0]), hints);
      case "ipns" -> parseNative(Namespace.IPNS, Segments.decode(parts[0]), hints);
      case "http", "https" -> parseUrl(parts[0], hints);
      default -> throw new AddressException("the scheme " + scheme + ": is not known");
    };
  }

  /** {@code ipfs://cid/path}, {@code ipfs:cid/path}, {@code ipfs:/ipfs/cid/path}. */
  private static IpfsPath parseNative(Namespace namespace, String rest, List<String> hints)
      throws AddressException {
    if (!rest.startsWith("//")) {
      return rest.startsWith("/") ? namespaced(rest, hints) : below(namespace, rest, hints);
    }
    String path = withoutSlashes(rest);
    // ipfs://ipfs/Qm… is no form of any specification, and all over the metadata of tokens
    return path.startsWith("ipfs/") || path.startsWith("ipns/")
        ? namespaced("/" + path, hints)
        : below(namespace, path, hints);
  }

  private static IpfsPath parseUrl(String rest, List<String> hints) throws AddressException {
    if (!rest.startsWith("//")) {
      throw new AddressException("the URL has no host");
    }
    int slash = rest.indexOf('/', 2);
    String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    String path = slash < 0 ? "" : Segments.decode(rest.substring(slash));
    Optional<GatewayHost> host = GatewayHost.of(authority);
    try {
      if (host.isPresent()) {
        return new IpfsPath(host.get().root(), Segments.of(path), hints);
      }
    } catch (AddressException e) {
      // gateway.ipfs.io/ipfs/… is a path gateway that only looks like the other kind
      if (!isNamespaced(path)) {
        throw e;
      }
    }
    if (!isNamespaced(path)) {
      throw new AddressException("neither the host nor the path of the URL holds a CID or a name");
    }
    return namespaced(path, hints);
  }

  private static boolean isNamespaced(String path) {
    return path.startsWith("/ipfs/") || path.startsWith("/ipns/");
  }

  private static IpfsPath namespaced(String path, List<String> hints) throws AddressException {
    String[] parts = withoutSlashes(path).split("/", 2);
    Namespace namespace =
        switch (parts[0]) {
          case "ipfs" -> Namespace.IPFS;
          case "ipns" -> Namespace.IPNS;
          default ->
              throw new AddressException(
                  "a content path begins with /ipfs/ or /ipns/, not " + Excerpt.of("/" + parts[0]));
        };
    return below(namespace, parts.length == 2 ? parts[1] : "", hints);
  }

  private static IpfsPath below(Namespace namespace, String rootAndPath, List<String> hints)
      throws AddressException {
    String[] parts = withoutSlashes(rootAndPath).split("/", 2);
    Root root = Root.parse(namespace, parts[0]);
    return new IpfsPath(root, Segments.of(parts.length == 2 ? parts[1] : ""), hints);
  }

  private static String withoutSlashes(String path) {
    int at = 0;
    while (at < path.length() && path.charAt(at) == '/') {
      at++;
    }
    return path.substring(at);
  }

  /** Hints are only hints: one that cannot be read is left out. */
  private static List<String> providers(String query) {
    List<String> hints = new ArrayList<>();
    for (String parameter : query.split("&")) {
      if (parameter.startsWith("provider=")) {
        try {
          hints.add(Segments.decode(parameter.substring("provider=".length())));
        } catch (AddressException ignored) {
          // as above
        }
      }
    }
    hints.removeIf(hint -> !hint.startsWith("/"));
    return hints;
  }
}
