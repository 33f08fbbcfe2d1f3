package dev.holdfast.engine.address;

/// A `provider` block, or the empty one that is implied where none is written.
///
/// @param module where the block stands
/// @param alias empty for the default configuration of its source
/// @param key tells the instances apart where the block has `for_each`
public record ProviderConfigurationAddress(
    ModulePath module, ProviderSource source, String alias, InstanceKey key)
    implements Comparable<ProviderConfigurationAddress> {

  public static ProviderConfigurationAddress root(ProviderSource source) {
    return new ProviderConfigurationAddress(ModulePath.ROOT, source, "", InstanceKey.none());
  }

  @Override
  public int compareTo(ProviderConfigurationAddress other) {
    return toString().compareTo(other.toString());
  }

  /// As a state file names it, such as `module.a.provider["example.org/x/y"].alias`.
  @Override
  public String toString() {
    return (module.isRoot() ? "" : module + ".")
        + "provider[\""
        + source
        + "\"]"
        + (alias.isEmpty() ? "" : "." + alias)
        + key;
  }
}
