package dev.holdfast.engine.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Where the states of workspaces are: `terraform.tfstate` for the one named `default`, and
/// `terraform.tfstate.d/NAME/terraform.tfstate` for every other.
///
/// @param directory of the root module
public record LocalWorkspaces(Path directory) {
  /// The workspace that is always there.
  public static final String DEFAULT = "default";

  private static final String FILE = "terraform.tfstate";

  /// What a path segment and a URL segment can hold alike.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,89}");

  /// Whether a workspace may be named so.
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// The state file of a workspace, whether or not it exists.
  ///
  /// @throws IllegalArgumentException if the name is none, as it might lead elsewhere
  public Path stateFile(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name of a workspace: " + name);
    }
    return name.equals(DEFAULT) ? directory.resolve(FILE) : folder().resolve(name).resolve(FILE);
  }

  private Path folder() {
    return directory.resolve(FILE + ".d");
  }

  /// All workspaces there are, the default one included.
  public SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    names.add(DEFAULT);
    if (Files.isDirectory(folder())) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder(), Files::isDirectory)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          if (isName(name)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  /// Makes a workspace, so that it is listed before anything is stored in it.
  public void create(String name) throws IOException {
    Path file = stateFile(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
