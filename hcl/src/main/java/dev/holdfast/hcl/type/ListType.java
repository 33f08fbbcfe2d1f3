package dev.holdfast.hcl.type;

/// An ordered sequence of values of one type.
public record ListType(Type element) implements Type {

  @Override
  public String friendlyName() {
    return "list of "
        + (element instanceof DynamicType ? "any single type" : element.friendlyName());
  }

  @Override
  public boolean containsDynamic() {
    return element.containsDynamic();
  }
}
