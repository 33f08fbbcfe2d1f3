package dev.holdfast.hcl.type;

/// Distinct values of one type, without order.
public record SetType(Type element) implements Type {

  @Override
  public String friendlyName() {
    return "set of "
        + (element instanceof DynamicType ? "any single type" : element.friendlyName());
  }

  @Override
  public boolean containsDynamic() {
    return element.containsDynamic();
  }
}
