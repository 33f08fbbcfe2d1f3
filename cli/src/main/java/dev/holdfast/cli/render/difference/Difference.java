package dev.holdfast.cli.render.difference;

import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How one part of a value differs between before and after.
public sealed interface Difference {

  Change change();

  /// Whether this very part is why the object must be replaced.
  boolean forcesReplacement();

  /// A string, number, boolean or null.
  ///
  /// @param before null when the part is absent before
  /// @param after null when the part is absent after
  record Leaf(
      Change change, boolean forcesReplacement, @Nullable Value before, @Nullable Value after)
      implements Difference {}

  /// Not known until it is applied.
  ///
  /// @param before what goes away, as a deletion; null when there was nothing
  record Unknown(Change change, boolean forcesReplacement, @Nullable Difference before)
      implements Difference {}

  /// A part whose content must not be shown.
  record Sensitive(
      Change change,
      boolean forcesReplacement,
      boolean sensitiveBefore,
      boolean sensitiveAfter,
      boolean valueChanges)
      implements Difference {}

  /// A part that is handed to the provider and kept nowhere, so that nobody knows whether it is the
  /// same as before.
  record WriteOnly(Change change, boolean forcesReplacement) implements Difference {}

  /// A part that becomes something of another kind.
  record TypeChange(Change change, boolean forcesReplacement, Difference before, Difference after)
      implements Difference {}

  /// A list, set or tuple.
  ///
  /// @param showsNeighbours whether unchanged elements beside changed ones are shown
  record Sequence(
      Change change, boolean forcesReplacement, List<Difference> elements, boolean showsNeighbours)
      implements Difference {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /// An object or a map.
  record Mapping(
      Change change,
      boolean forcesReplacement,
      SortedMap<String, Difference> entries,
      MappingStyle style)
      implements Difference {}

  /// The content of a resource or of a nested block.
  ///
  /// @param blocks by the type of block; in order
  record BlockContent(
      Change change,
      boolean forcesReplacement,
      SortedMap<String, Difference> attributes,
      SortedMap<String, List<LabelledBlock>> blocks)
      implements Difference {}

  /// One nested block.
  ///
  /// @param label the key where blocks are told apart by keys; empty otherwise
  record LabelledBlock(String label, Difference content) {}

  /// How the entries of a mapping are written.
  enum MappingStyle {
    /// An object whose type the schema gives: `name = …`.
    OBJECT(false, true, true),
    /// A structure of unknown type: as an object, but what is deleted has no `-> null`.
    DYNAMIC(false, true, false),
    /// A map: `"key" = …`.
    MAP(true, true, true),
    /// A map of structures: keys are not aligned.
    NESTED_MAP(true, false, false);

    final boolean quotesKeys;
    final boolean alignsKeys;
    final boolean saysNull;

    MappingStyle(boolean quotesKeys, boolean alignsKeys, boolean saysNull) {
      this.quotesKeys = quotesKeys;
      this.alignsKeys = alignsKeys;
      this.saysNull = saysNull;
    }
  }
}
