package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.Expansion;
import dev.holdfast.engine.evaluation.InstanceSelection;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import org.jspecify.annotations.Nullable;

/// Finds `import` blocks whose target is not declared: their objects would be taken over by nobody.
final class ImportChecking {
  private final PlanningRun run;
  private final ConfigurationEvaluation evaluation;

  ImportChecking(PlanningRun run, ConfigurationEvaluation evaluation) {
    this.run = run;
    this.evaluation = evaluation;
  }

  /// Reports each of them, and whatever is wrong with blocks that nothing asked for. Linear in the
  /// number of blocks and what they ask for.
  void check() {
    run.options()
        .imports()
        .keySet()
        .forEach(address -> {
          if (!isDeclared(address)) {
            report(address, null);
          }
        });
    if (run.options().mode() != PlanMode.NORMAL || run.imports().isEmpty()) {
      return;
    }
    InstanceSelection selection = run.selection();
    for (ImportTarget target :
        run.imports().all(resource -> selection == null || selection.mayContain(resource))) {
      if (isWanted(target.address())
          && !run.imports().isStored(target.address())
          && !isDeclared(target.address())) {
        report(target.address(), target.range());
      }
    }
  }

  private boolean isWanted(ResourceInstanceAddress address) {
    return run.selection() == null || run.selection().contains(address);
  }

  private boolean isDeclared(ResourceInstanceAddress address) {
    ModuleEvaluation module = evaluation.module(address.module());
    ResourceEvaluation resource = module == null ? null : module.resource(address.resource());
    return resource != null
        && (resource.expansion().kind() == Expansion.Kind.DEFERRED
            || resource.expansion().instances().containsKey(address.key()));
  }

  private void report(ResourceInstanceAddress address, @Nullable SourceRange range) {
    boolean canBeGenerated =
        address.module().isRoot()
            && address.key() instanceof InstanceKey.None
            && evaluation.configuration().resource(address.configuration()) == null;
    String detail =
        canBeGenerated
            ? "The configuration for the given import target %s does not exist. If you wish to automatically generate config for this resource, use the -generate-config-out option within holdfast plan. Otherwise, make sure the target resource exists within your configuration. For example:\n\n  holdfast plan -generate-config-out=generated.tf"
            : "The configuration for the given import target %s does not exist. All target instances must have an associated configuration to be imported.";
    run.diagnostics()
        .add(
            Diagnostic.error(
                "Configuration for import target does not exist",
                detail.formatted(address),
                range));
  }
}
