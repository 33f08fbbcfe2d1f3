package dev.holdfast.engine.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One instance of a module: the calls from the root inwards, each with its key. Immutable,
/// compared by these steps.
///
/// Not a record, for the same reason as [ModulePath]: the hash is kept.
public final class ModuleInstanceAddress implements Comparable<ModuleInstanceAddress> {

  public static final ModuleInstanceAddress ROOT = new ModuleInstanceAddress(List.of());

  private final List<Step> steps;
  private final int hash;

  /// One module call with the key of the instance.
  public record Step(String name, InstanceKey key) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : key.compareTo(other.key);
    }

    @Override
    public String toString() {
      return "module." + name + key;
    }
  }

  /// @param steps the calls from the root inwards, each with its key; empty for the root module
  public ModuleInstanceAddress(List<Step> steps) {
    this.steps = List.copyOf(steps);
    this.hash = this.steps.hashCode();
  }

  /// The calls from the root inwards, each with its key; empty for the root module.
  public List<Step> steps() {
    return steps;
  }

  public boolean isRoot() {
    return steps.isEmpty();
  }

  public ModuleInstanceAddress child(String name, InstanceKey key) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(name, key));
    return new ModuleInstanceAddress(longer);
  }

  /// The module that calls this one; null for the root.
  public @Nullable ModuleInstanceAddress parent() {
    return isRoot() ? null : new ModuleInstanceAddress(steps.subList(0, steps.size() - 1));
  }

  /// The declaration this is an instance of.
  public ModulePath module() {
    return isRoot() ? ModulePath.ROOT : new ModulePath(steps.stream().map(Step::name).toList());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return this == object
        || (object instanceof ModuleInstanceAddress other
            && hash == other.hash
            && steps.equals(other.steps));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(ModuleInstanceAddress other) {
    int byDepth = Integer.compare(steps.size(), other.steps.size());
    for (int i = 0; byDepth == 0 && i < steps.size(); i++) {
      int byStep = steps.get(i).compareTo(other.steps.get(i));
      if (byStep != 0) {
        return byStep;
      }
    }
    return byDepth;
  }

  /// Such as `module.a["x"].module.b`; empty for the root module.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(text.isEmpty() ? "" : ".").append(step);
    }
    return text.toString();
  }
}
