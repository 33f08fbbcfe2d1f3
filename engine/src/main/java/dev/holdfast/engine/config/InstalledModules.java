package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Finds modules on this machine: local ones beside their caller, and others where they have been
/// installed, as `.terraform/modules/modules.json` says.
public final class InstalledModules implements ModuleLocator {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path root;

  /// Directories relative to the root, by the names of calls with dots between them.
  private final Map<String, String> installed;

  private InstalledModules(Path root, Map<String, String> installed) {
    this.root = root;
    this.installed = Map.copyOf(installed);
  }

  /// What is installed for the configuration in a directory. A list that is missing or damaged
  /// counts as empty: whatever it should have had is then reported where it is called.
  public static InstalledModules of(Path root) {
    Path manifest = root.resolve(".terraform").resolve("modules").resolve("modules.json");
    Map<String, String> installed = new HashMap<>();
    if (Files.isRegularFile(manifest)) {
      try (JsonParser parser =
          JSON.createParser(ObjectReadContext.empty(), Files.readAllBytes(manifest))) {
        read(parser, installed);
      } catch (IOException | JacksonException exception) {
        installed.clear();
      }
    }
    return new InstalledModules(root, installed);
  }

  /// Each entry is `{"Key": "a.b", "Source": …, "Dir": "path"}`; they are the only objects with a
  /// `Key`.
  private static void read(JsonParser parser, Map<String, String> installed) {
    String key = null;
    String directory = null;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          key = name.equals("Key") ? parser.getString() : key;
          directory = name.equals("Dir") ? parser.getString() : directory;
        }
      } else if (token == JsonToken.END_OBJECT) {
        if (key != null && directory != null) {
          installed.put(key, directory);
        }
        key = null;
        directory = null;
      }
    }
  }

  @Override
  public Optional<Path> locate(ModulePath path, Path caller, ModuleSource source) {
    return switch (source) {
      case ModuleSource.Local(String local) -> Optional.of(caller.resolve(local).normalize());
      case ModuleSource.Registry registry -> installed(path);
      case ModuleSource.Remote remote -> installed(path);
    };
  }

  private Optional<Path> installed(ModulePath path) {
    return Optional.ofNullable(installed.get(String.join(".", path.names())))
        .map(directory -> root.resolve(directory).normalize());
  }
}
