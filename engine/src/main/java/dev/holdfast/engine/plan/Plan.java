package dev.holdfast.engine.plan;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What will be done, decided in full: a run executes [#graph] and asks nothing again.
///
/// @param prior the state as the providers see it now; what the changes start from
/// @param recorded the state as it was before anything was looked at
/// @param drift how objects differ from what the last run left, as changes from then to now
/// @param changes what happens to each object, no-ops included, in the order of addresses
/// @param variables the input values of the root module; those of ephemeral variables carry their
///   mark and are not stored with the plan
/// @param deferred what has to wait for a later plan, since it is not known how many instances
///   there will be, or since it depends on such; in the order of addresses
/// @param diagnostics errors and warnings; a plan with errors cannot be applied
public record Plan(
    PlanMode mode,
    State recorded,
    State prior,
    List<ResourceChange> drift,
    List<ResourceChange> changes,
    List<OutputChange> outputs,
    ActionGraph graph,
    Map<String, Value> variables,
    List<Diagnostic> diagnostics,
    Instant createdAt,
    List<Deferral> deferred) {

  /// A plan in which nothing is deferred.
  public Plan(
      PlanMode mode,
      State recorded,
      State prior,
      List<ResourceChange> drift,
      List<ResourceChange> changes,
      List<OutputChange> outputs,
      ActionGraph graph,
      Map<String, Value> variables,
      List<Diagnostic> diagnostics,
      Instant createdAt) {
    this(
        mode,
        recorded,
        prior,
        drift,
        changes,
        outputs,
        graph,
        variables,
        diagnostics,
        createdAt,
        List.of());
  }

  public Plan {
    deferred = List.copyOf(deferred);
    drift = List.copyOf(drift);
    changes = List.copyOf(changes);
    outputs = List.copyOf(outputs);
    variables = Map.copyOf(variables);
    diagnostics = List.copyOf(diagnostics);
  }

  /// The same with more variables: those that are not stored with a plan.
  public Plan withVariables(Map<String, Value> more) {
    Map<String, Value> all = new TreeMap<>(variables);
    all.putAll(more);
    return new Plan(
        mode,
        recorded,
        prior,
        drift,
        changes,
        outputs,
        graph,
        all,
        diagnostics,
        createdAt,
        deferred);
  }

  /// The same with what has to wait.
  public Plan withDeferred(List<Deferral> newDeferred, List<Diagnostic> newDiagnostics) {
    return new Plan(
        mode,
        recorded,
        prior,
        drift,
        changes,
        outputs,
        graph,
        variables,
        newDiagnostics,
        createdAt,
        newDeferred);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /// Whether an apply would change nothing: no object and no output value.
  public boolean isEmpty() {
    return changes.stream()
            .allMatch(change ->
                change.action() == Action.NO_OP && !change.isMoved() && change.importing() == null)
        && outputs.stream().allMatch(output -> output.action() == Action.NO_OP);
  }

  /// Whether there is anything to decide: a change of an object or an output, or, where the plan is
  /// to refresh only, an object that was found changed.
  public boolean changesAnything() {
    return mode == PlanMode.REFRESH_ONLY
        ? drift.stream().anyMatch(change -> change.action() != Action.NO_OP)
            || !changingOutputs().isEmpty()
        : !isEmpty();
  }

  /// The objects that an apply would do something with.
  public List<ResourceInstanceAddress> changingObjects() {
    return changes.stream()
        .filter(change -> change.action() != Action.NO_OP)
        .map(ResourceChange::address)
        .toList();
  }

  /// The names of the output values that an apply would change.
  public List<String> changingOutputs() {
    return outputs.stream()
        .filter(output -> output.action() != Action.NO_OP)
        .map(OutputChange::name)
        .toList();
  }
}
