package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `local-exec`: runs a command on the machine Holdfast runs on.
final class LocalExec implements ProvisionerKind {
  private static final List<String> SHELL = List.of("/bin/sh", "-c");

  private static final Block SCHEMA =
      Block.of(
          Map.of(
              "command", Attribute.required(Type.STRING, "What to run."),
              "interpreter",
                  Attribute.optional(
                      Type.list(Type.STRING),
                      "The program that runs it and its first arguments; `/bin/sh -c` by default."),
              "working_dir", Attribute.optional(Type.STRING, "Where it runs."),
              "environment",
                  Attribute.optional(Type.map(Type.STRING), "Variables beside those of Holdfast."),
              "quiet", Attribute.optional(Type.BOOLEAN, "Whether the command is not shown.")));

  private final Path folder;
  private final RunningCommands running;

  /// @param folder what a relative `working_dir` is relative to
  LocalExec(Path folder, RunningCommands running) {
    this.folder = folder;
    this.running = running;
  }

  @Override
  public Block schema() {
    return SCHEMA;
  }

  @Override
  public boolean needsConnection() {
    return false;
  }

  @Override
  public Optional<String> check(Value arguments) {
    Arguments given = new Arguments(arguments);
    if (given.isKnown("command") && given.text("command").isEmpty()) {
      return Optional.of("The command must not be empty.");
    }
    return given.isKnown("interpreter")
            && given.isSet("interpreter")
            && given.texts("interpreter").isEmpty()
        ? Optional.of("The interpreter must name a program.")
        : Optional.empty();
  }

  @Override
  public Optional<String> run(Request request) throws InterruptedException {
    Arguments given = new Arguments(request.arguments());
    String command = given.text("command");
    List<String> words =
        new ArrayList<>(given.isSet("interpreter") ? given.texts("interpreter") : SHELL);
    words.add(command);
    Path place = folder.resolve(given.text("working_dir"));
    if (!Files.isDirectory(place.toAbsolutePath())) {
      return Optional.of("The working directory \"%s\" does not exist.".formatted(place));
    }
    request
        .output()
        .accept(
            given.truth("quiet")
                ? "local-exec: Executing: Suppressed by quiet=true"
                : "Executing: ["
                    + String.join(" ", words.stream().map(LocalExec::quoted).toList())
                    + "]");
    LocalCommand.Ending ending;
    try {
      ending =
          LocalCommand.run(
              words,
              place,
              given.entries("environment"),
              request.output(),
              running,
              request.cancelled());
    } catch (IOException fault) {
      return Optional.of("The command could not be started: %s.".formatted(fault.getMessage()));
    }
    if (ending.cancelled()) {
      return Optional.of("The command was ended because the run was interrupted.");
    }
    return ending.exitCode() == 0
        ? Optional.empty()
        : Optional.of(
            "Error running command '%s': exit status %d. Output: %s"
                .formatted(command, ending.exitCode(), ending.output()));
  }

  private static String quoted(String word) {
    return '"'
        + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }
}
