package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.InstanceSelection;
import dev.holdfast.engine.evaluation.ModuleCallEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import dev.holdfast.engine.evaluation.UnknownExpansion;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tells what a plan puts off, and what that waits for.
final class Deferrals {
  private final ConfigurationEvaluation evaluation;
  private final Imports imports;
  private final Set<ConfigurationResourceAddress> changing = new HashSet<>();
  private final Dependencies dependencies = new Dependencies();

  /// To be made before anything that was planned is dropped. Linear in what was planned.
  Deferrals(ConfigurationEvaluation evaluation, PlanningRun run) {
    this.evaluation = evaluation;
    this.imports = run.imports();
    run.planned()
        .forEach((address, object) -> {
          if (object.change().action() != Action.NO_OP) {
            changing.add(address.configuration());
          }
        });
  }

  /// Where they are.
  static List<TargetAddress> addresses(Collection<UnknownExpansion> unknown) {
    List<TargetAddress> addresses = new ArrayList<>();
    for (UnknownExpansion each : unknown) {
      TargetAddress address = each.address();
      if (address != null) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /// That what is put off cannot be told, for where waiting does not help.
  static List<Diagnostic> errors(Collection<UnknownExpansion> unknown, List<Deferral> deferred) {
    Map<TargetAddress, List<String>> waitsFor = new HashMap<>();
    deferred.forEach(each -> waitsFor.put(each.address(), each.waitsFor()));
    List<Diagnostic> errors = new ArrayList<>();
    for (UnknownExpansion each : unknown) {
      TargetAddress address = each.address();
      errors.add(
          each.asError(address == null ? List.of() : waitsFor.getOrDefault(address, List.of())));
    }
    return errors;
  }

  /// That objects were not looked at, for a plan that changes nothing.
  static Diagnostic notLookedAt(List<Deferral> deferred) {
    StringBuilder list = new StringBuilder();
    for (Deferral each : deferred) {
      list.append("\n  - ").append(each.address());
      if (each.isUnknown()) {
        list.append(": ").append(each.argument()).append(" is known only after an apply");
        if (!each.waitsFor().isEmpty()) {
          list.append(" of ").append(String.join(", ", each.waitsFor()));
        }
      }
    }
    return Diagnostic.warning(
        "Some objects were not looked at",
        "It cannot be told which instances there are of these, or of what they depend on, so they"
            + " stay in the state as they are:\n"
            + list);
  }

  /// All that waits, in the order of addresses: those of unknown number and what depends on them.
  ///
  /// @param exclusion of those of unknown number, and of what the user excludes
  /// @param wanted what the user wants to be planned; null for everything
  List<Deferral> all(
      Collection<UnknownExpansion> unknown,
      Exclusion exclusion,
      @Nullable InstanceSelection wanted) {
    List<Deferral> all = new ArrayList<>();
    List<TargetAddress> roots = addresses(unknown);
    for (UnknownExpansion each : unknown) {
      TargetAddress address = each.address();
      if (address != null) {
        all.add(new Deferral(address, each.argument(), waitsFor(each, address)));
      }
    }
    exclusion
        .dependentResources()
        .filter(address -> wanted == null || wanted.mayContain(address))
        .filter(address -> roots.stream().noneMatch(root -> root.mayContain(address)))
        .forEach(address -> all.add(new Deferral(anyInstance(address), "", List.of())));
    all.sort(Comparator.comparing(Deferral::address));
    return all;
  }

  private static TargetAddress anyInstance(ConfigurationResourceAddress address) {
    ModuleInstanceAddress module = ModuleInstanceAddress.ROOT;
    for (String name : address.module().names()) {
      module = module.child(name, InstanceKey.none());
    }
    return new TargetAddress(module, address.resource(), InstanceKey.none());
  }

  /// The resources behind the argument that are about to change; all, if none of them is.
  private List<String> waitsFor(UnknownExpansion unknown, TargetAddress address) {
    Set<ConfigurationResourceAddress> behind = new TreeSet<>();
    for (Cell<?> cell : cells(unknown, address)) {
      behind.addAll(dependencies.of(cell));
    }
    Set<ConfigurationResourceAddress> pending = new TreeSet<>(behind);
    pending.retainAll(changing);
    return (pending.isEmpty() ? behind : pending)
        .stream().map(ConfigurationResourceAddress::toString).toList();
  }

  /// The cells that found out that something is not known yet.
  List<Cell<?>> cells(Collection<UnknownExpansion> unknown) {
    List<Cell<?>> all = new ArrayList<>();
    for (UnknownExpansion each : unknown) {
      TargetAddress address = each.address();
      if (address != null) {
        all.addAll(cells(each, address));
      }
    }
    return all;
  }

  private List<Cell<?>> cells(UnknownExpansion unknown, TargetAddress address) {
    ResourceAddress resource = address.resource();
    if (unknown.isImport() && resource != null) {
      return imports.cells(new ConfigurationResourceAddress(address.module().module(), resource));
    }
    Cell<?> cell = cell(address);
    return cell == null ? List.of() : List.of(cell);
  }

  /// The cell that computes how many instances there are.
  private @Nullable Cell<?> cell(TargetAddress address) {
    ResourceAddress name = address.resource();
    ModuleInstanceAddress parent = address.module().parent();
    if (name != null) {
      ModuleEvaluation module = evaluation.module(address.module());
      ResourceEvaluation resource = module == null ? null : module.resource(name);
      return resource == null ? null : resource.expansionCell();
    }
    ModuleEvaluation caller = parent == null ? null : evaluation.module(parent);
    ModuleCallEvaluation call =
        caller == null ? null : caller.call(address.module().steps().getLast().name());
    return call == null ? null : call.expansionCell();
  }
}
