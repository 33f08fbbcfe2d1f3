package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.Revealed;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.render.json.StateJson;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `show`: the state, a state file or a saved plan, for people or as JSON.
final class ShowCommand implements Command {
  private static final Flag PLAN = Flag.text("plan", "FILE", "The saved plan to show.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "show",
          "Show the state or a saved plan",
          "Shows every object in the state with its attributes, and the outputs; or a saved plan."
              + " Sensitive values are hidden, but with -json they are printed like all others.",
          List.of(
              PLAN,
              CommonFlags.STATE,
              CommonFlags.JSON,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.SHOW_SENSITIVE,
              CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY, PLAN or STATE]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Optional<String> name = invocation.arguments().positional(0);
    Optional<Path> file =
        invocation
            .arguments()
            .text(PLAN)
            .map(invocation.folder()::resolve)
            .or(() -> name.map(invocation.folder()::resolve).filter(Files::isRegularFile));
    try {
      if (file.isEmpty()) {
        StateStore.Snapshot snapshot = Project.of(invocation).store().read();
        boolean failed = invocation.report(snapshot.diagnostics());
        return failed ? Invocation.FAILED : show(invocation, snapshot.state());
      }
      if (!isJson(file.get())) {
        return SavedPlanShow.show(invocation, file.get());
      }
      StateCodec.Decoded read =
          new ProjectBackend(Project.here(invocation))
              .decode(Files.readAllBytes(file.get()), name.orElseThrow());
      boolean failed = invocation.report(read.diagnostics());
      return failed ? Invocation.FAILED : show(invocation, read.state());
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    } catch (IOException e) {
      return invocation.fail(
          "File cannot be read", file.orElseThrow() + ": " + PrivateFiles.describe(e) + ".");
    }
  }

  /// A state file is JSON, a plan file is an archive.
  private static boolean isJson(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
        first = in.read();
      }
      return first == '{';
    }
  }

  private static int show(Invocation invocation, @Nullable State state) {
    boolean json = invocation.arguments().isOn(CommonFlags.JSON);
    if (state == null && !json) {
      invocation.out().println("No state.");
      return 0;
    }
    State shown = state == null ? State.empty("") : state;
    Diagnostics diagnostics = new Diagnostics();
    List<StateText.StateObject> objects;
    try (CommandProviders builtIn = Project.of(invocation).providers();
        Providers providers = new Providers(builtIn, 0, diagnostics)) {
      objects = StateObjects.of(shown, providers, address -> true, diagnostics);
    }
    if (json) {
      if (invocation.report(diagnostics.list())) {
        return Invocation.FAILED;
      }
      JsonDocument.print(
          invocation.out(),
          out -> StateJson.write(shown, objects, View.marked(shown.outputs()), out));
      return 0;
    }
    invocation
        .out()
        .print(
            new StateText(invocation.terminal().palette())
                .of(
                    invocation.arguments().isOn(CommonFlags.SHOW_SENSITIVE)
                        ? objects.stream().map(Revealed::of).toList()
                        : objects,
                    View.shown(shown.outputs(), invocation)));
    return invocation.report(diagnostics.list()) ? Invocation.FAILED : 0;
  }
}
