package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;

/// Conversion of unknown values: what stays known about them.
final class UnknownConversion {
  private UnknownConversion() {}

  /// The unknown as another type, without marks. It may become known: a tuple of two is a list of
  /// two unknowns.
  static Value convert(UnknownValue value, Type wanted) {
    Refinement known = value.refinement();
    int minimum = 0;
    int maximum = Integer.MAX_VALUE;
    switch (value.type()) {
      case TupleType tuple when wanted instanceof ListType || wanted instanceof SetType -> {
        maximum = tuple.elements().size();
        minimum = wanted instanceof SetType ? Math.min(1, maximum) : maximum;
      }
      case ObjectType object when wanted instanceof MapType -> {
        maximum = object.attributes().size();
        minimum = maximum;
      }
      case ListType _, SetType _, MapType _
          when wanted instanceof ListType
              || wanted instanceof SetType
              || wanted instanceof MapType -> {
        maximum = known.maximumLength();
        minimum =
            wanted instanceof SetType ? Math.min(1, known.minimumLength()) : known.minimumLength();
      }
      default -> {}
    }
    return Value.unknown(wanted, new Refinement(known.notNull(), "", null, null, minimum, maximum));
  }
}
