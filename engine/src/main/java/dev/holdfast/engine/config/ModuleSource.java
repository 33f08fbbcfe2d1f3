package dev.holdfast.engine.config;

import java.util.regex.Pattern;

/// Where the module of a call comes from.
public sealed interface ModuleSource {

  /// A directory, relative to that of the caller where it starts with `./` or `../`.
  record Local(String path) implements ModuleSource {
    @Override
    public String address() {
      return path;
    }
  }

  /// A module of a registry: `[HOST/]NAMESPACE/NAME/SYSTEM`, perhaps with `//SUBDIRECTORY`.
  record Registry(String address) implements ModuleSource {

    /// The address in its parts.
    public RegistryModule module() {
      return RegistryModule.parse(address);
    }
  }

  /// Something to fetch: a git repository, an archive.
  record Remote(String address) implements ModuleSource {

    /// The address in its full form.
    public RemotePackage remotePackage() {
      return RemotePackage.parse(address);
    }
  }

  /// The source as it is written.
  String address();

  /// Reads a source. Any text that is neither a path nor a registry address is a remote one.
  static ModuleSource parse(String text) {
    if (text.startsWith("./") || text.startsWith("../") || text.startsWith("/")) {
      return new Local(text);
    }
    if (text.equals(".") || text.equals("..")) {
      return new Local(text + "/");
    }
    return isRegistry(text) ? new Registry(text) : new Remote(text);
  }

  private static boolean isRegistry(String text) {
    int subdirectory = text.indexOf("//");
    String address = subdirectory < 0 ? text : text.substring(0, subdirectory);
    String[] parts = address.split("/", -1);
    if (parts.length == 4) {
      return Parts.HOST.matcher(parts[0]).matches()
          && !Parts.REPOSITORY_HOST.matcher(parts[0]).matches()
          && areNames(parts, 1);
    }
    return parts.length == 3
        && !Parts.REPOSITORY_HOST.matcher(parts[0]).matches()
        && areNames(parts, 0);
  }

  private static boolean areNames(String[] parts, int from) {
    for (int i = from; i < parts.length; i++) {
      boolean system = i == parts.length - 1;
      if (!(system ? Parts.SYSTEM : Parts.NAME).matcher(parts[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  /// The forms of the parts of a registry address.
  final class Parts {
    private static final Pattern HOST =
        Pattern.compile(
            "[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+(:[0-9]{1,5})?");

    /// Hosts whose short addresses mean git repositories.
    private static final Pattern REPOSITORY_HOST = Pattern.compile("github\\.com|bitbucket\\.org");

    private static final Pattern NAME =
        Pattern.compile("[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?");
    private static final Pattern SYSTEM = Pattern.compile("[0-9a-z]{1,64}");

    private Parts() {}
  }
}
