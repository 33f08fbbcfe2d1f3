package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.order.CodePointOrder.CODE_POINT_ORDER;
import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.NUMBER;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeUnification;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Functions on lists and tuples.
final class ListFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of(
        "chunklist",
        "coalescelist",
        "compact",
        "concat",
        "distinct",
        "element",
        "flatten",
        "index",
        "matchkeys",
        "reverse",
        "slice",
        "sort");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "chunklist" -> chunk();
      case "coalescelist" -> coalesce();
      case "compact" -> compact();
      case "concat" -> concat();
      case "distinct" -> distinct();
      case "element" -> element();
      case "flatten" -> flatten();
      case "index" -> index();
      case "matchkeys" -> matchKeys();
      case "reverse" -> reverse();
      case "slice" -> slice();
      case "sort" -> sort();
      default -> null;
    };
  }

  private static Function chunk() {
    return Signature.of("chunklist")
        .takes(Parameter.of("list", Type.list(DYNAMIC)).orMarked())
        .takes("size", NUMBER)
        .returns(
            arguments -> Type.list(arguments.getFirst().type()),
            call -> {
              int size = call.integer(1);
              if (size < 0) {
                throw FunctionFault.of("the size argument must be positive");
              }
              List<Value> elements = call.elements(0);
              Type element = ((ListType) call.argument(0).type()).element();
              List<Value> chunks = new ArrayList<>();
              int step = size == 0 ? Math.max(1, elements.size()) : size;
              for (int start = 0; start < elements.size(); start += step) {
                int end = Math.min(elements.size(), start + step);
                chunks.add(Value.list(element, elements.subList(start, end)));
              }
              return Value.list(Type.list(element), chunks).mark(call.argument(0).marks());
            });
  }

  private static Function coalesce() {
    return Signature.of("coalescelist")
        .takesMany(Parameter.of("vals", DYNAMIC).orNull().orUnknown().orDynamic())
        .returns(
            ListFunctions::coalescedType,
            call -> {
              for (Value argument : call.arguments()) {
                if (!argument.isKnown()) {
                  return call.unknown();
                }
                if (!argument.isNull() && !Call.elementsOf(argument).isEmpty()) {
                  return argument;
                }
              }
              throw FunctionFault.of("no non-null arguments");
            });
  }

  private static Type coalescedType(List<Value> arguments) throws FunctionFault {
    if (arguments.isEmpty()) {
      throw FunctionFault.of("at least one argument is required");
    }
    for (Value argument : arguments) {
      if (!argument.isKnown()) {
        return DYNAMIC;
      }
      if (!(argument.type() instanceof ListType) && !(argument.type() instanceof TupleType)) {
        throw FunctionFault.of("coalescelist arguments must be lists or tuples");
      }
    }
    Type first = arguments.getFirst().type();
    boolean same = arguments.stream().allMatch(argument -> argument.type().equals(first));
    return same ? first : DYNAMIC;
  }

  private static Function compact() {
    return Signature.of("compact")
        .takes("list", Type.list(STRING))
        .returns(
            Type.list(STRING),
            call -> {
              if (!call.argument(0).isWhollyKnown()) {
                return call.unknown();
              }
              return Value.list(
                  STRING,
                  call.elements(0).stream()
                      .filter(element ->
                          element instanceof StringValue string && !string.value().isEmpty())
                      .toList());
            });
  }

  private static Function concat() {
    return Signature.of("concat")
        .takesMany(Parameter.of("seqs", DYNAMIC).orMarked())
        .returns(
            ListFunctions::concatenatedType,
            call -> {
              List<Value> all = new ArrayList<>();
              Set<Mark> marks = new LinkedHashSet<>();
              for (int index = 0; index < call.count(); index++) {
                marks.addAll(call.argument(index).marks());
                all.addAll(call.elements(index));
              }
              Value result =
                  call.returnType() instanceof ListType(Type element)
                      ? Value.list(element, Comparison.converted(all, element))
                      : Value.tuple(all);
              return result.mark(marks);
            });
  }

  private static Type concatenatedType(List<Value> arguments) throws FunctionFault {
    if (arguments.isEmpty()) {
      throw FunctionFault.of("at least one argument is required");
    }
    List<Type> elements = new ArrayList<>();
    boolean lists = true;
    for (int index = 0; index < arguments.size(); index++) {
      Type type = arguments.get(index).type();
      if (!(type instanceof ListType) && !(type instanceof TupleType)) {
        throw FunctionFault.at(
            index, "all arguments must be lists or tuples; got %s".formatted(type.friendlyName()));
      }
      lists &= type instanceof ListType;
    }
    if (lists) {
      for (Value argument : arguments) {
        elements.add(((ListType) argument.type()).element());
      }
      var common = TypeUnification.unify(elements);
      if (common.isPresent()) {
        return Type.list(common.get());
      }
      elements.clear();
    }
    for (Value argument : arguments) {
      switch (argument.type()) {
        case TupleType(List<Type> types) -> elements.addAll(types);
        case ListType(Type element) -> {
          if (!argument.isKnown()) {
            return DYNAMIC;
          }
          Call.elementsOf(argument).forEach(_ -> elements.add(element));
        }
        default -> throw new IllegalStateException("checked above");
      }
    }
    return Type.tuple(elements);
  }

  private static Function distinct() {
    return Signature.of("distinct")
        .takes("list", Type.list(DYNAMIC))
        .returns(
            arguments -> arguments.getFirst().type(),
            call -> {
              if (!call.argument(0).isWhollyKnown()) {
                return call.unknown();
              }
              Type element = ((ListType) call.argument(0).type()).element();
              return Value.list(element, new ArrayList<>(new LinkedHashSet<>(call.elements(0))));
            });
  }

  private static Function element() {
    return Signature.of("element")
        .takes(Parameter.of("list", DYNAMIC).orMarked())
        .takes("index", NUMBER)
        .mayReturnNull(
            arguments -> {
              Value list = arguments.getFirst();
              return switch (list.type()) {
                case ListType(Type element) -> element;
                case TupleType(List<Type> elements) ->
                    arguments.get(1) instanceof NumberValue number
                        ? elements.get(position(number.value(), elements.size()))
                        : DYNAMIC;
                default ->
                    throw FunctionFault.at(
                        0, "cannot read elements from %s".formatted(list.type().friendlyName()));
              };
            },
            call -> {
              List<Value> elements = call.elements(0);
              return elements
                  .get(position(call.number(1), elements.size()))
                  .mark(call.argument(0).marks());
            });
  }

  /// Counts around the list as often as needed, from the end where the index is negative.
  private static int position(Number512 index, int length) throws FunctionFault {
    if (length == 0) {
      throw FunctionFault.of("cannot use element function with an empty list");
    }
    if (!index.isWhole()) {
      throw FunctionFault.at(1, "a whole number is required");
    }
    return index.toBigInteger().mod(BigInteger.valueOf(length)).intValue();
  }

  private static Function flatten() {
    return Signature.of("flatten")
        .takes(Parameter.of("list", DYNAMIC).orMarked())
        .returns(
            arguments -> {
              Value list = arguments.getFirst();
              if (!list.isWhollyKnown()) {
                return DYNAMIC;
              }
              if (!Comparison.isSequence(list.type())) {
                throw FunctionFault.of("can only flatten lists, sets and tuples");
              }
              List<Value> flat = new ArrayList<>();
              flattenInto(list, flat, new LinkedHashSet<>());
              return Type.tuple(flat.stream().map(Value::type).toList());
            },
            call -> {
              List<Value> flat = new ArrayList<>();
              Set<Mark> marks = new LinkedHashSet<>();
              boolean known = flattenInto(call.argument(0), flat, marks);
              return (known ? Value.tuple(flat) : Value.unknown(DYNAMIC)).mark(marks);
            });
  }

  /// Whether all sequences in it are known, so that their elements could be found.
  private static boolean flattenInto(Value list, List<Value> flat, Set<Mark> marks) {
    marks.addAll(list.marks());
    if (!list.isKnown()) {
      return false;
    }
    boolean known = true;
    for (Value element : Call.elementsOf(list)) {
      if (Comparison.isSequence(element.type()) && !element.isNull()) {
        known &= flattenInto(element, flat, marks);
      } else {
        known &= element.isKnown() || !element.type().containsDynamic();
        flat.add(element);
      }
    }
    return known;
  }

  private static Function index() {
    return Signature.of("index")
        .takes("list", DYNAMIC)
        .takes("value", DYNAMIC)
        .returns(
            NUMBER,
            call -> {
              if (!(call.argument(0) instanceof ListValue)
                  && !(call.argument(0) instanceof TupleValue)) {
                throw FunctionFault.of("argument must be a list or tuple");
              }
              List<Value> elements = call.elements(0);
              if (elements.isEmpty()) {
                throw FunctionFault.of("cannot search an empty list");
              }
              for (int position = 0; position < elements.size(); position++) {
                switch (Comparison.same(elements.get(position), call.argument(1))) {
                  case YES -> {
                    return Value.of(position);
                  }
                  case UNKNOWN -> {
                    return call.unknown();
                  }
                  case NO -> {}
                }
              }
              throw FunctionFault.of("item not found");
            });
  }

  private static Function matchKeys() {
    return Signature.of("matchkeys")
        .takes("values", Type.list(DYNAMIC))
        .takes("keys", Type.list(DYNAMIC))
        .takes("searchset", Type.list(DYNAMIC))
        .returns(
            arguments -> {
              Type _ = keyType(arguments);
              return arguments.getFirst().type();
            },
            call -> {
              List<Value> values = call.elements(0);
              if (values.size() != call.elements(1).size()) {
                throw FunctionFault.of("length of keys and values should be equal");
              }
              Type common = keyType(call.arguments());
              Value keys = Comparison.converted(call.argument(1), common);
              Value wanted = Comparison.converted(call.argument(2), common);
              if (!call.argument(0).isWhollyKnown()
                  || !keys.isWhollyKnown()
                  || !wanted.isWhollyKnown()) {
                return call.unknown();
              }
              Set<Value> search = new LinkedHashSet<>(Call.elementsOf(wanted));
              List<Value> found = new ArrayList<>();
              for (int position = 0; position < values.size(); position++) {
                if (search.contains(Call.elementsOf(keys).get(position))) {
                  found.add(values.get(position));
                }
              }
              return Value.list(((ListType) call.argument(0).type()).element(), found);
            });
  }

  /// The type that keys and wanted keys have in common.
  private static Type keyType(List<Value> arguments) throws FunctionFault {
    return TypeUnification.unifyUnsafe(List.of(arguments.get(1).type(), arguments.get(2).type()))
        .orElseThrow(() -> FunctionFault.of("keys and searchset must be of the same type"));
  }

  private static Function reverse() {
    return Signature.of("reverse")
        .takes(Parameter.of("list", DYNAMIC).orMarked())
        .returns(
            arguments -> {
              Type type = arguments.getFirst().type();
              return switch (type) {
                case ListType list -> list;
                case SetType(Type element) -> Type.list(element);
                case TupleType(List<Type> elements) -> Type.tuple(elements.reversed());
                default ->
                    throw FunctionFault.at(
                        0,
                        "can only reverse list or tuple values, not %s"
                            .formatted(type.friendlyName()));
              };
            },
            call -> {
              List<Value> reversed = call.elements(0).reversed();
              Value result =
                  call.returnType() instanceof ListType(Type element)
                      ? Value.list(element, reversed)
                      : Value.tuple(reversed);
              return result.mark(call.argument(0).marks());
            });
  }

  private static Function slice() {
    return Signature.of("slice")
        .takes(Parameter.of("list", DYNAMIC).orMarked())
        .takes("start_index", NUMBER)
        .takes("end_index", NUMBER)
        .returns(
            arguments ->
                switch (arguments.getFirst().type()) {
                  case ListType list -> list;
                  case TupleType(List<Type> elements) -> {
                    if (!(arguments.get(1) instanceof NumberValue start)
                        || !(arguments.get(2) instanceof NumberValue end)) {
                      yield DYNAMIC;
                    }
                    int[] bounds = bounds(start, end, elements.size());
                    yield Type.tuple(elements.subList(bounds[0], bounds[1]));
                  }
                  case SetType set ->
                      throw FunctionFault.at(
                          0,
                          "cannot slice a set, because its elements do not have indices; explicitly"
                              + " convert to a list if the ordering of the set elements is not"
                              + " important");
                  default -> throw FunctionFault.at(0, "must be a list or tuple value");
                },
            call -> {
              List<Value> elements = call.elements(0);
              int[] bounds =
                  bounds(
                      (NumberValue) call.argument(1),
                      (NumberValue) call.argument(2),
                      elements.size());
              List<Value> part = elements.subList(bounds[0], bounds[1]);
              Value result =
                  call.argument(0).type() instanceof ListType(Type element)
                      ? Value.list(element, part)
                      : Value.tuple(part);
              return result.mark(call.argument(0).marks());
            });
  }

  private static int[] bounds(NumberValue startValue, NumberValue endValue, int length)
      throws FunctionFault {
    if (!startValue.value().fitsInt()) {
      throw FunctionFault.at(1, "a whole number is required");
    }
    if (!endValue.value().fitsInt()) {
      throw FunctionFault.at(2, "a whole number is required");
    }
    int start = startValue.value().intValueExact();
    int end = endValue.value().intValueExact();
    if (start < 0) {
      throw FunctionFault.at(1, "start index must not be less than zero");
    }
    if (end < 0) {
      throw FunctionFault.at(2, "end index must not be less than zero");
    }
    if (start > length) {
      throw FunctionFault.at(1, "start index must not be greater than the length of the list");
    }
    if (end > length) {
      throw FunctionFault.at(2, "end index must not be greater than the length of the list");
    }
    if (start > end) {
      throw FunctionFault.at(1, "start index must not be greater than end index");
    }
    return new int[] {start, end};
  }

  private static Function sort() {
    return Signature.of("sort")
        .takes("list", Type.list(STRING))
        .returns(
            Type.list(STRING),
            call -> {
              List<Value> elements = call.elements(0);
              if (!call.argument(0).isWhollyKnown()) {
                int length = elements.size();
                return Refinements.refine(
                    call.unknown(), new Refinement(true, "", null, null, length, length));
              }
              List<String> texts = new ArrayList<>();
              for (Value element : elements) {
                if (!(element instanceof StringValue string)) {
                  throw FunctionFault.of(
                      "given list element %d is null; a null string cannot be sorted"
                          .formatted(texts.size()));
                }
                texts.add(string.value());
              }
              texts.sort(CODE_POINT_ORDER);
              return Value.list(STRING, texts.stream().map(Value::of).toList());
            });
  }
}
