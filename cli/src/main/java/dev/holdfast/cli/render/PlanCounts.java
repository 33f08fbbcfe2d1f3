package dev.holdfast.cli.render;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/// How many objects a plan will import, add, change, destroy and forget. A replacement is an
/// addition and a destruction; reading counts as nothing.
public record PlanCounts(int imported, int added, int changed, int destroyed, int forgotten) {

  /// Counts the changes of a plan.
  public static PlanCounts of(Plan plan) {
    return of(plan.changes());
  }

  static PlanCounts of(List<ResourceChange> changes) {
    int imported = 0;
    int added = 0;
    int changed = 0;
    int destroyed = 0;
    int forgotten = 0;
    for (ResourceChange change : changes) {
      if (change.address().resource().mode() != ResourceMode.MANAGED) {
        continue;
      }
      Action action = change.action();
      imported += change.importing() != null ? 1 : 0;
      added += action == Action.CREATE || action.isReplace() ? 1 : 0;
      changed += action == Action.UPDATE ? 1 : 0;
      destroyed +=
          action == Action.DELETE
                  || action == Action.DELETE_THEN_CREATE
                  || action == Action.CREATE_THEN_DELETE
              ? 1
              : 0;
      forgotten += action == Action.FORGET || action == Action.FORGET_THEN_CREATE ? 1 : 0;
    }
    return new PlanCounts(imported, added, changed, destroyed, forgotten);
  }

  /// Only what there is any of: `1 to add, 2 to destroy`; `moved` where there is nothing.
  String shortText() {
    List<String> parts = new ArrayList<>();
    append(imported, "import", parts);
    append(added, "add", parts);
    append(changed, "change", parts);
    append(destroyed, "destroy", parts);
    append(forgotten, "forget", parts);
    return parts.isEmpty() ? "moved" : String.join(", ", parts);
  }

  private static void append(int count, String what, List<String> parts) {
    if (count > 0) {
      parts.add(count + " to " + what);
    }
  }

  /// `1 to add, 0 to change, 0 to destroy`; imports and forgotten objects only if there are any.
  String text() {
    return (imported > 0 ? imported + " to import, " : "")
        + added
        + " to add, "
        + changed
        + " to change, "
        + destroyed
        + " to destroy"
        + (forgotten > 0 ? ", " + forgotten + " to forget" : "");
  }

  /// What came of it, as a sentence: ` Resources: 1 added, 0 changed, 0 destroyed.` Imports and
  /// forgotten objects only if there are any.
  ///
  /// @param destroy whether nothing but destroying was asked for
  public String outcome(boolean destroy) {
    return " Resources: "
        + (imported > 0 ? imported + " imported, " : "")
        + (destroy ? "" : added + " added, " + changed + " changed, ")
        + destroyed
        + " destroyed"
        + (forgotten > 0 ? ", " + forgotten + " forgotten" : "")
        + ".";
  }
}
