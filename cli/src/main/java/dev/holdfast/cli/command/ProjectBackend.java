package dev.holdfast.cli.command;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendBlock;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendOverride;
import dev.holdfast.engine.backend.BackendRecord;
import dev.holdfast.engine.backend.BackendRecordFile;
import dev.holdfast.engine.backend.BackendStatus;
import dev.holdfast.engine.backend.BackendType;
import dev.holdfast.engine.backend.LocalBackendType;
import dev.holdfast.engine.config.BackendDeclaration;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.EarlyScope;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.file.DataDirectory;
import dev.holdfast.engine.state.LocalStateStore;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.encryption.StateEncryption;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the states of a project are, as its configuration says and `init` has recorded.
record ProjectBackend(Project project) {

  /// The state of the project's workspace.
  StateStore store() throws StateUnavailableException {
    Diagnostics diagnostics = new Diagnostics();
    InputVariables input = project.input(diagnostics);
    return store(requireRoot(input, diagnostics), input);
  }

  /// How states and plans are encrypted.
  ///
  /// @throws StateUnavailableException with every fault of what the configuration says of it
  StateEncryption encryption() throws StateUnavailableException {
    Diagnostics diagnostics = new Diagnostics();
    InputVariables input = project.input(diagnostics);
    return encryption(requireRoot(input, diagnostics), input);
  }

  /// What is wrong with what the configuration says of encryption, whatever its variables are.
  void checkEncryption(Module root, InputVariables input, Diagnostics diagnostics) {
    read(root, EarlyScope.lenient(root, project.early(input)), diagnostics);
  }

  StateEncryption encryption(Module root, InputVariables input) throws StateUnavailableException {
    Diagnostics diagnostics = new Diagnostics();
    StateEncryption encryption =
        read(root, EarlyScope.root(root, project.early(input)), diagnostics);
    if (diagnostics.hasErrors()) {
      throw new StateUnavailableException(diagnostics.list());
    }
    return encryption;
  }

  private StateEncryption read(Module root, EarlyScope scope, Diagnostics diagnostics) {
    World world = project.invocation().world();
    StateEncryption.Read read =
        StateEncryption.read(
            root.settings().encryption(),
            world.environment().getOrDefault(StateEncryption.VARIABLE, ""),
            scope,
            world.random(),
            diagnostics);
    SourceFile source = read.source();
    if (source != null) {
      project.invocation().sources().add(source);
    }
    return read.encryption();
  }

  /// A state that the user named: in the clear, or encrypted as the project's own.
  StateCodec.Decoded decode(byte[] bytes, String name) throws StateUnavailableException {
    StateCodec codec = StateFile.isEncrypted(bytes) ? encryption().state() : StateCodec.plain();
    return codec.read(bytes, name);
  }

  private Module requireRoot(InputVariables input, Diagnostics diagnostics)
      throws StateUnavailableException {
    Module root = root(input, diagnostics);
    if (root == null || diagnostics.hasErrors()) {
      throw new StateUnavailableException(diagnostics.list());
    }
    return root;
  }

  StateStore store(Module root, InputVariables input) throws StateUnavailableException {
    Optional<Diagnostic> badName = Workspaces.checkName(project.workspace());
    if (badName.isPresent()) {
      throw new StateUnavailableException(List.of(badName.get()));
    }
    Optional<String> file = project.invocation().arguments().text(CommonFlags.STATE);
    BackendStatus status = status(root, input, List.of());
    StateCodec codec = encryption(root, input).state();
    if (file.isPresent()) {
      return named(file.get(), status, codec);
    }
    Backend backend = open(status, codec);
    if (!backend.hasWorkspaces() && !project.workspace().equals(Backend.DEFAULT_WORKSPACE)) {
      throw failure(
          "Workspaces not supported",
          "The backend of this configuration has no workspace but \"%s\", and \"%s\" is selected."
                  .formatted(Backend.DEFAULT_WORKSPACE, project.workspace())
              + " Select the default one: \"holdfast workspace select default\", or unset"
              + " TF_WORKSPACE.");
    }
    return backend.store(project.workspace());
  }

  private StateStore named(String file, BackendStatus status, StateCodec codec)
      throws StateUnavailableException {
    boolean isLocal =
        status instanceof BackendStatus.Unconfigured
            || (status instanceof BackendStatus.Current(BackendRecord backend)
                && backend.type().equals(LocalBackendType.NAME));
    if (!isLocal) {
      throw failure(
          "Invalid use of -state",
          "The flag -state names a file of this machine, but this configuration keeps its state in a"
              + " backend. Leave the flag out.");
    }
    return new LocalStateStore(
        project.invocation().folder().resolve(file), environment(codec).settings());
  }

  /// The root module alone, with what its files say of the backend; null where it cannot be read.
  @Nullable Module root(InputVariables input, Diagnostics diagnostics) {
    Parsed<@Nullable Configuration> loaded =
        ConfigurationLoader.loadRoot(project.folder(), project.early(input));
    diagnostics.addAll(loaded.diagnostics());
    Configuration configuration = loaded.tree();
    if (configuration == null) {
      return null;
    }
    configuration.sources().values().forEach(project.invocation().sources()::add);
    return configuration.root();
  }

  /// The backend of the project.
  ///
  /// @throws StateUnavailableException also where the configuration says otherwise than what `init`
  ///   has recorded
  Backend open() throws StateUnavailableException {
    Diagnostics diagnostics = new Diagnostics();
    InputVariables input = project.input(diagnostics);
    Module root = requireRoot(input, diagnostics);
    return open(status(root, input, List.of()), encryption(root, input).state());
  }

  private Backend open(BackendStatus status, StateCodec codec) throws StateUnavailableException {
    return switch (status) {
      case BackendStatus.Unconfigured none -> LocalBackendType.unconfigured(environment(codec));
      case BackendStatus.Current(BackendRecord backend) -> open(backend, codec);
      case BackendStatus.Initial(BackendRecord wanted) ->
          throw initializationRequired(
              "Initial configuration of the requested backend \"%s\"".formatted(wanted.type()));
      case BackendStatus.Unset(BackendRecord recorded) ->
          throw initializationRequired(
              "Unsetting the previously set backend \"%s\"".formatted(recorded.type()));
      case BackendStatus.Changed changed -> throw initializationRequired(changed.reason());
    };
  }

  /// The backend with these arguments.
  Backend open(BackendRecord backend, StateCodec codec) throws StateUnavailableException {
    return type(backend.type(), null).open(backend.arguments(), environment(codec));
  }

  BackendEnvironment environment(StateCodec codec) {
    return CommandBackends.environment(project.folder(), project.invocation().world(), codec);
  }

  BackendRecordFile recordFile() {
    return BackendRecordFile.in(
        DataDirectory.of(project.folder(), project.invocation().world().environment()));
  }

  /// How the configuration compares with what was recorded.
  ///
  /// @param overrides from the command line
  BackendStatus status(Module root, InputVariables input, List<BackendOverride> overrides)
      throws StateUnavailableException {
    BackendRecord recorded = recordFile().read().orElse(null);
    BackendDeclaration block = root.settings().backend();
    if (recorded != null) {
      BackendRecord found = recorded;
      recorded =
          CommandBackends.TYPES
              .find(recorded.type())
              .map(type -> BackendBlock.conform(found, type.schema()))
              .orElse(recorded);
    }
    if (block == null) {
      return BackendStatus.of(null, recorded, false);
    }
    Diagnostics diagnostics = new Diagnostics();
    BackendRecord wanted =
        BackendBlock.read(
            block,
            type(block.type(), block),
            EarlyScope.root(root, project.early(input)),
            overrides,
            diagnostics);
    if (wanted == null) {
      throw new StateUnavailableException(diagnostics.list());
    }
    return BackendStatus.of(wanted, recorded, !overrides.isEmpty());
  }

  private static BackendType type(String name, @Nullable BackendDeclaration block)
      throws StateUnavailableException {
    Optional<BackendType> type = CommandBackends.TYPES.find(name);
    if (type.isPresent()) {
      return type.get();
    }
    if (name.equals("cloud") || name.equals("remote")) {
      throw new StateUnavailableException(
          List.of(
              Diagnostic.error(
                  "HCP Terraform is not supported",
                  """
                  Holdfast keeps states and runs plans itself; it does not work with HCP Terraform or servers \
                  like it. To take the state along:
                    1. terraform state pull > terraform.tfstate   (with this block as it is)
                    2. Remove this block, or write a backend block in its place. There are: %s.
                    3. Remove .terraform/terraform.tfstate and run "holdfast init". With a backend it offers to \
                  copy the state there.
                  To look only, "holdfast validate" and "holdfast init -backend=false" do not need the state.\
                  """
                      .formatted(String.join(", ", CommandBackends.TYPES.names())),
                  block == null ? null : block.range())));
    }
    throw new StateUnavailableException(
        List.of(
            Diagnostic.error(
                "Unsupported backend type",
                "There is no backend of the type \"%s\" in this version of Holdfast. There are: %s."
                    .formatted(name, String.join(", ", CommandBackends.TYPES.names())),
                block == null ? null : block.range())));
  }

  private static StateUnavailableException initializationRequired(String reason) {
    return failure(
        "Backend initialization required, please run \"holdfast init\"",
        """
        Reason: %s

        The backend is where the state is kept. What the configuration says of it is not what the \
        last "holdfast init" has recorded. Run "holdfast init", with -migrate-state to take the \
        state along to another place or with -reconfigure to leave it where it is.

        Neither the configuration nor any state was changed.\
        """
            .formatted(reason));
  }

  private static StateUnavailableException failure(String summary, String detail) {
    return new StateUnavailableException(List.of(Diagnostic.error(summary, detail)));
  }
}
