// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.address.Namespace;
import org.ipfsfetch.config.ConfigException;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Surroundings;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/** Paths, URIs and URLs, and where a gateway is configured. */
final class AddressChecks {
  private static final String PLACEHOLDER = "%HOSTIP:%HTTPPORT";
  private static final String HOST = "gateway.test:8080";

  private AddressChecks() {}

  /** A path or URI with its canonical form. */
  static void path(Json row) throws Exception {
    String text = row.text("in");
    if (row.text("expect").equals("error")) {
      Check.refused(AddressException.class, () -> IpfsPath.parse(text));
      return;
    }
    String seen = IpfsPath.parse(text).toString();
    String[] wanted = row.text("canonical").split("/", 4);
    String[] parts = seen.split("/", 4);
    Check.equal("namespace", parts[1], wanted[1]);
    Check.equal("root", root(wanted[1], parts[2]), root(wanted[1], wanted[2]));
    Check.equal(
        "path", parts.length > 3 ? "/" + parts[3] : "", wanted.length > 3 ? "/" + wanted[3] : "");
  }

  /** A CID and a name of a key have several texts. */
  private static Object root(String namespace, String text) {
    try {
      return namespace.equals("ipfs") ? Cid.parse(text).toV1() : key(text);
    } catch (DecodeException domain) {
      return text;
    }
  }

  private static Object key(String text) throws DecodeException {
    return text.startsWith("Qm") || text.startsWith("1")
        ? IpnsName.parse(text).multihash()
        : Cid.parse(text).multihash();
  }

  static void segments(Json row) throws Exception {
    List<String> seen = IpfsPath.parse("/ipfs/bafkqaaa" + row.text("in")).segments();
    Check.equal("segments", seen, row.items("segments").stream().map(Json::text).toList());
  }

  /** What kind of address a text is. */
  static void kind(Json row) {
    String text = row.text("in");
    Optional<Namespace> namespace = namespaceOf(text);
    boolean url = text.startsWith("http:") || text.startsWith("https:");
    boolean ipfs = namespace.equals(Optional.of(Namespace.IPFS));
    boolean ipns = namespace.equals(Optional.of(Namespace.IPNS));
    boolean path = text.startsWith("/") && namespace.isPresent();
    boolean subdomain =
        url && namespace.isPresent() && !text.matches("https?://[^/]*/(ipfs|ipns)/.*");
    boolean bare = !url && !text.startsWith("/");
    boolean seen =
        switch (row.text("check")) {
          case "path" -> path;
          case "ipfsPath" -> path && ipfs;
          case "ipnsPath" -> path && ipns;
          case "url" -> url && namespace.isPresent();
          case "ipfsUrl" -> url && ipfs;
          case "ipnsUrl" -> url && ipns;
          case "urlOrPath" -> path || url && namespace.isPresent();
          case "subdomain" -> subdomain;
          case "ipfsSubdomain" -> subdomain && ipfs;
          case "ipnsSubdomain" -> subdomain && ipns;
          case "cidPath" -> bare && ipfs && text.contains("/");
          case "cid" -> isCid(text);
          case "base32cid" -> isCid(text) && text.startsWith("b");
          default -> throw Check.broken("unknown check");
        };
    Check.equal(row.text("check"), seen, row.flag("expect"));
  }

  private static Optional<Namespace> namespaceOf(String text) {
    try {
      return Optional.of(IpfsPath.parse(text).namespace());
    } catch (AddressException e) {
      return Optional.empty();
    }
  }

  private static boolean isCid(String text) {
    try {
      Cid.parse(text);
      return true;
    } catch (DecodeException e) {
      return false;
    }
  }

  /** From options, variables and files to the request that curl sends. */
  static void curl(Json row) throws Exception {
    if (row.has("request_line")) {
      String[] request = row.text("request_line").split(" ");
      String at = resolved(row).orElse("none").replaceFirst("http://[^/]*", "");
      String wanted = request[1].replaceFirst("http://[^/]*", "");
      Check.equal("request", at, filled(wanted));
      return;
    }
    Optional<String> asked = Optional.empty();
    try {
      asked = resolved(row);
    } catch (ConfigException expected) {
      return;
    }
    Check.equal("request", asked, Optional.empty());
  }

  /** Gateway and path, as one URL; empty without a gateway. */
  private static Optional<String> resolved(Json row) throws Exception {
    String args = row.text("args");
    IpfsPath path = IpfsPath.parse(match(args, "(ip[fn]s://[^ \"]+)").orElseThrow());
    Map<String, String> overrides = new TreeMap<>();
    match(args, "--ipfs-gateway \"?(http[^ \"]+)")
        .ifPresent(url -> overrides.put("gateway.urls", filled(url)));
    FetchConfig config = FetchConfig.load(surroundings(row), overrides);
    if (config.gatewayUrls().isEmpty()) {
      return Optional.empty();
    }
    String base = config.gatewayUrls().get(0).toString();
    return Optional.of(base.replaceFirst("/$", "") + path);
  }

  private static Surroundings surroundings(Json row) {
    Map<String, String> environment = new TreeMap<>();
    Path home = Path.of("/PWD");
    for (Json variable : row.items("env")) {
      String[] parts = variable.text().split("=", 2);
      if (parts[0].equals("HOME")) {
        home = Path.of("/", filled(parts[1]));
      } else {
        environment.put(parts[0], "/PWD/" + filled(parts[1]));
      }
    }
    Map<Path, String> files = new TreeMap<>();
    for (Json file : row.items("file")) {
      Path place = Path.of("/PWD", filled(file.text("path")));
      files.put(place, filled(file.text("text")));
    }
    return new Surroundings(
        environment,
        Map.of("os.name", "Linux"),
        home,
        Path.of("/PWD"),
        file -> Optional.ofNullable(files.get(file.normalize())));
  }

  private static String filled(String text) {
    return text.replace(PLACEHOLDER, HOST)
        .replace("%TESTNUMBER", "731")
        .replace("%LOGDIR", "log")
        .replace("%PWD", "PWD")
        .replace("%AMP", "&");
  }

  private static Optional<String> match(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Both texts of one name. */
  static void ipnsName(Json row) throws Exception {
    for (String text : Arrays.asList(row.text("peer_id"), row.text("ipns_name"))) {
      Check.equal("name", IpnsName.parse(text).toString(), row.text("ipns_name"));
    }
  }
}
