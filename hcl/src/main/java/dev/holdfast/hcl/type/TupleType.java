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
    return elements.stream().anyMatch(Type::containsDynamic);
  }
}
