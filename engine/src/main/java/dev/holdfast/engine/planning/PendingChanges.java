package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Reference;
import dev.holdfast.engine.config.ReferenceTarget;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ModuleCallEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whether something that `depends_on` or an argument names is about to change, so that what
/// depends on it can only be read or opened after that. What is named was planned before. Linear in
/// the instances that are named; the answers for modules and for resources as a whole are
/// remembered.
final class PendingChanges {
  private final Map<ResourceInstanceAddress, PlannedObject> planned;
  private final Map<ModuleInstanceAddress, Boolean> modules = new ConcurrentHashMap<>();
  private final Map<Cell<?>, Boolean> resources = new ConcurrentHashMap<>();

  PendingChanges(Map<ResourceInstanceAddress, PlannedObject> planned) {
    this.planned = planned;
  }

  /// Looks at what the resource itself and the module calls around it depend on, and at the managed
  /// objects that they name in arguments. To be asked by the computation of the instance itself,
  /// once it has evaluated its arguments.
  boolean before(InstanceEvaluation instance) {
    AtomicBoolean found = new AtomicBoolean(namedChanges(instance));
    instance
        .resource()
        .dependsOn()
        .forEach(each -> found.compareAndSet(false, changes(instance.module(), each)));
    instance
        .module()
        .forEachCallDependency((module, each) -> found.compareAndSet(false, changes(module, each)));
    return found.get();
  }

  /// What stands behind local values, variables and outputs is not looked at: a value that is known
  /// is enough there, and whoever needs more says `depends_on`.
  private boolean namedChanges(InstanceEvaluation instance) {
    ResourceEvaluation resource = instance.module().resource(instance.resource().address());
    return anyChanges(Cell.askedSoFar())
        || (resource != null && anyChanges(resource.expansionCell().demands()));
  }

  private boolean anyChanges(Collection<Cell<?>> demands) {
    return demands.stream()
        .anyMatch(each ->
            switch (each.label()) {
              case ResourceInstanceAddress address ->
                  address.resource().mode() == ResourceMode.MANAGED && changes(address);
              case TargetAddress _ -> anyOfWhole(each);
              default -> false;
            });
  }

  private boolean anyOfWhole(Cell<?> resource) {
    Boolean known = resources.get(resource);
    if (known == null) {
      known = anyChanges(resource.demands());
      resources.put(resource, known);
    }
    return known;
  }

  private boolean changes(ModuleEvaluation module, Reference reference) {
    return switch (reference.target()) {
      case ReferenceTarget.ResourceValue(ResourceAddress resource, InstanceKey key) -> {
        ResourceEvaluation named = module.resource(resource);
        yield named != null
            && (named.instance(key) != null
                ? changes(module, resource, key)
                : anyChanges(module, named));
      }
      case ReferenceTarget.ModuleValue(String name, InstanceKey _, var _) -> {
        ModuleCallEvaluation call = module.call(name);
        yield call != null && anyChanges(call);
      }
      default -> false;
    };
  }

  private boolean anyChanges(ModuleCallEvaluation call) {
    return call.instances().values().stream().anyMatch(this::anyChanges);
  }

  private boolean anyChanges(ModuleEvaluation module) {
    Boolean known = modules.get(module.address());
    if (known == null) {
      known =
          module.resources().values().stream().anyMatch(each -> anyChanges(module, each))
              || module.calls().values().stream().anyMatch(this::anyChanges);
      modules.put(module.address(), known);
    }
    return known;
  }

  private boolean anyChanges(ModuleEvaluation module, ResourceEvaluation resource) {
    return resource.instances().keySet().stream()
        .anyMatch(key -> changes(module, resource.resource().address(), key));
  }

  private boolean changes(ModuleEvaluation module, ResourceAddress resource, InstanceKey key) {
    return changes(new ResourceInstanceAddress(module.address(), resource, key));
  }

  private boolean changes(ResourceInstanceAddress address) {
    PlannedObject object = planned.get(address);
    return object != null && object.change().action() != Action.NO_OP;
  }
}
