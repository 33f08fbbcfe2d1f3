package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.engine.backend.WorkspaceSelection;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.EarlyValues;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.config.StaticChecks;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.engine.config.VariableOption;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.file.DataDirectory;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A folder with a configuration, and what a command needs to work with it.
///
/// @param folder as the user would write it
/// @param workspace its name; whether it is one that a workspace can have is checked when the
///   configuration or the state is asked for
record Project(Invocation invocation, Path folder, String workspace) {
  private static final int STANDARD_INPUT = 0;

  /// A configuration without errors, and what refers to what in it.
  record Loaded(Configuration configuration, ReferenceGraph references, InputVariables input) {}

  /// The project that an invocation is about: the folder of its last argument, or else where it
  /// works.
  static Project of(Invocation invocation) {
    Path folder =
        invocation
            .arguments()
            .positional(0)
            .map(invocation.folder()::resolve)
            .orElse(invocation.folder());
    return in(invocation, folder);
  }

  /// The project in the folder where the invocation works, whatever its arguments are.
  static Project here(Invocation invocation) {
    return in(invocation, invocation.folder());
  }

  private static Project in(Invocation invocation, Path folder) {
    return new Project(invocation, folder, workspaces(invocation, folder).current());
  }

  private static WorkspaceSelection workspaces(Invocation invocation, Path folder) {
    Map<String, String> environment = invocation.world().environment();
    return new WorkspaceSelection(DataDirectory.of(folder, environment), environment);
  }

  /// Which workspace the project works with, and how to select another one.
  WorkspaceSelection workspaces() {
    return workspaces(invocation, folder);
  }

  /// The same project with another workspace, whatever is selected.
  Project withWorkspace(String name) {
    return new Project(invocation, folder, name);
  }

  /// The configuration with the values of its variables, checked as far as that goes without
  /// looking at anything else; empty after an error. Everything found goes to the diagnostics.
  Optional<Loaded> load(Diagnostics diagnostics) {
    return load(InstalledModules.of(folder, dataDirectory()), diagnostics);
  }

  /// The same with modules that are found in another way.
  Optional<Loaded> load(ModuleLocator modules, Diagnostics diagnostics) {
    if (!Files.isDirectory(folder)) {
      diagnostics.add(Diagnostic.error("No such folder", "There is no folder " + folder + "."));
      return Optional.empty();
    }
    Optional<Diagnostic> badName = Workspaces.checkName(workspace);
    if (badName.isPresent()) {
      diagnostics.add(badName.get());
      return Optional.empty();
    }
    InputVariables input = input(diagnostics);
    return load(folder, modules, input, List.of(), diagnostics);
  }

  /// What is given for the variables of the root module.
  InputVariables input(Diagnostics diagnostics) {
    Parsed<InputVariables> input =
        InputVariables.collect(folder, variableOptions(), invocation.world().environment());
    input.tree().sources().values().forEach(invocation.sources()::add);
    diagnostics.addAll(input.diagnostics());
    return input.tree();
  }

  /// Where Holdfast and the peers keep what they have fetched: `.terraform`, or where TF_DATA_DIR
  /// says.
  Path dataDirectory() {
    return DataDirectory.of(folder, invocation.world().environment());
  }

  /// The configuration in a directory that need not be the project's own: a saved plan brings the
  /// one that it was made from.
  Optional<Loaded> load(Path directory, InputVariables input, Diagnostics diagnostics) {
    return load(directory, InstalledModules.of(directory), input, List.of(), diagnostics);
  }

  /// The configuration of the project with files in it that are not there yet.
  Optional<Loaded> load(InputVariables input, List<SourceFile> more, Diagnostics diagnostics) {
    return load(folder, InstalledModules.of(folder, dataDirectory()), input, more, diagnostics);
  }

  private Optional<Loaded> load(
      Path directory,
      ModuleLocator modules,
      InputVariables input,
      List<SourceFile> more,
      Diagnostics diagnostics) {
    Configuration configuration =
        loadUnchecked(directory, modules, input, more, diagnostics).orElse(null);
    if (configuration == null) {
      return Optional.empty();
    }
    Parsed<ReferenceGraph> checked = StaticChecks.check(configuration);
    diagnostics.addAll(checked.diagnostics());
    return checked.hasErrors()
        ? Optional.empty()
        : Optional.of(new Loaded(configuration, checked.tree(), input));
  }

  /// The configuration in a directory before its references are resolved: a test may still have to
  /// give it providers. Empty after an error.
  ///
  /// @param more files that count as being in the directory
  Optional<Configuration> loadUnchecked(
      Path directory,
      ModuleLocator modules,
      InputVariables input,
      List<SourceFile> more,
      Diagnostics diagnostics) {
    Parsed<@Nullable Configuration> loaded =
        ConfigurationLoader.load(directory, modules, early(input), more);
    diagnostics.addAll(loaded.diagnostics());
    Configuration configuration = loaded.tree();
    if (configuration != null) {
      configuration.sources().values().forEach(invocation.sources()::add);
    }
    return loaded.hasErrors() ? Optional.empty() : Optional.ofNullable(configuration);
  }

  /// What is known before anything runs.
  EarlyValues early(InputVariables input) {
    return new EarlyValues(input, workspace, functions(true));
  }

  /// The values of `-var` and `-var-file`, in the order written.
  List<VariableOption> variableOptions() {
    List<VariableOption> options = new ArrayList<>();
    for (Arguments.Occurrence occurrence : invocation.arguments().occurrences()) {
      if (occurrence.flag().equals(CommonFlags.VARIABLE)) {
        options.add(new VariableOption.Assignment(occurrence.value()));
      } else if (occurrence.flag().equals(CommonFlags.VARIABLE_FILE)) {
        options.add(new VariableOption.ValuesFile(invocation.folder().resolve(occurrence.value())));
      }
    }
    return options;
  }

  /// Reports that there is nothing to work with; true when there is.
  boolean hasConfiguration(Configuration configuration, Diagnostics diagnostics) {
    if (!configuration.sources().isEmpty()) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
            "No configuration files",
            "The folder "
                + (folder.toString().isEmpty() ? "." : folder)
                + " has no .tf files. Write a configuration, or name the folder that has one."));
    return false;
  }

  /// The values of the root module's variables. A person at a terminal is asked for missing ones.
  Map<String, Value> variables(Loaded loaded, Diagnostics diagnostics) {
    Map<String, Variable> declared = loaded.configuration().root().variables();
    List<VariableOption> options = variableOptions();
    InputVariables input = loaded.input();
    if (mayAsk()) {
      for (Variable variable : input.missing(declared)) {
        options.add(new VariableOption.Assignment(variable.name() + "=" + ask(variable)));
      }
      input = InputVariables.collect(folder, options, invocation.world().environment()).tree();
    }
    Parsed<Map<String, Value>> values = input.values(declared);
    diagnostics.addAll(values.diagnostics());
    return values.tree();
  }

  /// The values of ephemeral variables for a plan that was saved without them.
  Map<String, Value> ephemeralVariables(Loaded loaded, Diagnostics diagnostics) {
    Parsed<InputVariables> input =
        InputVariables.collect(folder, variableOptions(), invocation.world().environment());
    diagnostics.addAll(input.diagnostics());
    Parsed<Map<String, Value>> values =
        input.tree().ephemeralValues(loaded.configuration().root().variables());
    diagnostics.addAll(values.diagnostics());
    return values.tree();
  }

  private boolean mayAsk() {
    return invocation.mayAsk()
        && !invocation.arguments().isOn(CommonFlags.JSON)
        && Terminal.isTerminal(STANDARD_INPUT);
  }

  private String ask(Variable variable) {
    invocation.out().println(invocation.terminal().palette().bold("var." + variable.name()));
    String description = variable.description();
    if (description != null) {
      invocation.out().println("  " + ControlSequences.strip(description));
    }
    invocation.out().print("\n  " + invocation.terminal().palette().bold("Enter a value:") + " ");
    invocation.out().flush();
    String answer = Confirmation.readLine(invocation);
    invocation.out().println();
    return answer;
  }

  /// The state, for who has not loaded the configuration: of it, only what it says of its backend
  /// is looked at.
  ///
  /// @throws StateUnavailableException if it cannot be told where the state is
  StateStore store() throws StateUnavailableException {
    return new ProjectBackend(this).store();
  }

  /// The state of a configuration that was loaded.
  ///
  /// @throws StateUnavailableException if it cannot be told where the state is
  StateStore store(Loaded loaded) throws StateUnavailableException {
    return new ProjectBackend(this).store(loaded.configuration().root(), loaded.input());
  }

  /// The providers for one phase of the work; to be closed.
  CommandProviders providers() {
    return new CommandProviders(
        folder,
        invocation.world(),
        invocation.plugins().of(folder),
        new DeferredStateCodec(() -> new ProjectBackend(this).encryption().remoteStates()));
  }

  int parallelism() {
    return invocation.arguments().number(CommonFlags.PARALLELISM, 0);
  }

  RunSettings settings() {
    String directory = folder.toString().isEmpty() ? "." : folder.toString();
    String working = invocation.world().folder().toAbsolutePath().normalize().toString();
    return new RunSettings(workspace, false, false, directory, working);
  }

  /// What functions may know.
  ///
  /// @param planning whether what only an apply can tell is unknown
  FunctionContext functions(boolean planning) {
    World world = invocation.world();
    return new FunctionContext(
        world.folder().toAbsolutePath().normalize(),
        Path.of(world.environment().getOrDefault("HOME", "/")),
        world.clock(),
        world.random(),
        planning,
        Optional.of(world.clock().instant()),
        new LanguageTemplates(Functions.builtIn()));
  }

  /// Shows diagnostics as the user asked for them.
  ///
  /// @return whether there was an error
  boolean report(List<Diagnostic> diagnostics) {
    return invocation.report(diagnostics);
  }
}
