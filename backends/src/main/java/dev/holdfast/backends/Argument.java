package dev.holdfast.backends;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.hcl.type.Type;
import java.util.Map;

/// Optional arguments of `backend` blocks, by their names: what the schemas of backends are made
/// of.
public final class Argument {
  private Argument() {}

  public static Map.Entry<String, Attribute> text(String name, String description) {
    return Map.entry(name, Attribute.optional(Type.STRING, description));
  }

  /// A text that is not to be shown.
  public static Map.Entry<String, Attribute> secret(String name, String description) {
    return Map.entry(name, Attribute.optional(Type.STRING, description).withSensitive());
  }

  public static Map.Entry<String, Attribute> number(String name, String description) {
    return Map.entry(name, Attribute.optional(Type.NUMBER, description));
  }

  public static Map.Entry<String, Attribute> truth(String name, String description) {
    return Map.entry(name, Attribute.optional(Type.BOOLEAN, description));
  }
}
