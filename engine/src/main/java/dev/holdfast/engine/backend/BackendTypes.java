package dev.holdfast.engine.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The kinds of backends that there are, by name. One is made only when it is asked for, so that
/// the libraries of the others are never loaded.
public final class BackendTypes {
  private final TreeMap<String, Supplier<BackendType>> types;

  /// @param others beside the local one
  public BackendTypes(Map<String, Supplier<BackendType>> others) {
    this.types = new TreeMap<>(others);
    types.put(LocalBackendType.NAME, LocalBackendType::new);
  }

  public Optional<BackendType> find(String name) {
    return Optional.ofNullable(types.get(name)).map(Supplier::get);
  }

  /// In the order of the alphabet.
  public List<String> names() {
    return List.copyOf(types.keySet());
  }
}
