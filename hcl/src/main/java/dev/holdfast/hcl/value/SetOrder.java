package dev.holdfast.hcl.value;

import static dev.holdfast.hcl.order.CodePointOrder.CODE_POINT_ORDER;

import dev.holdfast.hcl.order.CodePointMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The order in which the language iterates over a set: false before true, numbers by size, strings
/// by code point, null and then unknown last.
///
/// Composite elements come in the order of a checksum of their text form. That is what cty does,
/// and plans and JSON texts made from sets show it, so the checksum and the form are the same here.
final class SetOrder {
  /// An element with what it is sorted by.
  private record Keyed(Value value, String form) {}

  private SetOrder() {}

  static List<Value> sorted(List<Value> elements) {
    if (elements.size() < 2) {
      return List.copyOf(elements);
    }
    if (elements.stream().allMatch(SetOrder::isSimple)) {
      List<Value> sorted = new ArrayList<>(elements);
      sorted.sort(SetOrder::compareSimple);
      return List.copyOf(sorted);
    }
    return elements.stream()
        .map(SetOrder::keyed)
        .sorted(
            Comparator.comparingInt((Keyed element) -> rank(element.value()))
                .thenComparing(Keyed::form, CODE_POINT_ORDER))
        .map(Keyed::value)
        .toList();
  }

  private static boolean isSimple(Value value) {
    return switch (value) {
      case BooleanValue _, NumberValue _, StringValue _, NullValue _, UnknownValue _ -> true;
      case ListValue _, SetValue _, MapValue _, TupleValue _, ObjectValue _ -> false;
    };
  }

  private static int compareSimple(Value left, Value right) {
    return switch (left) {
      case BooleanValue a when right instanceof BooleanValue b ->
          Boolean.compare(a.value(), b.value());
      case NumberValue a when right instanceof NumberValue b -> a.value().compareTo(b.value());
      case StringValue a when right instanceof StringValue b ->
          CODE_POINT_ORDER.compare(a.value(), b.value());
      default -> Integer.compare(rank(left), rank(right));
    };
  }

  private static int rank(Value value) {
    return value.isNull() ? 2 : value.isKnown() ? 0 : 1;
  }

  private static Keyed keyed(Value value) {
    StringBuilder form = new StringBuilder();
    write(value, form);
    return new Keyed(value, form.toString());
  }

  /// Appends the text form of a value, as cty has it.
  static void write(Value value, StringBuilder form) {
    switch (value) {
      case UnknownValue _ -> form.append('?');
      case NullValue _ -> form.append('~');
      case BooleanValue bool -> form.append(bool.value() ? 'T' : 'F');
      case NumberValue number -> form.append(number.value().toString(10));
      case StringValue string -> GoQuotes.quote(string.value(), form);
      case ListValue list -> writeAll(list.elements(), '[', ']', form);
      case SetValue set -> writeAll(set.elements(), '[', ']', form);
      case TupleValue tuple -> writeAll(tuple.elements(), '<', '>', form);
      case ObjectValue object -> writeAll(object.attributes().values(), '<', '>', form);
      case MapValue map -> {
        form.append('{');
        CodePointMap<Value> elements = map.elements();
        for (int index = 0; index < elements.size(); index++) {
          GoQuotes.quote(elements.keyAt(index), form);
          form.append(':');
          write(elements.valueAt(index), form);
          form.append(';');
        }
        form.append('}');
      }
    }
  }

  private static void writeAll(Iterable<Value> parts, char open, char close, StringBuilder form) {
    form.append(open);
    for (Value part : parts) {
      write(part, form);
      form.append(';');
    }
    form.append(close);
  }
}
