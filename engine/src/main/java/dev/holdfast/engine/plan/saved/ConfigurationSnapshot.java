package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ModuleManifest;
import dev.holdfast.engine.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a configuration as they were when a plan was made. Only what is read as
/// configuration: what functions such as `file` read is read again when the plan is applied.
///
/// @param workingDirectory what relative names are relative to; absolute
/// @param directory of the root module, as the user wrote it
/// @param files by their names as the user would write them
public record ConfigurationSnapshot(
    Path workingDirectory, Path directory, SortedMap<String, byte[]> files) {

  /// The files that a configuration was loaded from, and the list of installed modules.
  ///
  /// @param installed the list, which need not exist
  public static ConfigurationSnapshot of(
      Path workingDirectory, Configuration configuration, Path installed) throws PlanFileException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    configuration
        .sources()
        .forEach((name, source) ->
            files.put(name, source.text(0, source.size()).getBytes(StandardCharsets.UTF_8)));
    Path directory = configuration.root().directory();
    Path listed = ModuleManifest.file(directory.resolve(".terraform"));
    if (Files.isRegularFile(installed)) {
      try {
        files.put(listed.toString(), Files.readAllBytes(installed));
      } catch (IOException fault) {
        throw PlanFile.failure(
            "Plan cannot be written", installed, PrivateFiles.describe(fault) + ".");
      }
    }
    return new ConfigurationSnapshot(workingDirectory, directory, files);
  }

  /// Where the files lie in an archive: as in a file system whose root and working directory are
  /// the same.
  ///
  /// @throws PlanFileException if two files would lie at one place
  SortedMap<String, byte[]> entries() throws PlanFileException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String entry = Path.of("/").resolve(file.getKey()).normalize().toString().substring(1);
      if (entries.put(entry, file.getValue()) != null) {
        throw PlanFile.failure(
            "Plan cannot be written",
            Path.of(file.getKey()),
            "another module of the configuration has a file of the same name in a folder that looks"
                + " the same from the working directory; rename one of the folders.");
      }
    }
    return entries;
  }
}
