package dev.holdfast.engine.schema;

import dev.holdfast.hcl.type.Type;
import org.jspecify.annotations.Nullable;

/// One attribute of a block.
///
/// @param type what it holds; follows from `nested` where that is present
/// @param nested its own attributes where it is a structure, else null
/// @param required the configuration must set it
/// @param optional the configuration may set it
/// @param computed the provider may choose it where the configuration does not
/// @param sensitive must not be shown
/// @param writeOnly sent to the provider, never stored
/// @param deprecation what to use instead; empty when not deprecated, and [#NO_ADVICE] when nothing
///   is said of it
public record Attribute(
    Type type,
    @Nullable NestedAttributes nested,
    Description description,
    boolean required,
    boolean optional,
    boolean computed,
    boolean sensitive,
    boolean writeOnly,
    String deprecation) {
  /// The advice of a provider that only says that something is deprecated.
  public static final String NO_ADVICE = "The provider marks this as deprecated.";

  public static Attribute required(Type type, String description) {
    return new Attribute(
        type, null, Description.plain(description), true, false, false, false, false, "");
  }

  public static Attribute optional(Type type, String description) {
    return new Attribute(
        type, null, Description.plain(description), false, true, false, false, false, "");
  }

  public static Attribute computed(Type type, String description) {
    return new Attribute(
        type, null, Description.plain(description), false, false, true, false, false, "");
  }

  /// Set by the configuration or else chosen by the provider.
  public static Attribute optionalComputed(Type type, String description) {
    return new Attribute(
        type, null, Description.plain(description), false, true, true, false, false, "");
  }

  /// A structure with attributes of its own.
  public static Attribute nested(
      NestedAttributes nested, boolean required, boolean optional, boolean computed) {
    return new Attribute(
        nested.impliedType(),
        nested,
        Description.NONE,
        required,
        optional,
        computed,
        false,
        false,
        "");
  }

  public Attribute withSensitive() {
    return new Attribute(
        type, nested, description, required, optional, computed, true, writeOnly, deprecation);
  }

  public Attribute withWriteOnly() {
    return new Attribute(
        type, nested, description, required, optional, computed, sensitive, true, deprecation);
  }

  public Attribute withDeprecation(String message) {
    return new Attribute(
        type, nested, description, required, optional, computed, sensitive, writeOnly, message);
  }
}
