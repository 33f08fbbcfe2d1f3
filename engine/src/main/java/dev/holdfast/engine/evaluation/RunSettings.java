package dev.holdfast.engine.evaluation;

/// What a configuration can ask about the run itself.
///
/// @param workspace `terraform.workspace`
/// @param applying `terraform.applying`
/// @param validating whether only the configuration itself is checked: what is not known yet is
///   then no fault anywhere
/// @param directory `path.root`, as the user would write it
/// @param workingDirectory `path.cwd`, absolute
public record RunSettings(
    String workspace,
    boolean applying,
    boolean validating,
    String directory,
    String workingDirectory) {

  /// The same while only the configuration is checked.
  public RunSettings whileValidating() {
    return new RunSettings(workspace, applying, true, directory, workingDirectory);
  }

  /// The same while applying.
  public RunSettings whileApplying() {
    return new RunSettings(workspace, true, false, directory, workingDirectory);
  }
}
