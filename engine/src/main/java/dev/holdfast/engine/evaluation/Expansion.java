package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The instances of one resource or module call.
///
/// @param kind what tells them apart
/// @param instances what `count` and `each` stand for in each instance, by key; empty while
///   deferred
public record Expansion(Kind kind, Map<InstanceKey, Repetition> instances) {

  /// What tells the instances apart.
  public enum Kind {
    /// There is exactly one, without a key.
    SINGLE,
    COUNT,
    FOR_EACH,
    /// There may be one, without a key.
    ENABLED,
    /// How many there are is not known yet.
    DEFERRED
  }

  /// The values that one instance sees.
  ///
  /// @param countIndex `count.index`, or null without `count`
  /// @param eachKey `each.key`, or null without `for_each`
  /// @param eachValue `each.value`, or null without `for_each`
  public record Repetition(
      @Nullable Value countIndex, @Nullable Value eachKey, @Nullable Value eachValue) {
    public static final Repetition NONE = new Repetition(null, null, null);
  }

  public static final Expansion SINGLE =
      new Expansion(Kind.SINGLE, Map.of(InstanceKey.none(), Repetition.NONE));

  public static final Expansion DEFERRED = new Expansion(Kind.DEFERRED, Map.of());

  /// Stands for all the instances while a configuration is only checked: one whose `count` or
  /// `each` is unknown.
  static Expansion anyInstance(boolean counted) {
    Repetition unknown =
        counted
            ? new Repetition(Value.unknown(Type.NUMBER), null, null)
            : new Repetition(null, Value.unknown(Type.STRING), Values.UNKNOWN);
    return new Expansion(Kind.DEFERRED, Map.of(InstanceKey.none(), unknown));
  }

  public Expansion {
    instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
  }

  static Expansion counted(int count) {
    Map<InstanceKey, Repetition> instances = new LinkedHashMap<>();
    for (int index = 0; index < count; index++) {
      instances.put(InstanceKey.of(index), new Repetition(Value.of(index), null, null));
    }
    return new Expansion(Kind.COUNT, instances);
  }

  static Expansion forEach(Map<String, Value> elements) {
    Map<InstanceKey, Repetition> instances = new LinkedHashMap<>();
    elements.forEach((key, value) ->
        instances.put(InstanceKey.of(key), new Repetition(null, Value.of(key), value)));
    return new Expansion(Kind.FOR_EACH, instances);
  }

  static Expansion enabled(boolean enabled) {
    return new Expansion(
        Kind.ENABLED, enabled ? Map.of(InstanceKey.none(), Repetition.NONE) : Map.of());
  }
}
