package dev.holdfast.hcl.type;

/// The type that is not known yet; `any` in a type constraint.
public enum DynamicType implements Type {
  DYNAMIC;

  @Override
  public String friendlyName() {
    return "dynamic";
  }

  @Override
  public boolean containsDynamic() {
    return true;
  }
}
