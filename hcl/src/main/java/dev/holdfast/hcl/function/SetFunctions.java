package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;

import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeUnification;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Functions on sets.
final class SetFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("setintersection", "setproduct", "setsubtract", "setunion");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "setintersection" -> ofMany(name, Set::retainAll);
      case "setunion" -> ofMany(name, Set::addAll);
      case "setsubtract" ->
          Signature.of(name)
              .takes("a", Type.set(DYNAMIC))
              .takes("b", Type.set(DYNAMIC))
              .returns(SetFunctions::commonType, call -> combined(call, Set::removeAll));
      case "setproduct" -> product();
      default -> null;
    };
  }

  private static Function ofMany(String name, BiConsumer<Set<Value>, Set<Value>> operation) {
    return Signature.of(name)
        .takes("first_set", Type.set(DYNAMIC))
        .takesMany("other_sets", Type.set(DYNAMIC))
        .returns(SetFunctions::commonType, call -> combined(call, operation));
  }

  private static Type commonType(List<Value> arguments) throws FunctionFault {
    List<Type> elements = new ArrayList<>();
    for (Value argument : arguments) {
      // An empty set of no type in particular goes with any other.
      if (argument.type() instanceof SetType(Type element)
          && !(element.equals(DYNAMIC) && argument.isKnown())) {
        elements.add(element);
      }
    }
    if (elements.isEmpty()) {
      return Type.set(DYNAMIC);
    }
    return Type.set(
        TypeUnification.unifyUnsafe(elements)
            .orElseThrow(
                () -> FunctionFault.of("given sets must all have compatible element types")));
  }

  private static Value combined(Call call, BiConsumer<Set<Value>, Set<Value>> operation)
      throws FunctionFault {
    if (!call.arguments().stream().allMatch(Value::isWhollyKnown)) {
      return call.unknown();
    }
    Type element = ((SetType) call.returnType()).element();
    Set<Value> result = null;
    for (int index = 0; index < call.count(); index++) {
      Set<Value> elements =
          new LinkedHashSet<>(Comparison.converted(call.elements(index), element));
      if (result == null) {
        result = elements;
      } else {
        operation.accept(result, elements);
      }
    }
    return Value.set(element, result == null ? Set.of() : result);
  }

  private static Function product() {
    return Signature.of("setproduct")
        .takesMany(Parameter.of("sets", DYNAMIC).orMarked())
        .returns(
            SetFunctions::productType,
            call -> {
              Set<Mark> marks = new LinkedHashSet<>();
              List<List<Value>> rows = List.of(List.of());
              TupleType row =
                  (TupleType)
                      (call.returnType() instanceof SetType(Type element)
                          ? element
                          : ((ListType) call.returnType()).element());
              for (int index = 0; index < call.count(); index++) {
                marks.addAll(call.argument(index).marks());
                if (call.returnType() instanceof SetType && !call.argument(index).isWhollyKnown()) {
                  return call.unknown().mark(marks);
                }
                rows =
                    longer(
                        rows,
                        Comparison.converted(call.elements(index), row.elements().get(index)));
              }
              List<Value> tuples = new ArrayList<>(rows.size());
              rows.forEach(values -> tuples.add(Value.tuple(values)));
              Value result =
                  call.returnType() instanceof SetType
                      ? Value.set(row, tuples)
                      : Value.list(row, tuples);
              return result.mark(marks);
            });
  }

  /// Each row followed by each element.
  private static List<List<Value>> longer(List<List<Value>> rows, List<Value> elements) {
    List<List<Value>> result = new ArrayList<>(rows.size() * elements.size());
    for (List<Value> row : rows) {
      for (Value element : elements) {
        List<Value> more = new ArrayList<>(row.size() + 1);
        more.addAll(row);
        more.add(element);
        result.add(more);
      }
    }
    return result;
  }

  private static Type productType(List<Value> arguments) throws FunctionFault {
    if (arguments.size() < 2) {
      throw FunctionFault.of("at least two arguments are required");
    }
    List<Type> row = new ArrayList<>();
    boolean anySet = false;
    for (int index = 0; index < arguments.size(); index++) {
      Type type = arguments.get(index).type();
      anySet |= type instanceof SetType;
      row.add(
          switch (type) {
            case SetType(Type element) -> element;
            case ListType(Type element) -> element;
            case TupleType(List<Type> elements) -> {
              if (elements.isEmpty()) {
                yield DYNAMIC;
              }
              var common = TypeUnification.unifyUnsafe(elements);
              if (common.isEmpty()) {
                throw FunctionFault.at(index, "all elements must be of the same type");
              }
              yield common.get();
            }
            default -> throw FunctionFault.at(index, "a set or a list is required");
          });
    }
    return anySet ? Type.set(Type.tuple(row)) : Type.list(Type.tuple(row));
  }
}
