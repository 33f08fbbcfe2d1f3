package dev.holdfast.cli.arguments;

import java.util.Map;
import java.util.Optional;

/// The flags of the peers that Holdfast does not take, and what to do instead of each.
final class RefusedFlags {
  private static final String EVERY = "*";

  /// By command and flag.
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("* json-into", "Give -json and send the output to a file."),
          Map.entry(
              "* backup",
              "The state before the last change is always kept beside the state, as"
                  + " terraform.tfstate.backup."),
          Map.entry(
              "apply state-out",
              "A state is written to where it was read from. Copy the file first, and name the copy"
                  + " with -state."),
          Map.entry(
              "refresh state-out",
              "A state is written to where it was read from. Copy the file first, and name the copy"
                  + " with -state."),
          Map.entry(
              "import config",
              "Name the folder of the configuration before the command: holdfast -chdir=FOLDER"
                  + " import."),
          Map.entry(
              "show config", "The configuration is shown with its plan: holdfast show -json PLAN."),
          Map.entry("console plan", "Values are those of the state, not of a plan."),
          Map.entry("graph plan", "The graph is that of the configuration, not of a plan."),
          Map.entry("graph type", "There is one graph: which resource needs which."),
          Map.entry("graph draw-cycles", "A cycle is an error, which names every part of it."),
          Map.entry("graph module-depth", "The graph has all modules."),
          Map.entry("test cloud-run", "Tests run here; HCP Terraform is not supported."));

  private RefusedFlags() {}

  /// What to do instead; empty for a flag that the peers do not have either.
  ///
  /// @param command its last word
  static Optional<String> reason(String command, String flag) {
    return Optional.ofNullable(
        REASONS.getOrDefault(command + " " + flag, REASONS.get(EVERY + " " + flag)));
  }
}
