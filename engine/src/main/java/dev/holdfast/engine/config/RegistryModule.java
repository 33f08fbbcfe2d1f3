package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import java.util.Set;

/// The address of a module in a registry.
///
/// @param host empty where none is written, which means the registry that is the default
/// @param subdirectory where in the package the module is; empty for its root
public record RegistryModule(
    String host, String namespace, String name, String system, String subdirectory) {

  /// A module that one program installed from its default registry is not fetched again because
  /// another program has another default.
  private static final Set<String> DEFAULT_HOSTS =
      Set.of(ProviderSource.DEFAULT_HOST, "registry.terraform.io");

  /// Reads an address of the form that [ModuleSource#parse] takes for one of a registry.
  static RegistryModule parse(String text) {
    int mark = text.indexOf("//");
    String[] parts = (mark < 0 ? text : text.substring(0, mark)).split("/", -1);
    int first = parts.length - 3;
    return new RegistryModule(
        first == 0 ? "" : parts[0],
        parts[first],
        parts[first + 1],
        parts[first + 2],
        mark < 0 ? "" : text.substring(mark + 2));
  }

  /// The host to ask.
  public String registryHost() {
    return host.isEmpty() ? ProviderSource.DEFAULT_HOST : host;
  }

  /// The address of the package, without the directory in it.
  public String packageAddress() {
    return registryHost() + "/" + namespace + "/" + name + "/" + system;
  }

  /// Whether a module that was installed under another address is this one.
  boolean isSameAs(RegistryModule installed) {
    boolean sameHost =
        registryHost().equals(installed.registryHost())
            || (host.isEmpty() && DEFAULT_HOSTS.contains(installed.registryHost()));
    return sameHost
        && namespace.equals(installed.namespace)
        && name.equals(installed.name)
        && system.equals(installed.system)
        && subdirectory.equals(installed.subdirectory);
  }

  /// The whole address, with the host.
  @Override
  public String toString() {
    return packageAddress() + (subdirectory.isEmpty() ? "" : "//" + subdirectory);
  }
}
