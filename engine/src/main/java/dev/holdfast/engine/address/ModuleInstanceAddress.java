package dev.holdfast.engine.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One instance of a module.
///
/// @param steps the calls from the root inwards, each with its key; empty for the root module
public record ModuleInstanceAddress(List<Step> steps) implements Comparable<ModuleInstanceAddress> {

  public static final ModuleInstanceAddress ROOT = new ModuleInstanceAddress(List.of());

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

  public ModuleInstanceAddress {
    steps = List.copyOf(steps);
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
  public int compareTo(ModuleInstanceAddress other) {
    for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
      int byStep = steps.get(i).compareTo(other.steps.get(i));
      if (byStep != 0) {
        return byStep;
      }
    }
    return Integer.compare(steps.size(), other.steps.size());
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
