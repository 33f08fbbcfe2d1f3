package dev.holdfast.hcl;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Makes random types and values.
///
/// @param unknowns whether unknown values are among them
public record RandomValues(RandomGenerator random, boolean unknowns) {
  private static final List<String> TEXTS =
      List.of("", "a", "B", "zone-1", "é", "\uffee", "\ud83d\ude00", "<&>\u2028", "tab\t\"q\"\\");

  /// A type of at most so many levels, without [DynamicType].
  public Type type(int depth) {
    return switch (random.nextInt(depth <= 0 ? 3 : 8)) {
      case 0 -> Type.STRING;
      case 1 -> Type.NUMBER;
      case 2 -> Type.BOOLEAN;
      case 3 -> Type.list(type(depth - 1));
      case 4 -> Type.set(type(depth - 1));
      case 5 -> Type.map(type(depth - 1));
      case 6 -> {
        List<Type> elements = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
          elements.add(type(depth - 1));
        }
        yield Type.tuple(elements);
      }
      default -> {
        Map<String, Type> attributes = new LinkedHashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          attributes.put(text(), type(depth - 1));
        }
        yield Type.object(attributes);
      }
    };
  }

  public String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  public Number512 number() {
    return switch (random.nextInt(5)) {
      case 0 -> Number512.of(random.nextInt(-300, 300));
      case 1 -> Number512.of(random.nextLong());
      case 2 -> Number512.of(random.nextInt(-9999, 9999) / 8.0);
      case 3 ->
          Number512.of(
              new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-40, 60)));
      default ->
          Number512.of(new BigInteger(random.nextInt(1, 600), new Random(random.nextLong())));
    };
  }

  /// A value of a type, with collections of at most so many elements.
  public Value value(Type type, int size) {
    if (random.nextInt(8) == 0) {
      return Value.nullOf(type);
    }
    if (unknowns && random.nextInt(6) == 0) {
      return Value.unknown(type, refinement());
    }
    return switch (type) {
      case PrimitiveType primitive ->
          switch (primitive) {
            case STRING -> Value.of(text());
            case NUMBER -> Value.of(number());
            case BOOLEAN -> Value.of(random.nextBoolean());
          };
      case DynamicType _ -> Value.nullOf(type);
      case ListType(Type element) -> Value.list(element, elements(element, size));
      case SetType(Type element) -> Value.set(element, elements(element, size));
      case MapType(Type element) -> {
        Map<String, Value> elements = new LinkedHashMap<>();
        for (Value value : elements(element, size)) {
          elements.put(text(), value);
        }
        yield Value.map(element, elements);
      }
      case TupleType(List<Type> types) ->
          Value.tuple(types.stream().map(each -> value(each, size / 2)).toList());
      case ObjectType object ->
          Value.object(object.attributes().mapValues(each -> value(each, size / 2)));
    };
  }

  private List<Value> elements(Type element, int size) {
    List<Value> elements = new ArrayList<>();
    for (int left = random.nextInt(size + 1); left > 0; left--) {
      elements.add(value(element, size / 2));
    }
    return elements;
  }

  private Refinement refinement() {
    int lower = random.nextInt(-5, 5);
    return new Refinement(
        random.nextBoolean(),
        random.nextBoolean() ? "" : "ami-",
        random.nextBoolean()
            ? null
            : new Refinement.Bound(Number512.of(lower), random.nextBoolean()),
        random.nextBoolean() ? null : new Refinement.Bound(Number512.of(lower + 2.5), false),
        random.nextInt(3),
        random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(4, 9));
  }
}
