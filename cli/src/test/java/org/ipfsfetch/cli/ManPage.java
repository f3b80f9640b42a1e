// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page, made of what picocli knows about the commands.
 *
 * <p>picocli makes AsciiDoc, which needs another tool; the few macros of man(7) need none. An
 * option that several commands have is told once, with their names.
 */
final class ManPage {
  private final CommandSpec root;
  private final Roff page = new Roff();

  private ManPage(CommandSpec root) {
    this.root = root;
  }

  static String of(CommandLine commands) {
    ManPage manual = new ManPage(commands.getCommandSpec());
    manual.head();
    manual.commands();
    manual.sharedOptions();
    manual.exitStatus();
    manual.surroundings();
    manual.examples();
    return manual.page.text();
  }

  private void head() {
    page.macro("TH", root.name().toUpperCase(Locale.ROOT), "1", "", root.name(), "");
    page.macro("nh"); // names of options are not divided
    page.macro("ad", "l");
    page.section("NAME");
    page.text(root.name() + " - content from IPFS, verified, on disk");
    page.section("SYNOPSIS");
    page.bold(root.name() + " COMMAND [OPTIONS] [ADDRESS]");
    page.section("DESCRIPTION");
    page.text(String.join(" ", root.usageMessage().footer()));
    page.paragraph(
        "Every byte is verified by its hash, whoever sent it. What is written to disk appears"
            + " under its name when it is complete; a failure leaves nothing.");
  }

  private void commands() {
    page.section("COMMANDS");
    told()
        .forEach(
            (name, spec) -> {
              page.subsection(name + arguments(spec));
              page.text(String.join(" ", spec.usageMessage().description()) + ".");
              spec.options().stream()
                  .filter(option -> !option.hidden() && owners(option).size() == 1)
                  .forEach(option -> page.item(spelled(option), described(option) + "."));
            });
  }

  /** By the commands that have them. */
  private void sharedOptions() {
    Map<List<String>, Map<String, OptionSpec>> shared = new LinkedHashMap<>();
    told().values().stream()
        .flatMap(spec -> spec.options().stream())
        .filter(option -> !option.hidden() && owners(option).size() > 1)
        .forEach(
            option ->
                shared
                    .computeIfAbsent(owners(option), any -> new LinkedHashMap<>())
                    .putIfAbsent(option.longestName(), option));
    page.section("OPTIONS OF SEVERAL COMMANDS");
    shared.forEach(
        (owners, options) -> {
          boolean all = owners.size() == told().size();
          page.subsection(all ? "Of every command" : "Of " + String.join(", ", owners));
          options.values().forEach(option -> page.item(spelled(option), described(option) + "."));
        });
  }

  /** The commands that have an option of that name. */
  private List<String> owners(OptionSpec option) {
    return told().entrySet().stream()
        .filter(command -> command.getValue().findOption(option.longestName()) != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, CommandSpec> told() {
    Map<String, CommandSpec> told = new LinkedHashMap<>();
    root.subcommands().forEach((name, line) -> told.put(name, line.getCommandSpec()));
    told.remove("help"); // picocli's own
    return told;
  }

  private static String arguments(CommandSpec spec) {
    String labels =
        spec.positionalParameters().stream()
            .map(PositionalParamSpec::paramLabel)
            .collect(Collectors.joining(" "));
    return labels.isEmpty() ? "" : " " + labels;
  }

  private static String spelled(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
    List<String> names = new ArrayList<>(Arrays.asList(option.names()));
    return String.join(", ", names) + value;
  }

  private static String described(OptionSpec option) {
    return String.join(" ", option.description());
  }

  private void exitStatus() {
    page.section("EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      page.item(Integer.toString(code.number()), meaning(code));
    }
  }

  private static String meaning(ExitCode code) {
    return switch (code) {
      case DONE -> "Done.";
      case INTERNAL -> "A mistake of ours: please report it.";
      case USAGE -> "Flags, settings or an address that cannot be understood.";
      case UNAVAILABLE -> "No source could give it now: try later, or name more sources.";
      case NO_SUCH_PATH -> "The content has no such path.";
      case MALFORMED -> "The content is what was asked for, and is broken.";
      case UNSUPPORTED -> "It is no file or directory, or this version cannot read it.";
      case LIMIT -> "A limit: raise it, if the content is trusted.";
      case UNSAFE_CONTENT -> "Writing it would endanger the machine.";
      case DISK -> "It could not be written.";
      case TARGET_EXISTS -> "The target exists; --overwrite replaces it.";
      case HUNG_UP -> "Stopped: the terminal was closed.";
      case INTERRUPTED -> "Stopped by Ctrl-C.";
      case CLOSED_PIPE -> "Whoever read standard output has gone.";
      case TERMINATED -> "Stopped by a request to terminate.";
    };
  }

  private void surroundings() {
    page.section("ENVIRONMENT");
    page.item(
        "IPFS_FETCH_KEY",
        "Any setting that `ipfs-fetch config` shows: its key in capitals, dots and hyphens as"
            + " underscores, such as IPFS_FETCH_IDLE_TIMEOUT. Flags stand above variables, and"
            + " variables above the file.");
    page.item("IPFS_FETCH_CONFIG", "Another configuration file.");
    page.item("IPFS_GATEWAY", "A trustless gateway.");
    page.item("IPFS_FETCH_JAVA_OPTS", "Options of the Java virtual machine, such as -Xmx512m.");
    page.section("FILES");
    page.item("~/.config/ipfs-fetch/config.properties", "Settings, one KEY=VALUE a line.");
  }

  private void examples() {
    page.section("EXAMPLES");
    page.item("ipfs-fetch get --gateway https://HOST CID -o data", "Through a trustless gateway.");
    page.item("ipfs-fetch get --from-car pack.car CID", "From a CAR file, without any network.");
    page.item("ipfs-fetch cat ipfs://CID/readme.txt | less", "A file of a directory.");
    page.item("ipfs-fetch sources", "Whether there is a daemon or a gateway, or what is missing.");
    page.section("SEE ALSO");
    page.text(
        "ipfs(1); of the project's documentation failures.md (what each failure says and leaves)"
            + " and json-events.md (what --json writes)");
  }
}
