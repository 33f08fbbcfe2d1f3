package dev.holdfast.cli.render;

import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.Plan;
import java.util.stream.Collectors;

/// What a plan puts off, for people.
public final class DeferralText {
  private DeferralText() {}

  /// `1 resource or module is`, `2 resources or modules are`.
  public static String count(Plan plan) {
    int count = plan.deferred().size();
    return count == 1 ? "1 resource or module is" : count + " resources or modules are";
  }

  /// All of them, a line each, as a list.
  public static String list(Plan plan) {
    return plan.deferred().stream()
        .map(each -> "  - " + of(each))
        .collect(Collectors.joining("\n"));
  }

  /// Why it waits, for programs: `instance_count_unknown`, `resource_config_unknown` for an import,
  /// or `deferred_prereq`.
  public static String code(Deferral deferral) {
    if (deferral.isImport()) {
      return "resource_config_unknown";
    }
    return deferral.isUnknown() ? "instance_count_unknown" : "deferred_prereq";
  }

  /// `a.b: count waits for c.d`.
  static String of(Deferral deferral) {
    return deferral.address() + ": " + reason(deferral);
  }

  /// Why it waits, without its address.
  static String reason(Deferral deferral) {
    if (!deferral.isUnknown()) {
      return "depends on what is deferred";
    }
    return deferral.waitsFor().isEmpty()
        ? deferral.argument() + " is known only after apply"
        : deferral.argument() + " waits for " + String.join(", ", deferral.waitsFor());
  }
}
