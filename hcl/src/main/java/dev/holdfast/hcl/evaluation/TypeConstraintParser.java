package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.conversion.Defaults;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads types as they are written: `string`, `list(number)`, `object({ a = optional(string, "x")
/// })`, `any` (HCL type expressions). Linear in the size of the expression.
public final class TypeConstraintParser {
  private static final String SUMMARY = "Invalid type specification";

  private final boolean constraint;
  private final Diagnostics diagnostics = new Diagnostics();

  private TypeConstraintParser(boolean constraint) {
    this.constraint = constraint;
  }

  /// Reads a type constraint, in which `any` and `optional(…)` are allowed. A faulty part is `any`.
  public static Parsed<TypeConstraint> parseConstraint(Expression expression) {
    TypeConstraintParser parser = new TypeConstraintParser(true);
    TypeConstraint result = parser.read(expression);
    return new Parsed<>(result, parser.diagnostics.list());
  }

  /// Reads an exact type, in which `any` and `optional(…)` are not allowed. A faulty part is
  /// dynamic.
  public static Parsed<Type> parseExact(Expression expression) {
    TypeConstraintParser parser = new TypeConstraintParser(false);
    Type result = parser.read(expression).type();
    return new Parsed<>(result, parser.diagnostics.list());
  }

  private TypeConstraint read(Expression written) {
    Expression expression = StaticExpression.reparsed(written);
    String keyword = StaticExpression.keyword(expression);
    if (keyword != null) {
      return ofKeyword(keyword, expression.range());
    }
    if (expression instanceof FunctionCallExpression call) {
      return ofCall(call);
    }
    return fault(
        "A type specification is either a primitive type keyword (bool, number, string) or a"
            + " complex type constructor call, like list(string).",
        expression.range(),
        null);
  }

  private TypeConstraint ofKeyword(String keyword, SourceRange range) {
    return switch (keyword) {
      case "bool" -> plain(Type.BOOLEAN);
      case "string" -> plain(Type.STRING);
      case "number" -> plain(Type.NUMBER);
      case "any" ->
          constraint
              ? TypeConstraint.ANY
              : fault(
                  "The keyword \"any\" cannot be used in this type specification: an exact type is"
                      + " required.",
                  range,
                  null);
      case "list", "set", "map", "object", "tuple" -> fault(argumentNeeded(keyword), range, null);
      case "optional" ->
          fault(
              "The keyword \"optional\" is valid only as a modifier for object type attributes.",
              range,
              null);
      default ->
          fault(
              "The keyword \"%s\" is not a valid type specification.".formatted(keyword),
              range,
              null);
    };
  }

  private TypeConstraint ofCall(FunctionCallExpression call) {
    List<Expression> arguments = call.arguments();
    switch (call.name()) {
      case "bool", "string", "number" -> {
        return fault(
            "Primitive type keyword \"%s\" does not expect arguments.".formatted(call.name()),
            call.argumentsRange(),
            call.range());
      }
      case "any" -> {
        return fault(
            "Type constraint keyword \"any\" does not expect arguments.",
            call.argumentsRange(),
            call.range());
      }
      case "optional" -> {
        return fault(
            "Keyword \"optional\" is valid only as a modifier for object type attributes.",
            call.range(),
            null);
      }
      case "list", "set", "map", "object", "tuple" -> {
        if (arguments.size() != 1) {
          return fault(
              argumentNeeded(call.name()),
              arguments.isEmpty()
                  ? call.argumentsRange()
                  : arguments.get(1).range().through(arguments.getLast().range()),
              call.range());
        }
      }
      default -> {
        return fault(
            "Keyword \"%s\" is not a valid type constructor.".formatted(call.name()),
            call.range(),
            null);
      }
    }
    Expression argument = arguments.getFirst();
    return switch (call.name()) {
      case "list" -> collection(argument, Type::list);
      case "set" -> collection(argument, Type::set);
      case "map" -> collection(argument, Type::map);
      case "tuple" -> tuple(argument, call.range());
      default -> object(argument, call.range());
    };
  }

  private TypeConstraint collection(Expression argument, UnaryOperator<Type> kind) {
    TypeConstraint element = read(argument);
    return new TypeConstraint(kind.apply(element.type()), within("", element.defaults()));
  }

  private TypeConstraint tuple(Expression argument, SourceRange whole) {
    if (!(argument instanceof TupleExpression list)) {
      return fault(
          "Tuple type constructor requires a list of element types.", argument.range(), whole);
    }
    List<Type> types = new ArrayList<>();
    Map<String, Defaults> defaults = new HashMap<>();
    for (Expression each : list.elements()) {
      TypeConstraint element = read(each);
      if (!element.defaults().isEmpty()) {
        defaults.put(String.valueOf(types.size()), element.defaults());
      }
      types.add(element.type());
    }
    return new TypeConstraint(Type.tuple(types), new Defaults(Map.of(), defaults));
  }

  private TypeConstraint object(Expression argument, SourceRange whole) {
    if (!(argument instanceof ObjectExpression map)) {
      return fault(
          "Object type constructor requires a map whose keys are attribute names and whose values"
              + " are types.",
          argument.range(),
          whole);
    }
    Map<String, Type> types = new TreeMap<>();
    Set<String> optional = new HashSet<>();
    Map<String, Value> values = new HashMap<>();
    Map<String, Defaults> children = new HashMap<>();
    for (ObjectExpression.Item item : map.items()) {
      String name = bareName(item.key());
      if (name == null) {
        fault(
            "Object constructor map keys must be attribute names.",
            item.key().range(),
            map.range());
        continue;
      }
      TypeConstraint attribute;
      if (item.value() instanceof FunctionCallExpression call && call.name().equals("optional")) {
        optional.add(name);
        attribute = optional(call);
        Value value = optionalDefault(call, attribute);
        if (value != null) {
          values.put(name, value);
        }
      } else {
        attribute = read(item.value());
      }
      types.put(name, attribute.type());
      if (!attribute.defaults().isEmpty()) {
        children.put(name, attribute.defaults());
      }
    }
    return new TypeConstraint(new ObjectType(types, optional), new Defaults(values, children));
  }

  /// The type of `optional(type, default)`.
  private TypeConstraint optional(FunctionCallExpression call) {
    if (!constraint) {
      return fault(
          "Optional attribute modifier is only for type constraints, not for exact types.",
          call.nameRange(),
          call.range());
    }
    if (call.arguments().isEmpty()) {
      return fault(
          "Optional attribute modifier requires the attribute type as its argument.",
          call.argumentsRange(),
          call.range());
    }
    if (call.arguments().size() > 2) {
      fault(
          "Optional attribute modifier expects at most two arguments: the attribute type, and a"
              + " default value.",
          call.arguments().get(2).range().through(call.arguments().getLast().range()),
          call.range());
    }
    return read(call.arguments().getFirst());
  }

  private @Nullable Value optionalDefault(FunctionCallExpression call, TypeConstraint attribute) {
    if (!constraint || call.arguments().size() < 2) {
      return null;
    }
    Expression expression = call.arguments().get(1);
    Evaluation evaluation = Evaluator.evaluate(expression, NothingScope.NOTHING);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return null;
    }
    try {
      return Conversion.convert(evaluation.value(), attribute.type());
    } catch (ConversionException e) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid default value for optional attribute",
              "This default value is not compatible with the attribute's type constraint: %s."
                  .formatted(e.getMessage()),
              expression.range()));
      return null;
    }
  }

  private static @Nullable String bareName(Expression key) {
    return key instanceof LiteralExpression literal && literal.value() instanceof StringValue name
        ? name.value()
        : StaticExpression.keyword(key);
  }

  private static String argumentNeeded(String constructor) {
    String what =
        switch (constructor) {
          case "object" -> "the attribute types and values as a map";
          case "tuple" -> "the element types as a list";
          default -> "the element type";
        };
    return "The %s type constructor requires one argument specifying %s."
        .formatted(constructor, what);
  }

  private static Defaults within(String child, Defaults defaults) {
    return defaults.isEmpty() ? Defaults.NONE : new Defaults(Map.of(), Map.of(child, defaults));
  }

  private static TypeConstraint plain(Type type) {
    return new TypeConstraint(type, Defaults.NONE);
  }

  private TypeConstraint fault(String detail, SourceRange subject, @Nullable SourceRange context) {
    Diagnostic diagnostic = Diagnostic.error(SUMMARY, detail, subject);
    diagnostics.add(context == null ? diagnostic : diagnostic.withContext(context));
    return TypeConstraint.ANY;
  }
}
