package dev.holdfast.hosts.operation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.Payload;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.Response;
import dev.holdfast.hosts.connection.ShellText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A command that runs unless something says that it need not.
///
/// @param command a shell script
/// @param creates a path; if it exists the command does not run
/// @param onlyIf a script; the command runs only if this exits with 0
/// @param unless a script; the command runs only if this exits with another code
/// @param environment variables for the command and the conditions
/// @param folder where they run; empty for `/`
/// @param input what the command reads
/// @param timeout how long the command may take
/// @param sensitive whether the command and its output must not be shown
public record CommandOperation(
    String command,
    Optional<String> creates,
    Optional<String> onlyIf,
    Optional<String> unless,
    Map<String, String> environment,
    Optional<String> folder,
    Payload input,
    Duration timeout,
    boolean sensitive)
    implements Operation<CommandOperation.Need> {
  private static final int SHORTEST_SECRET = 4;

  /// Whether the command has to run.
  public enum Need {
    RUN,
    /// What it creates is there.
    CREATED,
    /// The condition that must hold does not.
    NOT_ASKED,
    /// The condition that must not hold does.
    DONE
  }

  public CommandOperation {
    environment = Map.copyOf(environment);
  }

  /// A command that always runs, for up to an hour.
  public static CommandOperation of(String command) {
    return new CommandOperation(
        command,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Payload.NONE,
        Duration.ofHours(1),
        false);
  }

  /// Without the text of the command, which may hold secrets.
  @Override
  public String title() {
    return "command";
  }

  @Override
  public Check<Need> check() {
    // A folder that is missing is the command's failure, which says so.
    StringBuilder script = new StringBuilder(enterFolder("{ echo RUN; exit 0; }"));
    creates.ifPresent(path ->
        script.append(
            "if [ -e %1$s ] || [ -L %1$s ]; then echo CREATED; exit 0; fi\n"
                .formatted(ShellText.quote(path))));
    onlyIf.ifPresent(condition ->
        script.append(
            "( eval %s ) >/dev/null 2>&1 || { echo NOT_ASKED; exit 0; }\n"
                .formatted(ShellText.quote(condition))));
    unless.ifPresent(condition ->
        script.append(
            "( eval %s ) >/dev/null 2>&1 && { echo DONE; exit 0; }\n"
                .formatted(ShellText.quote(condition))));
    script.append("echo RUN\n");
    Request request = Request.changing(script.toString()).withEnvironment(environment);
    return new Check<>(title(), request, response -> Need.valueOf(response.output().strip()));
  }

  private String enterFolder(String otherwise) {
    return folder
        .map(path -> "cd %s || %s\n".formatted(ShellText.quote(path), otherwise))
        .orElse("");
  }

  @Override
  public Difference difference(Need need) {
    return need == Need.RUN
        ? new Difference.Builder().add(new Difference.Deed("run")).build()
        : Difference.NONE;
  }

  @Override
  public Optional<Request> change(Need need) {
    return need == Need.RUN
        ? Optional.of(
            Request.changing(enterFolder("exit 1") + command)
                .withEnvironment(environment)
                .withInput(input)
                .withTimeout(timeout)
                .asLasting())
        : Optional.empty();
  }

  /// What the command said, save the values of its environment; nothing at all if it is sensitive.
  @Override
  public Diagnostic failure(Host host, Response response) {
    Diagnostic said = Failures.of("The command failed", host, response);
    if (sensitive) {
      return Diagnostic.error(
          said.summary(),
          "On %s, exit code %d. Its output is sensitive and not shown."
              .formatted(host.address().text(), response.exitCode()));
    }
    String detail = said.detail();
    for (String value : environment.values()) {
      if (value.length() >= SHORTEST_SECRET) {
        detail = detail.replace(value, "(value of the environment)");
      }
    }
    return Diagnostic.error(said.summary(), detail);
  }

  /// Without command, input and environment, which may be secret.
  @Override
  public String toString() {
    return "CommandOperation[" + command.length() + " characters]";
  }
}
