package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;

/// Something in a configuration that is computed, and that other things can need.
public sealed interface ConfigurationNode {

  /// The module that it belongs to.
  ModulePath module();

  /// A variable; in a called module it needs what the caller gives it.
  record VariableNode(ModulePath module, String name) implements ConfigurationNode {
    @Override
    public String toString() {
      return within(module, "var." + name);
    }
  }

  /// A local value.
  record LocalNode(ModulePath module, String name) implements ConfigurationNode {
    @Override
    public String toString() {
      return within(module, "local." + name);
    }
  }

  /// An output.
  record OutputNode(ModulePath module, String name) implements ConfigurationNode {
    @Override
    public String toString() {
      return within(module, "output." + name);
    }
  }

  /// A resource with all its instances.
  record ResourceNode(ConfigurationResourceAddress address) implements ConfigurationNode {
    @Override
    public ModulePath module() {
      return address.module();
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /// A provider configuration.
  ///
  /// @param name `aws` or `aws.west`
  record ProviderNode(ModulePath module, String name) implements ConfigurationNode {
    @Override
    public String toString() {
      return within(module, "provider." + name);
    }
  }

  /// How many instances a called module has and what they wait for; everything in it needs this.
  ///
  /// @param path the called module
  record ModuleCallNode(ModulePath path) implements ConfigurationNode {
    @Override
    public ModulePath module() {
      return path;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// All outputs of a called module together.
  ///
  /// @param path the called module
  record ModuleOutputsNode(ModulePath path) implements ConfigurationNode {
    @Override
    public ModulePath module() {
      return path;
    }

    @Override
    public String toString() {
      return path + " (outputs)";
    }
  }

  /// Everything in a called module and in those it calls; what depends on a whole module needs it.
  ///
  /// @param path the called module
  record ModuleEndNode(ModulePath path) implements ConfigurationNode {
    @Override
    public ModulePath module() {
      return path;
    }

    @Override
    public String toString() {
      return path + " (end)";
    }
  }

  /// As an address, such as `module.a.local.b`.
  @Override
  String toString();

  private static String within(ModulePath module, String name) {
    return module.isRoot() ? name : module + "." + name;
  }
}
