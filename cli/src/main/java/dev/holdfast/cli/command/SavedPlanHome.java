package dev.holdfast.cli.command;

import dev.holdfast.engine.plan.saved.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the relative names of a saved plan lead from. A plan may be applied in another copy of its
/// folder, as on a build machine, but also from some other folder of the machine it was made on.
final class SavedPlanHome {
  private SavedPlanHome() {}

  /// The user's folder where the configuration lies below it as the plan says; else the folder in
  /// which the plan was made, if it lies there.
  static Path of(SavedPlan saved, Path folder) {
    Path made = saved.workingDirectory();
    List<String> files = files(saved.configurationDirectory());
    boolean here = folder.toAbsolutePath().normalize().equals(made) || hasAny(files, folder, saved);
    return here || !hasAny(files, made, saved) ? folder : made;
  }

  private static List<String> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    } catch (IOException nothing) {
      return List.of();
    }
  }

  private static boolean hasAny(List<String> files, Path home, SavedPlan saved) {
    Path directory = home.resolve(saved.configurationDirectory().toString());
    return files.stream().anyMatch(file -> Files.isRegularFile(directory.resolve(file)));
  }
}
