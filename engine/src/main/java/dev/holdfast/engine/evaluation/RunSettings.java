package dev.holdfast.engine.evaluation;

/// What a configuration can ask about the run itself.
///
/// @param workspace `terraform.workspace`
/// @param applying `terraform.applying`
/// @param directory `path.root`, as the user would write it
/// @param workingDirectory `path.cwd`, absolute
public record RunSettings(
    String workspace, boolean applying, String directory, String workingDirectory) {

  /// The same while applying.
  public RunSettings whileApplying() {
    return new RunSettings(workspace, true, directory, workingDirectory);
  }
}
