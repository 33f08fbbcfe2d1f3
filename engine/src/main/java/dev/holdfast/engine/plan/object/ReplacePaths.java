package dev.holdfast.engine.plan.object;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// The attributes whose change needs a new object.
public final class ReplacePaths {
  private ReplacePaths() {}

  /// What is left of the paths that a provider says require a new object: those that lead somewhere
  /// and whose value really differs. Unknown counts as different. Values carry no marks.
  public static Filtered filter(List<Path> requiresReplace, Value prior, Value planned) {
    throw new UnsupportedOperationException("not written yet");
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
