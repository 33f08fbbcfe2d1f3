package dev.holdfast.hcl.type;

import java.util.List;

/// A sequence with a type of its own for each element.
public record TupleType(List<Type> elements) implements Type {

  public TupleType {
    elements = List.copyOf(elements);
  }

  @Override
  public String friendlyName() {
    return "tuple";
  }

  @Override
  public boolean containsDynamic() {
    for (Type element : elements) {
      if (element.containsDynamic()) {
        return true;
      }
    }
    return false;
  }
}
