package dev.holdfast.cli.command;

import dev.holdfast.cli.render.TestText;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.LocalStateStore;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.engine.state.StoreSettings;
import dev.holdfast.engine.testing.LeftOver;
import dev.holdfast.engine.testing.TestStates;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps the states of tests in files while they run, each in a folder of its own below
/// `.terraform/test-runs`. A test that comes to its end leaves nothing; of one that was killed the
/// next one finds everything.
final class TestRunFiles implements TestStates {
  private static final String STATE = "terraform.tfstate";

  private final Path folder;
  private final StoreSettings settings;

  TestRunFiles(Project project) {
    World world = project.invocation().world();
    StateCodec codec =
        new DeferredStateCodec(() -> new ProjectBackend(project).encryption().state());
    this.folder = project.dataDirectory().resolve("test-runs");
    this.settings =
        new StoreSettings(ProgramVersion.current(), world.clock(), world.random(), codec);
  }

  @Override
  public Optional<Place> open(TestFile file) throws StateWriteException {
    String name = file.name().replaceAll("[^A-Za-z0-9._-]", "-");
    try {
      Files.createDirectories(folder);
      for (int number = 1; ; number++) {
        Path own = folder.resolve(number == 1 ? name : name + "-" + number);
        try {
          Files.createDirectory(own);
          return Optional.of(new OpenFolder(own, open(own)));
        } catch (FileAlreadyExistsException _) {
          // Of a test that runs now, or of one that was killed: the next name.
        } catch (StateLockedException | StateUnavailableException fault) {
          // One that looks for what killed tests have left may have removed the folder meanwhile.
          if (Files.exists(own)) {
            throw new StateWriteException(fault.toString(), new IOException(fault));
          }
        }
      }
    } catch (IOException fault) {
      throw new StateWriteException(
          "The folder %s: %s. TF_DATA_DIR names another place for .terraform."
              .formatted(folder, PrivateFiles.describe(fault)),
          fault);
    }
  }

  private StateSession open(Path own) throws StateLockedException, StateUnavailableException {
    return new LocalStateStore(own.resolve(STATE), settings).open(LockRequest.of("test"));
  }

  private record OpenFolder(Path own, StateSession session) implements Place {
    @Override
    public void remove() {
      session.close();
      try {
        delete(own);
      } catch (IOException fault) {
        System.getLogger(TestRunFiles.class.getName())
            .log(System.Logger.Level.WARNING, own + " stays", fault);
      }
    }
  }

  /// What tests that were cut off have left, one warning for each of their states. Folders with
  /// nothing in them any more are removed.
  List<Diagnostic> leftBehind() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Diagnostic> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path own : entries.filter(Files::isDirectory).sorted().toList()) {
        look(own).ifPresent(found::add);
      }
    } catch (IOException fault) {
      found.add(
          Diagnostic.warning(
              "Nobody knows whether tests have left anything",
              "The folder %s: %s.".formatted(folder, PrivateFiles.describe(fault))));
    }
    return found;
  }

  private Optional<Diagnostic> look(Path own) throws IOException {
    try (StateSession session = open(own)) {
      List<LeftOver.LeftObject> objects = LeftOver.objects(session.state());
      String begun =
          session.inFlight().stream()
              .filter(each -> each.action() == Action.CREATE)
              .map(each -> "  - %s\n".formatted(each.address()))
              .collect(Collectors.joining());
      if (!objects.isEmpty() || !begun.isEmpty()) {
        return Optional.of(warning(own, TestText.list(objects), begun));
      }
    } catch (StateLockedException running) {
      return Optional.empty();
    } catch (StateUnavailableException fault) {
      Diagnostic first = fault.diagnostics().getFirst();
      return Optional.of(
          Diagnostic.warning(
              "What a test has left cannot be read", first.summary() + ": " + first.detail()));
    }
    delete(own);
    return Optional.empty();
  }

  private static Diagnostic warning(Path own, String objects, String begun) {
    StringBuilder detail = new StringBuilder();
    detail.append("It was killed before it could destroy what it had made.\n");
    if (!objects.isEmpty()) {
      detail.append("\nThese objects exist:\n").append(objects);
    }
    if (!begun.isEmpty()) {
      detail.append("\nThese were being made and may exist; look for yourself:\n").append(begun);
    }
    detail.append(
        """

        Their state is in %s. To destroy them, run in the folder of their configuration:
          holdfast destroy -state=%s
        A configuration with a backend refuses -state: use a copy of its folder without the backend \
        block. Or destroy them by hand and remove the folder %s.\
        """
            .formatted(own, own.resolve(STATE).toAbsolutePath().normalize(), own));
    return Diagnostic.warning("An earlier test was cut off", detail.toString());
  }

  private static void delete(Path own) throws IOException {
    try (Stream<Path> entries = Files.walk(own)) {
      for (Path each : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException fault) {
      throw fault.getCause();
    }
  }
}
