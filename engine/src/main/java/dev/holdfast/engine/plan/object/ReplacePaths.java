package dev.holdfast.engine.plan.object;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The attributes whose change needs a new object.
public final class ReplacePaths {
  private ReplacePaths() {}

  /// What is left of the paths that a provider says require a new object: those that lead somewhere
  /// and whose value really differs. Unknown counts as different. Values carry no marks. Nothing
  /// that does not exist yet needs a new object. A write-only attribute is null on both sides: the
  /// provider alone can tell that it differs, and is believed.
  public static Filtered filter(
      Block block, List<Path> requiresReplace, Value prior, Value planned) {
    Set<Path> kept = new LinkedHashSet<>();
    Set<Path> invalid = new LinkedHashSet<>();
    if (prior.isNull()) {
      return new Filtered(List.of(), List.of());
    }
    for (Path path : requiresReplace) {
      if (WriteOnlyAttributes.contain(block, path)) {
        kept.add(path);
        continue;
      }
      Optional<Value> before = PathLookup.find(prior, path);
      Optional<Value> after = PathLookup.find(planned, path);
      if (before.isEmpty() && after.isEmpty()) {
        invalid.add(path);
      } else if (differ(before, after)) {
        kept.add(path);
      }
    }
    return new Filtered(List.copyOf(kept), List.copyOf(invalid));
  }

  private static boolean differ(Optional<Value> before, Optional<Value> after) {
    boolean absentBefore = before.isEmpty() || before.get().isNull();
    boolean absentAfter = after.isEmpty() || after.get().isNull();
    if (absentBefore || absentAfter) {
      return absentBefore != absentAfter;
    }
    return !after.get().isWhollyKnown() || !before.equals(after);
  }

  /// @param paths those that force a new object, without duplicates, in the order given
  /// @param invalid those that lead nowhere in either object: a fault of the provider
  public record Filtered(List<Path> paths, List<Path> invalid) {
    public Filtered {
      paths = List.copyOf(paths);
      invalid = List.copyOf(invalid);
    }
  }
}
