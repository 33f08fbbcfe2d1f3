package dev.holdfast.hcl.type;

/// The types without parts.
public enum PrimitiveType implements Type {
  STRING("string"),
  NUMBER("number"),
  BOOLEAN("bool");

  private final String keyword;

  PrimitiveType(String keyword) {
    this.keyword = keyword;
  }

  /// The word for it in a type constraint and in the JSON form of types.
  public String keyword() {
    return keyword;
  }

  @Override
  public String friendlyName() {
    return keyword;
  }

  @Override
  public boolean containsDynamic() {
    return false;
  }
}
