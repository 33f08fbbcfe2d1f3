package dev.holdfast.registry.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The folders in which a user keeps what the peers look for there.
///
/// @param home empty where the environment names none
public record UserFolders(Optional<Path> home, Map<String, String> environment) {

  public static UserFolders of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return new UserFolders(
        home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home)), environment);
  }

  /// Where the files `*.tfrc` and the credentials are: `~/.terraform.d`, or where that does not
  /// exist the folder `opentofu` of the XDG folder for configuration.
  public Optional<Path> configuration() {
    Optional<Path> old =
        home.map(folder -> folder.resolve(".terraform.d")).filter(Files::isDirectory);
    return old.or(() -> xdg("XDG_CONFIG_HOME", ".config"))
        .or(() -> home.map(f -> f.resolve(".terraform.d")));
  }

  /// Where the peers look for plugins and for helpers when nothing else is said, the first first.
  public List<Path> plugins() {
    List<Path> folders = new ArrayList<>();
    home.ifPresent(folder -> folders.add(folder.resolve(".terraform.d").resolve("plugins")));
    xdg("XDG_DATA_HOME", ".local/share")
        .ifPresent(folder -> folders.add(folder.resolve("plugins")));
    for (String each :
        environment.getOrDefault("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":", -1)) {
      if (!each.isEmpty()) {
        folders.add(Path.of(each).resolve("opentofu").resolve("plugins"));
        folders.add(Path.of(each).resolve("terraform").resolve("plugins"));
      }
    }
    return folders;
  }

  /// Where Holdfast keeps what it can make again: `$XDG_CACHE_HOME/holdfast`.
  public Optional<Path> cache() {
    return folder("XDG_CACHE_HOME", ".cache").map(folder -> folder.resolve("holdfast"));
  }

  private Optional<Path> xdg(String variable, String fallback) {
    return folder(variable, fallback).map(folder -> folder.resolve("opentofu"));
  }

  private Optional<Path> folder(String variable, String fallback) {
    String given = environment.getOrDefault(variable, "");
    return given.isEmpty()
        ? home.map(folder -> folder.resolve(fallback))
        : Optional.of(Path.of(given));
  }
}
