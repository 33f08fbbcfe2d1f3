package dev.holdfast.engine.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A module as the configuration declares it, before `count` and `for_each`: the names of the
/// module calls from the root inwards. Immutable, compared by these names.
///
/// Not a record, since it is part of nearly every key of the engine's maps, and its hash must not
/// cost as much as it is deep.
public final class ModulePath implements Comparable<ModulePath> {

  public static final ModulePath ROOT = new ModulePath(List.of());

  private final List<String> names;
  private final int hash;

  /// @param names of the module calls from the root inwards; empty for the root module
  public ModulePath(List<String> names) {
    this.names = List.copyOf(names);
    this.hash = this.names.hashCode();
  }

  /// The names of the module calls from the root inwards; empty for the root module.
  public List<String> names() {
    return names;
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
  public boolean equals(@Nullable Object object) {
    return this == object
        || (object instanceof ModulePath other && hash == other.hash && names.equals(other.names));
  }

  @Override
  public int hashCode() {
    return hash;
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
