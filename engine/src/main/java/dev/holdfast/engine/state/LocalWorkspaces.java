package dev.holdfast.engine.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the states of workspaces are: one file for the workspace named `default`, and
/// `FOLDER/NAME/terraform.tfstate` for every other.
///
/// @param defaultFile such as `terraform.tfstate`
/// @param folder such as `terraform.tfstate.d`
public record LocalWorkspaces(Path defaultFile, Path folder) {
  /// The workspace that is always there.
  public static final String DEFAULT = "default";

  /// The usual name of a state file.
  public static final String FILE = "terraform.tfstate";

  /// The usual name of the folder.
  public static final String FOLDER = FILE + ".d";

  /// What a path segment and a URL segment can hold alike, and does not lead elsewhere.
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_~$&+=:@-][A-Za-z0-9_~$&+=:@.-]{0,199}");

  /// With the usual names.
  ///
  /// @param directory of the root module
  public static LocalWorkspaces of(Path directory) {
    return new LocalWorkspaces(directory.resolve(FILE), directory.resolve(FOLDER));
  }

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
    return name.equals(DEFAULT) ? defaultFile : folder.resolve(name).resolve(FILE);
  }

  /// All workspaces there are, the default one included.
  public SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    names.add(DEFAULT);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
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
    Path parent = stateFile(name).getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  /// Removes a workspace and all that is in its folder.
  ///
  /// @throws IllegalArgumentException for the default one, which is always there
  public void delete(String name) throws IOException {
    Path parent = stateFile(name).getParent();
    if (name.equals(DEFAULT) || parent == null) {
      throw new IllegalArgumentException("the default workspace cannot be deleted");
    }
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(parent)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : inside) {
      Files.deleteIfExists(each);
    }
  }
}
