package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The values that come from outside for the variables of the root module. Where a variable is
/// given more than once the later source counts: the environment, `terraform.tfvars`,
/// `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` in the order of their names,
/// then `-var` and `-var-file` in the order written.
public final class InputVariables {
  /// How many warnings about undeclared variables are shown one by one.
  private static final int SHOWN_ONE_BY_ONE = 2;

  private final Map<String, GivenValue> given;
  private final Map<String, SourceFile> sources;

  InputVariables(Map<String, GivenValue> given, Map<String, SourceFile> sources) {
    this.given = new LinkedHashMap<>(given);
    this.sources = Map.copyOf(sources);
  }

  /// No values at all.
  public static InputVariables none() {
    return new InputVariables(Map.of(), Map.of());
  }

  /// Values that are known already, such as those of a saved plan.
  public static InputVariables of(Map<String, Value> values) {
    Map<String, GivenValue> given = new LinkedHashMap<>();
    values.forEach((name, value) -> given.put(name, new GivenValue.Known(value)));
    return new InputVariables(given, Map.of());
  }

  /// Gathers the values for the configuration in a directory; what cannot be read is a diagnostic.
  ///
  /// @param options `-var` and `-var-file`, in the order written
  /// @param environment of which `TF_VAR_NAME` sets the variable NAME
  public static Parsed<InputVariables> collect(
      Path directory, List<VariableOption> options, Map<String, String> environment) {
    return collect(List.of(directory), options, environment);
  }

  /// The same with the files of several directories, of which the later count more.
  public static Parsed<InputVariables> collect(
      List<Path> directories, List<VariableOption> options, Map<String, String> environment) {
    return new InputVariablesReader().read(directories, options, environment);
  }

  /// The files that were read, for showing their lines.
  public Map<String, SourceFile> sources() {
    return sources;
  }

  /// The value given for a variable, if there is one that fits it. Faults are left to
  /// [#values(Map)].
  public Optional<Value> value(Variable variable) {
    GivenValue value = given.get(variable.name());
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(value.read(variable, new Diagnostics()));
  }

  /// The value given for a name that nothing declares, if there is one: a text as it is.
  public Optional<Value> value(String name) {
    GivenValue value = given.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.raw(new Diagnostics()));
  }

  /// A value that a test gives for a variable.
  ///
  /// @param range where it is written
  public record PlacedValue(Value value, SourceRange range) {}

  /// The same values for only some variables, with others that count more.
  public InputVariables replaced(Set<String> names, Map<String, PlacedValue> others) {
    Map<String, GivenValue> replaced = new LinkedHashMap<>(given);
    replaced.keySet().retainAll(names);
    others.forEach((name, placed) ->
        replaced.put(name, new GivenValue.FromTest(placed.value(), placed.range())));
    return new InputVariables(replaced, sources);
  }

  /// The values of all declared variables that are given, each of its variable's type, and what is
  /// wrong: values that do not fit, values of variables that nothing declares, and required
  /// variables without a value. Linear in the number of variables and the size of the values.
  public Parsed<Map<String, Value>> values(Map<String, Variable> declared) {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, Value> values = new LinkedHashMap<>();
    for (Variable variable : declared.values()) {
      GivenValue value = given.get(variable.name());
      if (value != null) {
        Value read = value.read(variable, diagnostics);
        if (read != null) {
          values.put(variable.name(), read);
        }
      } else if (variable.isRequired()) {
        diagnostics.add(
            Diagnostic.error(
                "No value for required variable",
                ("The root module input variable \"%s\" is not set, and has no default"
                        + " value. Use a -var or -var-file command line argument to provide a"
                        + " value for this variable.")
                    .formatted(variable.name()),
                variable.range()));
      }
    }
    reportUndeclared(declared, diagnostics);
    return new Parsed<>(values, diagnostics.list());
  }

  /// The values of the ephemeral variables among those declared, to apply a plan that was saved
  /// without them, and what is wrong: values that do not fit, required ones without a value, and
  /// other variables set on the command line, since those have the values of the plan.
  public Parsed<Map<String, Value>> ephemeralValues(Map<String, Variable> declared) {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, Variable> ephemeral = new LinkedHashMap<>(declared);
    ephemeral.values().removeIf(variable -> !variable.ephemeral());
    Map<String, GivenValue> theirs = new LinkedHashMap<>(given);
    theirs.keySet().retainAll(ephemeral.keySet());
    given.forEach((name, value) -> {
      if (!ephemeral.containsKey(name)
          && value instanceof GivenValue.FromText(var _, var origin, var _)
          && origin == GivenValue.Origin.COMMAND_LINE) {
        diagnostics.add(
            Diagnostic.error(
                "Can't set variables when applying a saved plan",
                ("The plan was made with the values of its variables, so \"%s\" cannot be set now."
                        + " Only ephemeral variables can, which the plan does not keep.")
                    .formatted(name)));
      }
    });
    Parsed<Map<String, Value>> values = new InputVariables(theirs, sources).values(ephemeral);
    diagnostics.addAll(values.diagnostics());
    return new Parsed<>(values.tree(), diagnostics.list());
  }

  /// The required variables that no value is given for, so that someone can be asked.
  public List<Variable> missing(Map<String, Variable> declared) {
    return declared.values().stream()
        .filter(variable -> variable.isRequired() && !given.containsKey(variable.name()))
        .toList();
  }

  private void reportUndeclared(Map<String, Variable> declared, Diagnostics diagnostics) {
    int warnings = 0;
    for (Map.Entry<String, GivenValue> entry : given.entrySet()) {
      String name = entry.getKey();
      if (declared.containsKey(name)) {
        continue;
      }
      switch (entry.getValue()) {
        case GivenValue.FromText(var _, var origin, var _)
            when origin == GivenValue.Origin.COMMAND_LINE ->
            diagnostics.add(
                Diagnostic.error(
                    "Value for undeclared variable",
                    ("A variable named \"%s\" was assigned on the command line, but the"
                            + " root module does not declare a variable of that name. To use this"
                            + " value, add a \"variable\" block to the configuration.")
                        .formatted(name)));
        case GivenValue.FromText _, GivenValue.Known _, GivenValue.FromTest _ -> {
          // These may be meant for many configurations.
        }
        case GivenValue.FromFile(var attribute) -> {
          warnings++;
          if (warnings <= SHOWN_ONE_BY_ONE) {
            diagnostics.add(undeclaredInFile(name, attribute.range()));
          }
        }
      }
    }
    if (warnings > SHOWN_ONE_BY_ONE) {
      diagnostics.add(
          Diagnostic.warning(
              "Values for undeclared variables",
              ("In addition to the other similar warnings shown, %d other variable(s)"
                      + " defined without being declared.")
                  .formatted(warnings - SHOWN_ONE_BY_ONE)));
    }
  }

  private static Diagnostic undeclaredInFile(String name, SourceRange range) {
    return Diagnostic.warning(
        "Value for undeclared variable",
        ("The root module does not declare a variable named \"%s\" but a value was found"
                + " in file \"%s\". If you meant to use this value, add a \"variable\" block to"
                + " the configuration.\n\nTo silence these warnings, use TF_VAR_... environment"
                + " variables to provide certain \"global\" settings to all configurations in your"
                + " organization.")
            .formatted(name, range.filename()),
        range);
  }
}
