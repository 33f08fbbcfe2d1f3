package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendOverride;
import dev.holdfast.engine.backend.BackendRecord;
import dev.holdfast.engine.backend.BackendStatus;
import dev.holdfast.engine.backend.LocalBackendType;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of `init` that settles where the state is: compares what the configuration says with
/// what was recorded, takes states along where its owner wants that, and records it.
final class BackendInit {
  private static final Flag CLOUD = Flag.on("cloud", "The same as -backend.");

  static final Flag BACKEND =
      Flag.on("backend", "Settle where the state is (default true). Else the last one stays.");
  static final Flag BACKEND_CONFIG =
      Flag.repeated(
          "backend-config",
          "NAME=VALUE or FILE",
          "An argument for the backend, or a file of them, beside those in its block.");
  static final Flag RECONFIGURE =
      Flag.on(
          "reconfigure", "Take the backend as it is configured now; leave states where they are.");
  static final Flag MIGRATE_STATE =
      Flag.on("migrate-state", "Take states along to where the backend is configured now.");
  static final Flag FORCE_COPY =
      Flag.on("force-copy", "Take states along without asking. Implies -migrate-state.");

  static final List<Flag> FLAGS =
      List.of(BACKEND, CLOUD, BACKEND_CONFIG, RECONFIGURE, MIGRATE_STATE, FORCE_COPY);

  private final Project project;
  private final ProjectBackend backends;
  private final Invocation invocation;
  private final Arguments arguments;

  /// How the states lie in every place.
  private StateCodec codec = StateCodec.plain();

  BackendInit(Project project) {
    this.project = project;
    this.backends = new ProjectBackend(project);
    this.invocation = project.invocation();
    this.arguments = invocation.arguments();
  }

  /// Settles it; every fault is shown.
  ///
  /// @return whether `init` may go on
  boolean run() {
    if (!arguments.isOn(BACKEND, true) || !arguments.isOn(CLOUD, true)) {
      return true;
    }
    Diagnostics diagnostics = new Diagnostics();
    checkFlags(diagnostics);
    Duration patience = LockTimeout.of(arguments, diagnostics);
    List<BackendOverride> overrides = overrides(diagnostics);
    if (invocation.report(diagnostics.list())) {
      return false;
    }
    try {
      Diagnostics found = new Diagnostics();
      InputVariables input = project.input(found);
      Module root = backends.root(input, found);
      if (root == null || found.hasErrors()) {
        throw new StateUnavailableException(found.list());
      }
      if (root.settings().backend() == null && !overrides.isEmpty()) {
        warnOfMissingBlock();
      }
      codec = backends.encryption(root, input).state();
      settle(backends.status(root, input, overrides), patience);
      return true;
    } catch (StateUnavailableException fault) {
      invocation.report(fault.diagnostics());
      return false;
    }
  }

  private void checkFlags(Diagnostics diagnostics) {
    if (arguments.isOn(RECONFIGURE) && migrates()) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid init options",
              "The -migrate-state and -reconfigure options are mutually-exclusive."));
    }
  }

  private boolean migrates() {
    return arguments.isOn(MIGRATE_STATE) || arguments.isOn(FORCE_COPY);
  }

  private void warnOfMissingBlock() {
    invocation.report(
        List.of(
            Diagnostic.warning(
                "Missing backend configuration",
                "-backend-config was used without a \"backend\" block in the configuration, so it has"
                    + " no effect. Write such a block; it may be empty.")));
  }

  private List<BackendOverride> overrides(Diagnostics diagnostics) {
    List<BackendOverride> overrides = new ArrayList<>();
    for (String text : arguments.all(BACKEND_CONFIG)) {
      int equals = text.indexOf('=');
      if (text.isEmpty()) {
        overrides.clear();
      } else if (equals < 0) {
        BackendOverride file = file(invocation.folder().resolve(text), diagnostics);
        if (file != null) {
          overrides.add(file);
        }
      } else {
        overrides.add(
            new BackendOverride.Assignment(text.substring(0, equals), text.substring(equals + 1)));
      }
    }
    return overrides;
  }

  private @Nullable BackendOverride file(Path path, Diagnostics diagnostics) {
    SourceFile source;
    try {
      source = SourceFile.of(path.normalize().toString(), Files.readAllBytes(path));
    } catch (IOException fault) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read file", "The file \"%s\" could not be read.".formatted(path)));
      return null;
    }
    invocation.sources().add(source);
    Parsed<HclFile> parsed =
        path.toString().endsWith(".json")
            ? HclParser.parseJson(source)
            : HclParser.parseFile(source);
    diagnostics.addAll(parsed.diagnostics());
    return parsed.hasErrors() ? null : new BackendOverride.ArgumentsFile(parsed.tree());
  }

  private void settle(BackendStatus status, Duration patience) throws StateUnavailableException {
    switch (status) {
      case BackendStatus.Unconfigured none -> {}
      case BackendStatus.Current(BackendRecord backend) -> {
        announce();
        backends.open(backend, codec);
        record(backend);
      }
      case BackendStatus.Initial(BackendRecord wanted) -> {
        announce();
        move(null, wanted, patience);
      }
      case BackendStatus.Unset(BackendRecord recorded) -> {
        announce();
        requireDecision();
        move(recorded, null, patience);
      }
      case BackendStatus.Changed(BackendRecord recorded, BackendRecord wanted) -> {
        announce();
        requireDecision();
        move(recorded, wanted, patience);
      }
    }
  }

  private void announce() {
    invocation
        .out()
        .println("\n" + invocation.terminal().palette().bold("Initializing the backend..."));
  }

  private void requireDecision() throws StateUnavailableException {
    if (!migrates() && !arguments.isOn(RECONFIGURE)) {
      throw new StateUnavailableException(
          List.of(
              Diagnostic.error(
                  "Backend configuration changed",
                  """
                  A change in the backend configuration has been detected, which may require \
                  migrating existing state.

                  If you wish to attempt automatic migration of the state, use "holdfast init \
                  -migrate-state".
                  If you wish to store the current configuration with no changes to the state, use \
                  "holdfast init -reconfigure".\
                  """)));
    }
  }

  /// @param from null for the files beside the configuration
  /// @param to null for the same
  private void move(@Nullable BackendRecord from, @Nullable BackendRecord to, Duration patience)
      throws StateUnavailableException {
    Backend destination = open(to);
    if (!arguments.isOn(RECONFIGURE)) {
      new BackendMigration(project, type(from), type(to), open(from), destination, patience).run();
    }
    record(to);
    if (to == null) {
      invocation
          .out()
          .println(
              "\n"
                  + green(
                      "Successfully unset the backend \"%s\". Holdfast will now operate locally."
                          .formatted(type(from))));
    } else {
      invocation
          .out()
          .println(
              "\n"
                  + green(
                      "Successfully configured the backend \"%s\"! Holdfast will automatically\nuse this"
                              .formatted(to.type())
                          + " backend unless the backend configuration changes."));
    }
  }

  private String green(String text) {
    return invocation.terminal().palette().green(text);
  }

  private Backend open(@Nullable BackendRecord backend) throws StateUnavailableException {
    return backend == null
        ? LocalBackendType.unconfigured(backends.environment(codec))
        : backends.open(backend, codec);
  }

  private static String type(@Nullable BackendRecord backend) {
    return backend == null ? "local" : backend.type();
  }

  private void record(@Nullable BackendRecord backend) throws StateUnavailableException {
    backends.recordFile().write(backend, ProgramVersion.current());
  }
}
