package dev.holdfast.engine.file;

import java.nio.file.Path;
import java.util.Map;

/// The folder in which a project keeps what it can make again: `.terraform`, or what `TF_DATA_DIR`
/// names.
public final class DataDirectory {
  private DataDirectory() {}

  /// @param folder of the configuration
  public static Path of(Path folder, Map<String, String> environment) {
    String named = environment.getOrDefault("TF_DATA_DIR", "");
    return folder.resolve(named.isEmpty() ? ".terraform" : named);
  }
}
