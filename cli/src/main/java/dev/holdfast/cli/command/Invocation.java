package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.render.DiagnosticJson;
import dev.holdfast.cli.render.DiagnosticText;
import dev.holdfast.cli.render.EventJson;
import dev.holdfast.cli.render.MessageStream;
import dev.holdfast.cli.render.Sources;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One call of a command.
///
/// @param arguments already checked against the command's declaration
/// @param folder where to work: what `-chdir` or a last argument named, else where the user is
/// @param terminal standard output
/// @param sources the texts that diagnostics point into
/// @param plugins provider programs, which end with the command
/// @param json where everything is told that is printed for people otherwise; empty for people
public record Invocation(
    World world,
    Arguments arguments,
    Path folder,
    Terminal terminal,
    Sources sources,
    CommandPlugins plugins,
    Optional<EventJson> json) {

  /// Exit code of a command that did not do what was asked.
  public static final int FAILED = 1;

  public PrintStream out() {
    return terminal.out();
  }

  /// How diagnostics are shown to a person.
  public DiagnosticText diagnosticText() {
    return new DiagnosticText(sources, terminal.palette(), terminal.width());
  }

  /// The same, telling everything in messages for programs. The first says which version tells.
  public Invocation inJson() {
    EventJson messages = new EventJson(out(), new DiagnosticJson(sources), world.clock());
    messages.version(ProgramVersion.current());
    return new Invocation(
        world,
        arguments,
        folder,
        Terminal.plain(new MessageStream(messages)),
        sources,
        plugins,
        Optional.of(messages));
  }

  /// Whether a person may be asked.
  boolean mayAsk() {
    return json.isEmpty() && arguments.isOn(CommonFlags.INPUT, true);
  }

  /// Shows diagnostics. To a person: errors on standard error, warnings on standard output.
  ///
  /// @return whether there was an error
  public boolean report(List<Diagnostic> diagnostics) {
    boolean failed = false;
    if (json.isEmpty()
        && arguments.isOn(CommonFlags.COMPACT_WARNINGS)
        && diagnostics.stream().noneMatch(Diagnostic::isError)) {
      out()
          .print(
              diagnosticText()
                  .compact(
                      diagnostics.stream()
                          .filter(each -> DeprecationFlag.shows(arguments, each))
                          .toList()));
      return false;
    }
    for (Diagnostic diagnostic : diagnostics) {
      if (!DeprecationFlag.shows(arguments, diagnostic)) {
        continue;
      }
      failed |= diagnostic.isError();
      if (json.isPresent()) {
        json.get().diagnostic(diagnostic);
        continue;
      }
      out().flush();
      PrintStream stream = diagnostic.isError() ? world.err() : out();
      stream.print(diagnosticText().of(diagnostic));
      stream.flush();
    }
    return failed;
  }

  /// Shows one error.
  ///
  /// @return the exit code for it
  public int fail(String summary, String detail) {
    report(List.of(Diagnostic.error(summary, detail)));
    return FAILED;
  }

  /// The same command of a user who is somewhere else.
  Invocation from(Path userFolder) {
    return new Invocation(
        world.in(userFolder), arguments, folder, terminal, sources, plugins, json);
  }

  /// The same command working somewhere else.
  Invocation in(Path otherFolder, Arguments otherArguments) {
    return new Invocation(world, otherArguments, otherFolder, terminal, sources, plugins, json);
  }
}
