package dev.holdfast.engine.backend;

import dev.holdfast.engine.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Which workspace a folder works with: the one that `TF_WORKSPACE` names, or else the one that was
/// selected last, which `.terraform/environment` says.
///
/// @param dataDirectory such as `.terraform`
/// @param environment of the process
public record WorkspaceSelection(Path dataDirectory, Map<String, String> environment) {

  private Path file() {
    return dataDirectory.resolve("environment");
  }

  private String override() {
    return environment.getOrDefault("TF_WORKSPACE", "");
  }

  /// Whether `TF_WORKSPACE` decides, so that nothing can be selected.
  public boolean isOverridden() {
    return !override().isEmpty();
  }

  /// The name of the workspace; it need not exist, nor be a name that one can have.
  public String current() {
    return isOverridden() ? override() : selected();
  }

  private String selected() {
    try {
      String text = Files.exists(file()) ? Files.readString(file()).strip() : "";
      return text.isEmpty() ? Backend.DEFAULT_WORKSPACE : text;
    } catch (IOException unreadable) {
      return Backend.DEFAULT_WORKSPACE;
    }
  }

  /// Selects a workspace for what comes next.
  public void select(String workspace) throws IOException {
    Files.createDirectories(dataDirectory);
    PrivateFiles.replace(file(), workspace.getBytes(StandardCharsets.UTF_8));
  }
}
