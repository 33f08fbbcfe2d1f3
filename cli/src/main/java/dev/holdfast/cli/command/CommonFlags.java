package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Flag;
import java.util.ArrayList;
import java.util.List;

/// Flags that several commands take.
public final class CommonFlags {
  public static final Flag NO_COLOR =
      Flag.on("no-color", "Print no colours. The variable NO_COLOR does the same.");

  public static final Flag JSON = Flag.on("json", "Print JSON, for programs.");

  static final Flag VARIABLE =
      Flag.repeated(
          "var",
          "NAME=VALUE",
          "Set an input variable of the root module. Later ones win, in one order with -var-file.");

  static final Flag VARIABLE_FILE =
      Flag.repeated(
          "var-file",
          "FILE",
          "Read input variables from a file, in addition to terraform.tfvars and *.auto.tfvars.");

  static final Flag INPUT =
      Flag.on("input", "Ask for missing input variables where a terminal is there (default true).");

  static final Flag PARALLELISM =
      Flag.number(
          "parallelism",
          "Send each provider at most so many requests at once. By default each provider says how"
              + " many it bears.");

  static final Flag LOCK =
      Flag.on("lock", "Lock the state while working with it (default true). An apply always does.");

  static final Flag LOCK_TIMEOUT =
      Flag.text("lock-timeout", "DURATION", "Wait so long for a lock, such as 30s (default 0s).");

  static final Flag STATE =
      Flag.text("state", "FILE", "The state file (default terraform.tfstate).");

  /// For commands that tell what they do in words: [Program] has them tell it in messages.
  public static final Flag MESSAGES =
      Flag.on("json", "Print messages for programs, one JSON object a line.");

  static final Flag SHOW_SENSITIVE = Flag.on("show-sensitive", "Show sensitive values as well.");

  static final Flag COMPACT_WARNINGS =
      Flag.on(
          "compact-warnings",
          "Show of warnings only what they are about and where, unless there are errors.");

  /// How diagnostics are shown. The peers put some of them together; here each is shown.
  static final List<Flag> DIAGNOSTICS =
      List.of(
          COMPACT_WARNINGS,
          Flag.on("consolidate-warnings", "Without effect: each warning is shown."),
          Flag.on("consolidate-errors", "Without effect: each error is shown."));

  static final Flag IGNORE_REMOTE_VERSION =
      Flag.on("ignore-remote-version", "Without effect: there is no remote version.");

  /// A command's flags with those that say how its diagnostics are shown.
  static List<Flag> withDiagnostics(Flag... flags) {
    List<Flag> all = new ArrayList<>(List.of(flags));
    all.addAll(DIAGNOSTICS);
    return all;
  }

  private CommonFlags() {}
}
