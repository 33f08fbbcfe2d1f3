package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;

/// Says where the types of the two branches of a conditional differ.
final class ConditionalMismatch {
  private ConditionalMismatch() {}

  /// A sentence without its full stop.
  static String describe(Type whenTrue, Type whenFalse) {
    if (whenTrue instanceof ObjectType first && whenFalse instanceof ObjectType second) {
      return objects(first, second);
    }
    if (whenTrue instanceof TupleType first && whenFalse instanceof TupleType second) {
      return tuples(first, second);
    }
    if ((whenTrue instanceof ListType && whenFalse instanceof ListType)
        || (whenTrue instanceof SetType && whenFalse instanceof SetType)
        || (whenTrue instanceof MapType && whenFalse instanceof MapType)) {
      return "Mismatched %s element types: %s"
          .formatted(
              collectionKind(whenTrue), describeElements(element(whenTrue), element(whenFalse)));
    }
    return "The 'true' value is %s, but the 'false' value is %s"
        .formatted(whenTrue.friendlyName(), whenFalse.friendlyName());
  }

  private static String describeElements(Type first, Type second) {
    String text = describe(first, second);
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static String objects(ObjectType first, ObjectType second) {
    for (String name : first.attributes().keySet()) {
      if (!second.attributes().containsKey(name)) {
        return "The 'true' value includes object attribute %s, which is absent in the 'false' value"
            .formatted(QuotedText.of(name));
      }
    }
    for (String name : second.attributes().keySet()) {
      if (!first.attributes().containsKey(name)) {
        return "The 'false' value includes object attribute %s, which is absent in the 'true' value"
            .formatted(QuotedText.of(name));
      }
    }
    for (var entry : first.attributes().entrySet()) {
      Type other = second.attributes().get(entry.getKey());
      if (other != null && !entry.getValue().equals(other)) {
        return "Type mismatch for object attribute %s: %s"
            .formatted(QuotedText.of(entry.getKey()), describe(entry.getValue(), other));
      }
    }
    return "The object types differ";
  }

  private static String tuples(TupleType first, TupleType second) {
    int firstLength = first.elements().size();
    int secondLength = second.elements().size();
    if (firstLength != secondLength) {
      return "The 'true' tuple has length %d, but the 'false' tuple has length %d"
          .formatted(firstLength, secondLength);
    }
    for (int index = 0; index < firstLength; index++) {
      Type one = first.elements().get(index);
      Type other = second.elements().get(index);
      if (!one.equals(other)) {
        return "Type mismatch for tuple element %d: %s".formatted(index, describe(one, other));
      }
    }
    return "The tuple types differ";
  }

  private static String collectionKind(Type type) {
    return switch (type) {
      case ListType list -> "list";
      case SetType set -> "set";
      default -> "map";
    };
  }

  private static Type element(Type type) {
    return switch (type) {
      case ListType(Type element) -> element;
      case SetType(Type element) -> element;
      case MapType(Type element) -> element;
      default -> type;
    };
  }
}
