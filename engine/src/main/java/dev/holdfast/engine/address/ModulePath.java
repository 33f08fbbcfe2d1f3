package dev.holdfast.engine.address;

import java.util.ArrayList;
import java.util.List;

/// A module as the configuration declares it, before `count` and `for_each`.
///
/// @param names of the module calls from the root inwards; empty for the root module
public record ModulePath(List<String> names) implements Comparable<ModulePath> {

  public static final ModulePath ROOT = new ModulePath(List.of());

  public ModulePath {
    names = List.copyOf(names);
  }

  public boolean isRoot() {
    return names.isEmpty();
  }

  public ModulePath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new ModulePath(longer);
  }

  @Override
  public int compareTo(ModulePath other) {
    for (int i = 0; i < Math.min(names.size(), other.names.size()); i++) {
      int byName = names.get(i).compareTo(other.names.get(i));
      if (byName != 0) {
        return byName;
      }
    }
    return Integer.compare(names.size(), other.names.size());
  }

  /// Such as `module.a.module.b`; empty for the root module.
  @Override
  public String toString() {
    return names.isEmpty() ? "" : "module." + String.join(".module.", names);
  }
}
