package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.Table;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.plan.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The changes of a plan for who has many: equal ones together, and how many there are of each type
/// in each module.
final class ConciseChangesText {
  private final ResourceChangeText changes;

  ConciseChangesText(ResourceChangeText changes) {
    this.changes = changes;
  }

  /// What changes of different objects must have in common to be told as one.
  private record Same(Action action, ActionReason reason, String text) {}

  /// The changes, each group where its first one stands; a blank line before each. Linear in the
  /// text of all changes.
  String of(List<ResourceChange> shown) {
    Map<Object, List<ResourceChange>> groups = new LinkedHashMap<>();
    for (ResourceChange change : shown) {
      Object group =
          isOnItsOwn(change)
              ? change
              : new Same(change.action(), change.reason(), changes.onlyChanges(change));
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(change);
    }
    StringBuilder text = new StringBuilder();
    for (List<ResourceChange> equal : groups.values()) {
      text.append('\n');
      if (equal.size() == 1) {
        text.append(changes.concise(equal.getFirst()));
      } else {
        text.append(
            changes.concise(
                equal,
                CompactAddresses.lines(equal.stream().map(ResourceChange::address).toList())));
      }
    }
    return text.toString();
  }

  /// Whether there is more to say of it than what becomes of the object.
  private static boolean isOnItsOwn(ResourceChange change) {
    return change.isMoved() || change.importing() != null || change.deposedKey() != null;
  }

  /// A table of how many managed objects change, by module and type; empty where there are none.
  static String summary(List<ResourceChange> shown, Palette palette) {
    Map<ModulePath, Map<String, List<ResourceChange>>> modules = new TreeMap<>();
    for (ResourceChange change : shown) {
      if (change.address().resource().mode() == ResourceMode.MANAGED) {
        modules
            .computeIfAbsent(change.address().module().module(), key -> new TreeMap<>())
            .computeIfAbsent(change.address().resource().type(), key -> new ArrayList<>())
            .add(change);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    modules.forEach((module, types) ->
        types.forEach((type, all) ->
            rows.add(
                List.of(
                    module.isRoot() ? "(root)" : module.toString(),
                    type,
                    PlanCounts.of(all).shortText()))));
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    for (String line : new Table(List.of("Module", "Type", "Changes"), rows).lines(palette)) {
      text.append("  ").append(line).append('\n');
    }
    return text.toString();
  }
}
