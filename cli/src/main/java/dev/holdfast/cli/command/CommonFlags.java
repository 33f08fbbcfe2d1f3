package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Flag;

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

  private CommonFlags() {}
}
