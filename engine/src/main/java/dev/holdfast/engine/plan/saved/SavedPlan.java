package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A plan that was read from a file. Open until it is closed: the configuration is read from the
/// file itself.
public final class SavedPlan implements AutoCloseable {
  private final Plan plan;
  private final String workspace;
  private final FileSystem archive;
  private final Path directory;
  private final Path workingDirectory;
  private final Path file;

  SavedPlan(
      Plan plan,
      String workspace,
      FileSystem archive,
      Path directory,
      Path workingDirectory,
      Path file) {
    this.plan = plan;
    this.workspace = workspace;
    this.archive = archive;
    this.directory = directory;
    this.workingDirectory = workingDirectory;
    this.file = file;
  }

  public Plan plan() {
    return plan;
  }

  /// The workspace whose state the plan is about.
  public String workspace() {
    return workspace;
  }

  /// The directory of the root module as it was when the plan was made: a path within the plan
  /// file, to be loaded like any other. Names of files in it are those of then.
  public Path configurationDirectory() {
    return directory;
  }

  /// What relative names were relative to when the plan was made.
  public Path workingDirectory() {
    return workingDirectory;
  }

  /// Why the plan cannot be applied any more, if so: the state is not the one it was made from.
  /// Linear in the size of the state.
  ///
  /// @param current the state now; null where nothing was ever stored
  public Optional<Diagnostic> stale(@Nullable State current) {
    State recorded = plan.recorded();
    boolean bothNew =
        recorded.serial() == 0
            && recorded.isEmpty()
            && (current == null || (current.serial() == 0 && current.isEmpty()));
    if (bothNew || (current != null && Arrays.equals(text(recorded), text(current)))) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.error(
            "Saved plan is stale",
            """
            The plan in %s can no longer be applied, because the state was changed after it was \
            made: it was made from serial %d of lineage %s, and now there is %s. Make a new plan.\
            """
                .formatted(
                    file,
                    recorded.serial(),
                    recorded.lineage(),
                    current == null
                        ? "no state"
                        : "serial %d of lineage %s"
                            .formatted(current.serial(), current.lineage()))));
  }

  /// Two states are the same when they are written the same: changes that a run left in its journal
  /// count, although they do not raise the serial.
  private static byte[] text(State state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      StateFile.write(state, out, StateFile.Layout.COMPACT);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    try {
      archive.close();
    } catch (IOException fault) {
      System.getLogger(SavedPlan.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot close a plan file", fault);
    }
  }
}
