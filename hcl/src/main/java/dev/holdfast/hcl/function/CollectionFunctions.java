package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.BOOLEAN;
import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.NUMBER;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeUnification;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.OperationException;
import dev.holdfast.hcl.value.Operations;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that ask something of collections of any kind, or choose among values.
final class CollectionFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of(
        "alltrue", "anytrue", "coalesce", "contains", "length", "list", "map", "one", "sum");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "alltrue" -> allTrue();
      case "anytrue" -> anyTrue();
      case "coalesce" -> coalesce();
      case "contains" -> contains();
      case "length" -> length();
      case "list" -> removed(name, "tolist([ ... ])");
      case "map" -> removed(name, "tomap({ ... })");
      case "one" -> one();
      case "sum" -> sum();
      default -> null;
    };
  }

  private static Function removed(String name, String instead) {
    String message =
        "the \"%s\" function was deprecated in Terraform v0.12 and is no longer available; use %s syntax to write a literal %s"
            .formatted(name, instead, name);
    return Signature.of(name)
        .takesMany(Parameter.of("vals", DYNAMIC).orNull().orUnknown().orDynamic().orMarked())
        .returns(
            (Function.ReturnType)
                arguments -> {
                  throw FunctionFault.of(message);
                },
            call -> call.unknown());
  }

  private static Function allTrue() {
    return Signature.of("alltrue")
        .takes("list", Type.list(BOOLEAN))
        .returns(
            BOOLEAN,
            call -> {
              for (Value element : call.elements(0)) {
                if (!element.isKnown()) {
                  return call.unknown();
                }
                if (!(element instanceof BooleanValue truth) || !truth.value()) {
                  return Value.of(false);
                }
              }
              return Value.of(true);
            });
  }

  private static Function anyTrue() {
    return Signature.of("anytrue")
        .takes("list", Type.list(BOOLEAN))
        .returns(
            BOOLEAN,
            call -> {
              boolean unknown = false;
              for (Value element : call.elements(0)) {
                if (element instanceof BooleanValue truth && truth.value()) {
                  return Value.of(true);
                }
                unknown |= !element.isKnown();
              }
              return unknown ? call.unknown() : Value.of(false);
            });
  }

  private static Function coalesce() {
    return Signature.of("coalesce")
        .takesMany(Parameter.of("vals", DYNAMIC).orNull().orUnknown().orDynamic())
        .returns(
            arguments ->
                TypeUnification.unifyUnsafe(arguments.stream().map(Value::type).toList())
                    .orElseThrow(() -> FunctionFault.of("all arguments must have the same type")),
            call -> {
              for (Value argument : call.arguments()) {
                Value value = Comparison.converted(argument, call.returnType());
                if (!value.isKnown()) {
                  return call.unknown();
                }
                boolean empty = value instanceof StringValue string && string.value().isEmpty();
                if (!value.isNull() && !empty) {
                  return value;
                }
              }
              throw FunctionFault.of("no non-null, non-empty-string arguments");
            });
  }

  private static Function contains() {
    return Signature.of("contains")
        .takes("list", DYNAMIC)
        .takes("value", DYNAMIC)
        .returns(
            BOOLEAN,
            call -> {
              if (!Call.isSequence(call.argument(0))) {
                throw FunctionFault.of("argument must be list, tuple, or set");
              }
              return switch (Comparison.contains(call.elements(0), call.argument(1))) {
                case YES -> Value.of(true);
                case NO -> Value.of(false);
                case UNKNOWN -> call.unknown();
              };
            });
  }

  private static Function length() {
    return Signature.of("length")
        .takes(Parameter.of("value", DYNAMIC).orUnknown().orDynamic().orMarked())
        .returns(
            arguments -> {
              Type type = arguments.getFirst().type();
              if (type == PrimitiveType.NUMBER || type == PrimitiveType.BOOLEAN) {
                throw FunctionFault.of(
                    "argument must be a string, a collection type, or a structural type");
              }
              return NUMBER;
            },
            call -> {
              Value value = call.argument(0);
              if (value instanceof StringValue string) {
                return Value.of(Graphemes.count(string.value())).mark(string.marks());
              }
              if (value instanceof UnknownValue
                  && (value.type() instanceof DynamicType
                      || value.type() instanceof PrimitiveType)) {
                return call.unknown().mark(value.marks());
              }
              try {
                return Operations.length(value);
              } catch (OperationException e) {
                throw FunctionFault.at(0, e.detail());
              }
            });
  }

  private static Function one() {
    String wrong = "must be a list, set, or tuple value with either zero or one elements";
    return Signature.of("one")
        .takes("list", DYNAMIC)
        .mayReturnNull(
            arguments ->
                switch (arguments.getFirst().type()) {
                  case ListType(Type element) -> element;
                  case SetType(Type element) -> element;
                  case TupleType(List<Type> elements) when elements.isEmpty() -> DYNAMIC;
                  case TupleType(List<Type> elements) when elements.size() == 1 ->
                      elements.getFirst();
                  default -> throw FunctionFault.at(0, wrong);
                },
            call -> {
              Value value = call.argument(0);
              List<Value> elements = call.elements(0);
              if (value instanceof SetValue && !value.isWhollyKnown() && elements.size() > 1) {
                return call.unknown();
              }
              return switch (elements.size()) {
                case 0 -> Value.nullOf(call.returnType());
                case 1 -> elements.getFirst();
                default -> throw FunctionFault.at(0, wrong);
              };
            });
  }

  private static Function sum() {
    return Signature.of("sum")
        .takes("list", DYNAMIC)
        .returns(
            NUMBER,
            call -> {
              Value value = call.argument(0);
              if (value instanceof ObjectValue || !isIterable(value)) {
                throw FunctionFault.at(0, "cannot sum noniterable");
              }
              if (!Call.isSequence(value)) {
                throw FunctionFault.at(
                    0,
                    "argument must be list, set, or tuple. Received %s"
                        .formatted(value.type().friendlyName()));
              }
              return total(call);
            });
  }

  private static boolean isIterable(Value value) {
    return !(value.type() instanceof PrimitiveType);
  }

  private static Value total(Call call) throws FunctionFault {
    List<Value> elements = call.elements(0);
    if (elements.isEmpty()) {
      throw FunctionFault.at(0, "cannot sum an empty list");
    }
    if (!call.argument(0).isWhollyKnown()) {
      return call.unknown();
    }
    String wrong = "argument must be list, set, or tuple of number values";
    Number512 total = Number512.ZERO;
    for (Value element : elements) {
      Value number;
      try {
        number = Comparison.converted(element, NUMBER);
      } catch (FunctionFault e) {
        throw FunctionFault.at(0, wrong);
      }
      if (!(number instanceof NumberValue summand)) {
        throw FunctionFault.at(0, wrong);
      }
      if (total.isInfinite()
          && summand.value().isInfinite()
          && total.signum() != summand.value().signum()) {
        throw FunctionFault.of("can't compute sum of opposing infinities");
      }
      total = total.add(summand.value());
    }
    return Value.of(total);
  }
}
