package dev.holdfast.engine.address;

import java.util.Comparator;

/// A resource within its module. In order, data sources come first, as the peers list them.
public record ResourceAddress(ResourceMode mode, String type, String name)
    implements Comparable<ResourceAddress> {
  private static final Comparator<ResourceAddress> ORDER =
      Comparator.comparing((ResourceAddress each) -> each.mode() != ResourceMode.DATA)
          .thenComparing(ResourceAddress::mode)
          .thenComparing(ResourceAddress::type)
          .thenComparing(ResourceAddress::name);

  public static ResourceAddress managed(String type, String name) {
    return new ResourceAddress(ResourceMode.MANAGED, type, name);
  }

  @Override
  public int compareTo(ResourceAddress other) {
    return ORDER.compare(this, other);
  }

  /// Such as `aws_instance.web` or `data.aws_ami.linux`.
  @Override
  public String toString() {
    return mode.prefix() + type + "." + name;
  }
}
