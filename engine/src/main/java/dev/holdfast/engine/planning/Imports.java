package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Import;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the `import` blocks of a configuration ask for, told on demand for each resource, so that a
/// block may refer to other resources. Each block is evaluated once for each instance of its
/// module.
final class Imports {
  private final Map<ConfigurationResourceAddress, Map<ModulePath, List<Import>>> blocks =
      new LinkedHashMap<>();
  private final Map<Place, Cell<Map<ResourceInstanceAddress, ImportTarget>>> cells =
      new ConcurrentHashMap<>();
  private final Map<ResourceInstanceAddress, String> given;
  private final State state;
  private final Diagnostics diagnostics;
  private @Nullable ConfigurationEvaluation evaluation;

  /// The blocks in one instance of a module that are about one resource. As the label of a cell it
  /// tells that what is asked for is not part of the resource's own configuration.
  record Place(ModuleInstanceAddress module, ConfigurationResourceAddress resource) {
    @Override
    public String toString() {
      return "imports to " + resource + (module.isRoot() ? "" : " in " + module);
    }
  }

  /// @param given what is to be taken over whatever the blocks say, by its id
  /// @param state what there is already
  Imports(
      Configuration configuration,
      Map<ResourceInstanceAddress, String> given,
      State state,
      Diagnostics diagnostics) {
    this.given = given;
    this.state = state;
    this.diagnostics = diagnostics;
    for (Module module : configuration.modules().values()) {
      for (Import block : module.imports()) {
        blocks
            .computeIfAbsent(absolute(module.path(), block), key -> new LinkedHashMap<>())
            .computeIfAbsent(module.path(), key -> new ArrayList<>())
            .add(block);
      }
    }
  }

  private static ConfigurationResourceAddress absolute(ModulePath module, Import block) {
    List<String> names = new ArrayList<>(module.names());
    names.addAll(block.target().module().names());
    return new ConfigurationResourceAddress(new ModulePath(names), block.target().resource());
  }

  /// Must be called before anything is asked for.
  void attach(ConfigurationEvaluation newEvaluation) {
    evaluation = newEvaluation;
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /// What is to be taken over as this instance, or null for nothing.
  @Nullable ImportTarget target(ResourceInstanceAddress address) {
    String id = given.get(address);
    if (id != null) {
      return new ImportTarget(address, id, null, false, null, null);
    }
    ConfigurationResourceAddress resource = address.configuration();
    Map<ModulePath, List<Import>> about = blocks.get(resource);
    if (about == null) {
      return null;
    }
    for (ModulePath path : about.keySet()) {
      ModuleInstanceAddress module =
          new ModuleInstanceAddress(address.module().steps().subList(0, path.names().size()));
      ImportTarget target = targets(new Place(module, resource)).get(address);
      if (target != null) {
        return target.waits() ? null : target;
      }
    }
    return null;
  }

  /// All that is asked for, each address once.
  ///
  /// @param wanted of which resources
  Collection<ImportTarget> all(Predicate<ConfigurationResourceAddress> wanted) {
    Map<ResourceInstanceAddress, ImportTarget> all = new LinkedHashMap<>();
    evaluation()
        .forEachModule(module ->
            blocks.forEach((resource, byModule) -> {
              if (wanted.test(resource) && byModule.containsKey(module.module().path())) {
                targets(new Place(module.address(), resource))
                    .values()
                    .forEach(target -> merge(target, all));
              }
            }));
    return all.values();
  }

  private Map<ResourceInstanceAddress, ImportTarget> targets(Place place) {
    return cells.computeIfAbsent(place, key -> Cell.of(key, () -> evaluate(key))).get();
  }

  private Map<ResourceInstanceAddress, ImportTarget> evaluate(Place place) {
    Map<ResourceInstanceAddress, ImportTarget> targets = new LinkedHashMap<>();
    ModuleEvaluation module = evaluation().module(place.module());
    if (module == null) {
      return targets;
    }
    ImportBlocks evaluated = new ImportBlocks(module, this::isStored, diagnostics);
    List<Import> here =
        blocks
            .getOrDefault(place.resource(), Map.of())
            .getOrDefault(module.module().path(), List.of());
    for (Import block : here) {
      evaluated.evaluate(block).forEach(target -> merge(target, targets));
    }
    return targets;
  }

  /// Whether there is an object already.
  boolean isStored(ResourceInstanceAddress address) {
    StoredInstance stored = state.instance(address);
    return stored != null && stored.current() != null;
  }

  /// What computed the imports to a resource so far.
  List<Cell<?>> cells(ConfigurationResourceAddress resource) {
    List<Cell<?>> found = new ArrayList<>();
    cells.forEach((place, cell) -> {
      if (place.resource().equals(resource)) {
        found.add(cell);
      }
    });
    return found;
  }

  private void merge(ImportTarget target, Map<ResourceInstanceAddress, ImportTarget> targets) {
    ImportTarget previous = targets.putIfAbsent(target.address(), target);
    if (previous != null && target.block() != null && previous.block() != null) {
      diagnostics.add(
          Diagnostic.error(
              "Duplicate import configuration for \"%s\"".formatted(target.address()),
              "An import block for the resource \"%s\" was already declared at %s. A resource can have only one import block."
                  .formatted(target.address(), previous.block().range()),
              target.block().range()));
    }
  }

  private ConfigurationEvaluation evaluation() {
    if (evaluation == null) {
      throw new IllegalStateException("not attached to an evaluation");
    }
    return evaluation;
  }
}
