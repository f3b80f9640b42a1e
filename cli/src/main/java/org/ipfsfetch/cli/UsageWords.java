// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one short sentence. */
final class UsageWords {
  private UsageWords() {}

  static String of(ParameterException exception) {
    List<String> left = exception.getCommandLine().getUnmatchedArguments();
    if (left.stream().anyMatch(argument -> argument.startsWith("-"))) {
      return unmatched(left); // a mistyped option often makes the rest look wrong too
    }
    if (exception instanceof MissingParameterException missing
        && !missing.getMissing().isEmpty()
        && missing.getMissing().get(0).isPositional()) {
      return missing.getMissing().get(0).paramLabel() + " is missing";
    }
    if (exception instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched());
    }
    String message = String.valueOf(exception.getMessage());
    return message.substring(0, Math.min(1, message.length())).toLowerCase(Locale.ROOT)
        + message.substring(Math.min(1, message.length()));
  }

  private static String unmatched(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    return first.startsWith("-") && first.length() > 1
        ? "there is no option " + first
        : "there is nothing to be done with '" + first + "'";
  }
}
