package dev.holdfast.engine.testing;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.Check;
import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.evaluation.ConditionEvaluation;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.evaluation.StateValues;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.CheckResult;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plans a run, applies it where it asks for that, and looks whether everything holds that it says.
final class RunExecution {
  private final PreparedRun prepared;
  private final TestRun run;
  private final TestState state;
  private final TestScope scope;
  private final ExpectedFailures expected;
  private final Diagnostics diagnostics;
  private TestStatus status = TestStatus.PASS;
  private Value outputs = Values.EMPTY_OBJECT;
  private @Nullable Plan plan;
  private @Nullable State after;

  /// @param diagnostics what was noticed before
  RunExecution(PreparedRun prepared, TestState state, TestScope scope, Diagnostics diagnostics) {
    this.prepared = prepared;
    this.run = prepared.run();
    this.state = state;
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.expected = new ExpectedFailures(prepared.configuration().root(), run);
  }

  /// The outputs of the module afterwards, as one object.
  Value outputs() {
    return outputs;
  }

  RunOutcome execute(Instant begin) throws InterruptedException {
    boolean planned = run.command() == TestRun.Command.PLAN ? planOnly() : planAndApply();
    if (planned) {
      judge();
      List<Diagnostic> missing = expected.missing();
      diagnostics.addAll(missing);
      if (!missing.isEmpty()) {
        status = status.and(TestStatus.FAIL);
      }
    } else {
      status = TestStatus.ERROR;
    }
    Duration elapsed = Duration.between(begin, prepared.input().clock().instant());
    return new RunOutcome(
        run,
        status,
        List.copyOf(new LinkedHashSet<>(diagnostics.list())),
        begin,
        elapsed,
        prepared.configuration(),
        plan,
        after);
  }

  private boolean planOnly() throws InterruptedException {
    Plan made = prepared.plan(state.state(), options(), prepared.input().cancelled());
    plan = made;
    diagnostics.addAll(expected.judge(made.diagnostics()));
    return !diagnostics.hasErrors();
  }

  /// Plans and applies until nothing is put off any more, as a user would.
  private boolean planAndApply() throws InterruptedException {
    Set<Set<Deferral>> before = new HashSet<>();
    while (true) {
      Plan made = prepared.plan(state.state(), options(), prepared.input().cancelled());
      plan = made;
      diagnostics.addAll(expected.judgeBeforeApply(made.diagnostics()));
      if (!made.deferred().isEmpty() && !before.add(Set.copyOf(made.deferred()))) {
        diagnostics.add(standstill(made));
      }
      if (diagnostics.hasErrors()) {
        return false;
      }
      if (!isKept()) {
        return false;
      }
      RunResult result = prepared.apply(made, state.session(), prepared.input().cancelled());
      after = result.state();
      diagnostics.addAll(expected.judge(result.diagnostics()));
      if (diagnostics.hasErrors() || made.deferred().isEmpty()) {
        return !diagnostics.hasErrors();
      }
    }
  }

  /// Makes sure that what is about to be made will be known, whatever happens to this process.
  private boolean isKept() {
    try {
      state.applies(prepared);
      return true;
    } catch (StateWriteException fault) {
      diagnostics.add(
          Diagnostic.error(
              "The state of the test cannot be kept",
              "Nothing was made, since nobody would know of it if this process died. "
                  + fault.getMessage(),
              run.range()));
      return false;
    }
  }

  private static Diagnostic standstill(Plan plan) {
    return Diagnostic.error(
        "No progress",
        "After an apply, the same waits as before: %s."
            .formatted(
                plan.deferred().stream()
                    .map(each -> each.address().toString())
                    .collect(Collectors.joining(", "))));
  }

  private PlanOptions options() {
    TestRun.Options options = run.options();
    Set<ResourceInstanceAddress> replace = new HashSet<>();
    for (TargetAddress each : options.replace()) {
      if (each.resource() != null) {
        replace.add(new ResourceInstanceAddress(each.module(), each.resource(), each.key()));
      }
    }
    return new PlanOptions(
            options.refreshOnly() ? PlanMode.REFRESH_ONLY : PlanMode.NORMAL,
            options.refresh(),
            options.targets(),
            replace)
        .withExcludes(options.excludes())
        .deferring();
  }

  /// Evaluates the assertions, and what later runs may ask of this one.
  private void judge() {
    Diagnostics ofEvaluation = new Diagnostics();
    try (Providers providers =
        new Providers(prepared.input().providers(), prepared.input().parallelism(), ofEvaluation)) {
      Plan made = Objects.requireNonNull(plan);
      boolean planning = after == null;
      State seen = after == null ? made.prior() : after;
      InstanceEvaluation.Phase stored = new StateValues(() -> seen, seen, providers, ofEvaluation);
      ConfigurationEvaluation evaluation =
          prepared.evaluation(
              planning ? new PlannedValues(made, stored) : stored,
              providers,
              planning,
              ofEvaluation);
      if (planning) {
        // The plan has told what waits; what is said of it here is not known.
        evaluation.deferUnknownExpansions(waiting -> {});
      }
      AssertionScope names = new AssertionScope(evaluation.root(), scope::resolve);
      run.assertions().forEach(rule -> judge(rule, names));
      if (planning && !options().isPartial() && !run.options().refreshOnly()) {
        evaluation.forEachModule(this::judgeUnknownChecks);
      }
      outputs = outputs(evaluation.root());
    }
  }

  private void judge(CheckRule rule, AssertionScope names) {
    Diagnostics found = new Diagnostics();
    CheckResult.Status outcome =
        new ConditionEvaluation(found, names).evaluate(rule, "Test assertion failed", null, "");
    diagnostics.addAll(found.list());
    switch (outcome) {
      case PASS -> {}
      case FAIL -> status = status.and(TestStatus.FAIL);
      case ERROR -> status = TestStatus.ERROR;
      case UNKNOWN -> {
        status = TestStatus.ERROR;
        diagnostics.add(
            Diagnostic.error(
                "Unknown condition value",
                "Condition expression could not be evaluated at this time: it depends on a value that"
                    + " is not known until an apply. Set command = apply for this run, or mock or"
                    + " override what the value comes from.",
                rule.condition().range()));
      }
    }
  }

  /// A plan that leaves a check open has not shown that it holds.
  private void judgeUnknownChecks(ModuleEvaluation module) {
    for (Check check : module.module().checks().values()) {
      ConditionEvaluation conditions = new ConditionEvaluation(new Diagnostics(), module.scope());
      for (CheckRule rule : check.assertions()) {
        if (conditions.evaluate(rule, "", null, "") == CheckResult.Status.UNKNOWN) {
          status = TestStatus.ERROR;
          diagnostics.add(
              Diagnostic.error(
                  "Check block assertion known after apply",
                  "The condition depends on a value that is not known until an apply, so this plan"
                      + " does not show whether the check holds. Set command = apply for this run,"
                      + " or mock or override what the value comes from.",
                  rule.condition().range()));
        }
      }
    }
  }

  private static Value outputs(ModuleEvaluation root) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String name : root.module().outputs().keySet()) {
      values.put(name, Objects.requireNonNull(root.output(name)).get());
    }
    return Value.object(values);
  }
}
