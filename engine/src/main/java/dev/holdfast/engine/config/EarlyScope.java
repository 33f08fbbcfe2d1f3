package dev.holdfast.engine.config;

import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.evaluation.TypeConstraint;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be known in a module before anything runs: variables, locals made of them, paths and
/// the workspace. Module sources, versions and backends are evaluated in it. For use by one thread.
public final class EarlyScope implements Scope {
  private final Module module;
  private final @Nullable EarlyScope caller;
  private final Map<String, Attribute> inputs;
  private final EarlyValues values;
  private final Map<ReferenceTarget, Evaluation> known = new HashMap<>();
  private final Set<ReferenceTarget> underWay = new HashSet<>();
  private final boolean lenient;

  private EarlyScope(
      Module module,
      @Nullable EarlyScope caller,
      Map<String, Attribute> inputs,
      EarlyValues values,
      boolean lenient) {
    this.lenient = lenient;
    this.module = module;
    this.caller = caller;
    this.inputs = inputs;
    this.values = values;
  }

  /// The scope of the root module.
  public static EarlyScope root(Module module, EarlyValues values) {
    return new EarlyScope(module, null, Map.of(), values, false);
  }

  /// The scope of the root module for checking only: a variable that nobody has set is unknown.
  public static EarlyScope lenient(Module module, EarlyValues values) {
    return new EarlyScope(module, null, Map.of(), values, true);
  }

  /// Whether it is only checked what is written, so that unknown values are no fault.
  public boolean isLenient() {
    return lenient;
  }

  /// The directory that commands work in.
  public Path directory() {
    return values.functions().baseDirectory();
  }

  /// The scope of a module that is called.
  EarlyScope child(Module called, ModuleCall call) {
    return new EarlyScope(called, this, call.inputs(), values, lenient);
  }

  /// The value of an expression, with a diagnostic where it needs more than is known early.
  public Evaluation evaluate(Expression expression) {
    return Evaluator.evaluate(expression, this);
  }

  @Override
  public Resolution resolve(Traversal traversal) {
    Parsed<@Nullable Reference> parsed = ReferenceParser.parse(traversal);
    Reference reference = parsed.tree();
    if (reference == null) {
      return Resolution.failed(parsed.diagnostics().getFirst());
    }
    return switch (reference.target()) {
      case ReferenceTarget.VariableValue variable -> once(variable, reference);
      case ReferenceTarget.LocalValue local -> once(local, reference);
      case ReferenceTarget.PathValue(String name) -> Resolution.of(path(name), 1);
      case ReferenceTarget.EngineValue(String name) when name.equals("workspace") ->
          Resolution.of(Value.of(values.workspace()), 1);
      default ->
          Resolution.failed(
              Diagnostic.error(
                  "Value not known early enough",
                  ("%s cannot be used here, because this value is needed before anything"
                          + " runs. Only variables, locals that are made of them, path.* and"
                          + " terraform.workspace can be used.")
                      .formatted(reference.target()),
                  reference.range()));
    };
  }

  private Value path(String name) {
    Path path =
        switch (name) {
          case "module" -> module.directory();
          case "root" -> rootDirectory();
          default -> values.functions().baseDirectory();
        };
    String text = path.toString();
    return Value.of(text.isEmpty() ? "." : text);
  }

  private Path rootDirectory() {
    return caller == null ? module.directory() : caller.rootDirectory();
  }

  private Resolution once(ReferenceTarget target, Reference reference) {
    Evaluation evaluation = known.get(target);
    if (evaluation == null) {
      if (!underWay.add(target)) {
        return Resolution.failed(
            Diagnostic.error(
                "Circular reference",
                "%s is computed from itself.".formatted(target),
                reference.range()));
      }
      evaluation = compute(target, reference);
      underWay.remove(target);
      known.put(target, evaluation);
    }
    return new Resolution(evaluation.value(), 1, evaluation.diagnostics());
  }

  private Evaluation compute(ReferenceTarget target, Reference reference) {
    if (target instanceof ReferenceTarget.LocalValue(String name)) {
      Local local = module.locals().get(name);
      return local == null
          ? failed(Undeclared.local(name, module, reference.range()))
          : evaluate(local.expression());
    }
    String name = ((ReferenceTarget.VariableValue) target).name();
    Variable variable = module.variables().get(name);
    return variable == null
        ? failed(Undeclared.variable(name, module, reference.range()))
        : variable(variable, reference);
  }

  private Evaluation variable(Variable variable, Reference reference) {
    Attribute input = inputs.get(variable.name());
    if (caller != null && input != null) {
      return converted(variable, caller.evaluate(input.expression()), input);
    }
    Value given = caller == null ? values.variables().value(variable).orElse(null) : null;
    if (given != null) {
      return new Evaluation(given, List.of());
    }
    Value defaultValue = variable.defaultValue();
    if (defaultValue == null && lenient) {
      return new Evaluation(Value.unknown(variable.type()), List.of());
    }
    return defaultValue != null
        ? new Evaluation(defaultValue, List.of())
        : failed(
            Diagnostic.error(
                "Variable not set",
                "The variable \"%s\" has no value, but is needed before anything runs."
                    .formatted(variable.name()),
                reference.range()));
  }

  private static Evaluation converted(Variable variable, Evaluation evaluation, Attribute input) {
    try {
      TypeConstraint constraint = new TypeConstraint(variable.type(), variable.defaults());
      Value value = constraint.apply(evaluation.value());
      Value defaultValue = variable.defaultValue();
      if (value.isNull() && !variable.nullable() && defaultValue != null) {
        value = defaultValue;
      }
      return new Evaluation(value, evaluation.diagnostics());
    } catch (ConversionException exception) {
      return failed(
          Diagnostic.error(
              "Invalid value for input variable",
              "The given value is not suitable for the variable \"%s\": %s."
                  .formatted(variable.name(), exception.getMessage()),
              input.expression().range()));
    }
  }

  private static Evaluation failed(Diagnostic diagnostic) {
    return new Evaluation(Values.UNKNOWN, List.of(diagnostic));
  }

  @Override
  public Optional<Function> function(String name) {
    return Functions.builtIn().find(name);
  }

  @Override
  public Collection<String> functionNames() {
    return Functions.builtIn().names();
  }

  @Override
  public FunctionContext functionContext() {
    return values.functions();
  }
}
