package dev.holdfast.registry.settings;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;

/// What a settings file says, as a tree. The peers read these files with the first version of HCL,
/// in which `a "b" { … }`, `a = { b = { … } }` and the same in JSON are one thing.
sealed interface SettingNode {

  /// Where it is written.
  SourceRange range();

  record Text(String value, SourceRange range) implements SettingNode {}

  record Truth(boolean value, SourceRange range) implements SettingNode {}

  /// @param text as it is written
  record Numeral(String text, SourceRange range) implements SettingNode {}

  record Sequence(List<SettingNode> elements, SourceRange range) implements SettingNode {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  record Group(List<Item> items, SourceRange range) implements SettingNode {
    public Group {
      items = List.copyOf(items);
    }

    /// What stands under a key, in order. Keys that stand after it are groups of one item.
    List<Item> under(String key) {
      return items.stream().filter(item -> item.key().equals(key)).toList();
    }
  }

  /// `key = value` or `key { … }`.
  record Item(String key, SourceRange keyRange, SettingNode value) {}
}
