package dev.holdfast.hosts.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How the current state differs from the desired one, for a person to read.
///
/// @param changes in the order of the operation's attributes
public record Difference(List<Change> changes) {
  public static final Difference NONE = new Difference(List.of());

  /// One thing that would change.
  public sealed interface Change {}

  /// The whole thing would come to be.
  public record Created() implements Change {}

  /// The whole thing would go.
  public record Removed() implements Change {}

  /// An attribute would change.
  ///
  /// @param before what it is, as the user would write it; empty for nothing
  /// @param after what it would be
  public record Attribute(String name, String before, String after) implements Change {}

  /// Text would change.
  public record Text(LineDiff lines) implements Change {}

  /// An attribute would change and neither value may be shown.
  public record Hidden(String name) implements Change {}

  /// Something would be done, such as `restart`.
  public record Deed(String name) implements Change {}

  public Difference {
    changes = List.copyOf(changes);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// Gathers changes.
  static final class Builder {
    private final List<Change> changes = new ArrayList<>();

    Builder add(Change change) {
      changes.add(change);
      return this;
    }

    /// Adds an attribute if it differs.
    Builder attribute(String name, Object before, Object after) {
      if (!Objects.equals(before, after)) {
        changes.add(new Attribute(name, before.toString(), after.toString()));
      }
      return this;
    }

    Difference build() {
      return changes.isEmpty() ? NONE : new Difference(changes);
    }
  }
}
