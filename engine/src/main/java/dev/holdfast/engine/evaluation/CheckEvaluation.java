package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Check;
import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.state.CheckResult;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates `check` blocks. They only warn, whatever is wrong.
public final class CheckEvaluation {
  private static final String KIND = "check";

  private final ModuleEvaluation module;
  private final Check check;
  private final NestedData nested;

  private CheckEvaluation(ModuleEvaluation module, Check check, NestedData nested) {
    this.module = module;
    this.check = check;
    this.nested = nested;
  }

  /// Reads the data source that stands in a check.
  @FunctionalInterface
  public interface NestedData {
    /// @param diagnostics where everything that is wrong with it goes
    /// @return null where there is nothing to tell beyond what is known: the check is then left as
    ///   it came out before
    @Nullable Value read(InstanceEvaluation data, Diagnostics diagnostics);
  }

  /// Evaluates the checks of every module instance, at the same time; each assertion that does not
  /// hold, or cannot be evaluated, becomes a warning. One that is not known yet holds for now.
  public static void warn(ConfigurationEvaluation evaluation, NestedData nested) {
    List<Cell<List<Diagnostic>>> cells = new ArrayList<>();
    evaluation.forEachModule(module ->
        module
            .module()
            .checks()
            .values()
            .forEach(check ->
                cells.add(
                    Cell.of(
                        module.prefix() + "check." + check.name(),
                        () -> new CheckEvaluation(module, check, nested).evaluate()))));
    cells.forEach(Cell::start);
    for (Cell<List<Diagnostic>> cell : cells) {
      cell.get().forEach(each -> evaluation.diagnostics().add(asWarning(each)));
    }
  }

  private List<Diagnostic> evaluate() {
    Diagnostics found = new Diagnostics();
    Scope scope = module.scope();
    Resource data = check.data();
    if (data != null) {
      Value value =
          nested.read(
              new InstanceEvaluation(
                  module,
                  data,
                  new ResourceInstanceAddress(module.address(), data.address(), InstanceKey.none()),
                  Expansion.Repetition.NONE),
              found);
      if (found.hasErrors()) {
        String message =
            found.list().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .map(Diagnostic::summary)
                .orElse("");
        note(CheckResult.Status.FAIL, message);
        return found.list();
      }
      if (value == null) {
        return List.of();
      }
      scope = new NestedDataScope(scope, data.address(), value);
    }
    ConditionEvaluation conditions =
        new ConditionEvaluation(found, scope)
            .notingTo(module.evaluation().checks(), KIND, configurationAddress(), objectAddress());
    for (CheckRule assertion : check.assertions()) {
      conditions.check(assertion, "Check block assertion failed", null, "");
    }
    return found.list();
  }

  private void note(CheckResult.Status status, String message) {
    module
        .evaluation()
        .checks()
        .note(KIND, configurationAddress(), objectAddress(), status, message);
  }

  private String configurationAddress() {
    return module.configurationPrefix() + "check." + check.name();
  }

  private String objectAddress() {
    return module.prefix() + "check." + check.name();
  }

  private static Diagnostic asWarning(Diagnostic found) {
    return new Diagnostic(
        Severity.WARNING,
        found.summary(),
        found.detail(),
        found.subject(),
        found.context(),
        found.notes(),
        found.address(),
        found.topic());
  }
}
