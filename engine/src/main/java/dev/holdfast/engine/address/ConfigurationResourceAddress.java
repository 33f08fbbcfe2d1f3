package dev.holdfast.engine.address;

/// A resource as the configuration declares it, before `count` and `for_each` of it or of the
/// modules around it.
public record ConfigurationResourceAddress(ModulePath module, ResourceAddress resource)
    implements Comparable<ConfigurationResourceAddress> {

  @Override
  public int compareTo(ConfigurationResourceAddress other) {
    int byModule = module.compareTo(other.module);
    return byModule != 0 ? byModule : resource.compareTo(other.resource);
  }

  /// Such as `module.network.aws_vpc.main`.
  @Override
  public String toString() {
    return module.isRoot() ? resource.toString() : module + "." + resource;
  }
}
