package dev.holdfast.cli.command;

import dev.holdfast.cli.terminal.TextWrap;
import dev.holdfast.engine.planning.GeneratedResources;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// `plan -generate-config-out`: writes resource blocks for objects that are to be imported.
final class ConfigurationWriting {
  private static final int WIDTH = 78;

  private ConfigurationWriting() {}

  /// Writes the file if there is something to write, and gives a planning with its content in the
  /// configuration; empty after an error, which is shown. A file that exists is never touched.
  static Optional<Planning> generate(Planning planning, State state, String name)
      throws InterruptedException {
    Path file = planning.project().invocation().folder().resolve(name);
    if (Files.exists(file)) {
      planning.view().report(List.of(exists()));
      return Optional.empty();
    }
    GeneratedResources generated = planning.generate(state);
    if (planning.view().report(generated.diagnostics())) {
      return Optional.empty();
    }
    if (generated.blocks().isEmpty()) {
      return Optional.of(planning);
    }
    Optional<Planning> with = planning.with(generated, String.valueOf(file.getFileName()));
    return with.isPresent() && write(planning, file, generated) ? with : Optional.empty();
  }

  private static boolean write(Planning planning, Path file, GeneratedResources generated) {
    try {
      Files.writeString(file, generated.file(), StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException raced) {
      planning.view().report(List.of(exists()));
    } catch (IOException fault) {
      planning
          .view()
          .report(
              List.of(
                  Diagnostic.error(
                      "Failed to write generated configuration",
                      "The file %s could not be written: %s.".formatted(file, fault))));
    }
    return false;
  }

  private static Diagnostic exists() {
    return Diagnostic.error(
        "Target generated file already exists",
        "Holdfast can only write generated config into a new file. Either choose a different target"
            + " location or move all existing configuration out of the target file, delete it and try"
            + " again.");
  }

  /// Says what was written.
  static void tell(View view, String name) {
    view.tell(
        "\n"
            + TextWrap.text(
                "Holdfast has generated configuration and written it to %s. Please review the configuration and edit it as necessary before adding it to version control."
                    .formatted(name),
                WIDTH));
  }
}
