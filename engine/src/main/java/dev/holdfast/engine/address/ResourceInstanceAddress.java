package dev.holdfast.engine.address;

/// One instance of a resource in one instance of its module. Compared and hashed by its parts; the
/// hash is cheap since addresses are keys of the large maps.
public record ResourceInstanceAddress(
    ModuleInstanceAddress module, ResourceAddress resource, InstanceKey key)
    implements Comparable<ResourceInstanceAddress> {

  /// The declaration this is an instance of.
  public ConfigurationResourceAddress configuration() {
    return new ConfigurationResourceAddress(module.module(), resource);
  }

  @Override
  public int compareTo(ResourceInstanceAddress other) {
    int byModule = module.compareTo(other.module);
    if (byModule != 0) {
      return byModule;
    }
    int byResource = resource.compareTo(other.resource);
    return byResource != 0 ? byResource : key.compareTo(other.key);
  }

  /// Such as `module.network["a"].aws_subnet.private[0]`.
  @Override
  public String toString() {
    String local = resource.toString() + key;
    return module.isRoot() ? local : module + "." + local;
  }
}
