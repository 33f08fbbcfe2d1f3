package dev.holdfast.engine.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A module, a resource, or an instance of either, as people name one to act on: `module.a`,
/// `aws_x.y`, `module.a[0].aws_x.y["k"]`. A part without a key stands for all its instances.
///
/// @param module the module; the root when the address is a resource of the root
/// @param resource null when the address is the module itself
/// @param key of the resource; none for all its instances
public record TargetAddress(
    ModuleInstanceAddress module, @Nullable ResourceAddress resource, InstanceKey key)
    implements Comparable<TargetAddress> {

  /// The module itself, all its instances where its last key is none.
  public static TargetAddress of(ModuleInstanceAddress module) {
    return new TargetAddress(module, null, InstanceKey.none());
  }

  public static TargetAddress of(ResourceInstanceAddress instance) {
    return new TargetAddress(instance.module(), instance.resource(), instance.key());
  }

  /// Whether the instance is this one or belongs to it.
  public boolean contains(ResourceInstanceAddress instance) {
    if (!contains(instance.module()) || resource == null) {
      return resource == null && contains(instance.module());
    }
    return resource.equals(instance.resource()) && matches(key, instance.key());
  }

  /// Whether the module is the module of this address or lies in it, whatever the resource.
  private boolean contains(ModuleInstanceAddress other) {
    int depth = module.steps().size();
    int otherDepth = other.steps().size();
    if (resource == null ? otherDepth < depth : otherDepth != depth) {
      return false;
    }
    for (int i = 0; i < depth; i++) {
      ModuleInstanceAddress.Step mine = module.steps().get(i);
      ModuleInstanceAddress.Step theirs = other.steps().get(i);
      if (!mine.name().equals(theirs.name()) || !matches(mine.key(), theirs.key())) {
        return false;
      }
    }
    return true;
  }

  /// Whether any instance of the declaration can be in this address.
  public boolean mayContain(ConfigurationResourceAddress declaration) {
    ModulePath path = module.module();
    ModulePath other = declaration.module();
    if (resource != null) {
      return path.equals(other) && resource.equals(declaration.resource());
    }
    return other.names().size() >= path.names().size()
        && other.names().subList(0, path.names().size()).equals(path.names());
  }

  /// Whether every instance of the declaration is in this address, however many there are.
  public boolean containsWhole(ConfigurationResourceAddress declaration) {
    return mayContain(declaration) && key instanceof InstanceKey.None && isWithoutKeys();
  }

  /// Whether every instance of a module lies in this address, whatever the resource.
  public boolean containsWhole(ModulePath other) {
    return resource == null
        && isWithoutKeys()
        && other.names().size() >= module.steps().size()
        && mayBeIn(other);
  }

  private boolean isWithoutKeys() {
    return module.steps().stream().allMatch(step -> step.key() instanceof InstanceKey.None);
  }

  /// Whether anything of a module or of those that it calls can be in this address.
  public boolean mayBeIn(ModulePath other) {
    List<String> mine = module.module().names();
    List<String> theirs = other.names();
    int common = Math.min(mine.size(), theirs.size());
    return (resource == null || theirs.size() <= mine.size())
        && mine.subList(0, common).equals(theirs.subList(0, common));
  }

  private static boolean matches(InstanceKey wanted, InstanceKey key) {
    return wanted instanceof InstanceKey.None || wanted.equals(key);
  }

  @Override
  public int compareTo(TargetAddress other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    if (resource == null) {
      return module.toString();
    }
    return new ResourceInstanceAddress(module, resource, key).toString();
  }
}
