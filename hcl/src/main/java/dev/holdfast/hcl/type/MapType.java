package dev.holdfast.hcl.type;

/// Values of one type by string key.
public record MapType(Type element) implements Type {

  @Override
  public String friendlyName() {
    return "map of "
        + (element instanceof DynamicType ? "any single type" : element.friendlyName());
  }

  @Override
  public boolean containsDynamic() {
    return element.containsDynamic();
  }
}
