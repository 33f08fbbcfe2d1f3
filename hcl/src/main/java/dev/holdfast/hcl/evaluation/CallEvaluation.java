package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionFault;
import dev.holdfast.hcl.function.Parameter;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Evaluates calls of functions as they are written, with an expanding final argument, and says
/// what is wrong with them.
final class CallEvaluation {
  private final Evaluator evaluator;
  private final FunctionCallExpression call;
  private final Scope scope;

  private CallEvaluation(Evaluator evaluator, FunctionCallExpression call, Scope scope) {
    this.evaluator = evaluator;
    this.call = call;
    this.scope = scope;
  }

  static Value value(Evaluator evaluator, FunctionCallExpression call, Scope scope) {
    CallEvaluation evaluation = new CallEvaluation(evaluator, call, scope);
    Optional<Function> function = scope.function(call.name());
    if (function.isEmpty()) {
      return evaluation.notFound();
    }
    Optional<SpecialForm> form = SpecialForm.of(call.name());
    return form.isPresent() ? form.get().value(evaluation) : evaluation.run(function.get());
  }

  FunctionCallExpression call() {
    return call;
  }

  Scope scope() {
    return scope;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /// One argument and the expression it is from; an expanding argument gives several.
  private record Argument(Value value, Expression source) {}

  private Value run(Function function) {
    Set<Mark> marks = new LinkedHashSet<>();
    Optional<List<Argument>> given = arguments(marks);
    if (given.isEmpty()) {
      return Values.UNKNOWN.mark(marks);
    }
    List<Argument> arguments = given.get();
    if (arguments.size() < function.parameters().size()) {
      return tooFew(function, arguments.size());
    }
    if (arguments.size() > function.parameters().size() && function.variadic() == null) {
      return tooMany(function, arguments);
    }
    List<Value> values = arguments.stream().map(Argument::value).toList();
    try {
      return function.call(values, scope.functionContext()).mark(marks);
    } catch (FunctionFault fault) {
      Parameter parameter = fault.hasArgument() ? function.parameterOf(fault.argument()) : null;
      if (parameter == null || fault.argument() >= arguments.size()) {
        return failed(fault.getMessage());
      }
      return fault(
          "Invalid function argument",
          "Invalid value for \"%s\" parameter: %s.".formatted(parameter.name(), fault.getMessage()),
          FirstRange.of(arguments.get(fault.argument()).source()));
    }
  }

  /// The function has no result for its arguments as a whole.
  Value failed(String message) {
    return fault(
        "Error in function call",
        "Call to function \"%s\" failed: %s.".formatted(call.name(), message),
        FirstRange.of(call));
  }

  Value fault(String summary, String detail, SourceRange subject) {
    return evaluator.fault(
        Diagnostic.error(summary, detail, subject).withContext(call.range()), call, scope);
  }

  /// The arguments with the last one expanded; empty if it cannot be expanded yet or at all.
  private Optional<List<Argument>> arguments(Set<Mark> marks) {
    List<Argument> arguments = new ArrayList<>();
    int direct = call.arguments().size() - (call.expandsFinal() ? 1 : 0);
    for (Expression argument : call.arguments().subList(0, direct)) {
      arguments.add(new Argument(evaluator.value(argument, scope), argument));
    }
    if (!call.expandsFinal()) {
      return Optional.of(arguments);
    }
    Expression last = call.arguments().getLast();
    Value expanded = evaluator.value(last, scope);
    marks.addAll(expanded.marks());
    if (expanded.type() instanceof DynamicType && !expanded.isNull()) {
      return Optional.empty();
    }
    if (expanded.isNull()) {
      return notExpandable(
          "The expanding argument (indicated by ...) must not be null.", last.range());
    }
    Type type = expanded.type();
    if (!(type instanceof ListType || type instanceof SetType || type instanceof TupleType)) {
      return notExpandable(
          "The expanding argument (indicated by ...) must be of a tuple, list, or set type.",
          last.range());
    }
    if (!expanded.isKnown()) {
      return Optional.empty();
    }
    for (Elements.Entry entry : Elements.of(expanded)) {
      arguments.add(new Argument(entry.value(), last));
    }
    return Optional.of(arguments);
  }

  private Optional<List<Argument>> notExpandable(String detail, SourceRange subject) {
    fault("Invalid expanding argument value", detail, subject);
    return Optional.empty();
  }

  Value tooFew(Function function, int given) {
    int wanted = function.parameters().size();
    return fault(
        "Not enough function arguments",
        "Function \"%s\" expects%s %d argument(s). Missing value for \"%s\"."
            .formatted(
                call.name(),
                function.variadic() == null ? "" : " at least",
                wanted,
                function.parameters().get(given).name()),
        FirstRange.lastColumn(call.argumentsRange()));
  }

  private Value tooMany(Function function, List<Argument> arguments) {
    int wanted = function.parameters().size();
    return fault(
        "Too many function arguments",
        "Function \"%s\" expects only %d argument(s).".formatted(call.name(), wanted),
        FirstRange.of(arguments.get(wanted).source()));
  }

  private Value notFound() {
    if (scope.functionNames().isEmpty()) {
      return fault("Function calls not allowed", "Functions may not be called here.", call.range());
    }
    String name = call.name();
    int separator = name.lastIndexOf("::");
    if (separator < 0) {
      return fault(
          "Call to unknown function",
          "There is no function named \"%s\".%s"
              .formatted(name, Suggestion.sentence(name, scope.functionNames())),
          call.nameRange());
    }
    String namespace = name.substring(0, separator + 2);
    boolean exists = scope.functionNames().stream().anyMatch(each -> each.startsWith(namespace));
    return fault(
        "Call to unknown function",
        exists || namespace.equals("core::")
            ? "There is no function named \"%s\" in namespace %s.%s"
                .formatted(
                    name.substring(separator + 2),
                    namespace,
                    Suggestion.sentence(name, scope.functionNames()))
            : "There are no functions in namespace \"%s\".".formatted(namespace),
        call.nameRange());
  }
}
