package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A state on another machine, with its journal on this one.
final class RemoteSessionPlace implements SessionPlace {
  private static final String ERRORED = "errored.tfstate";

  private final RemotePlace place;
  private final RemotePlace.Lock lock;
  private final LocalLock localLock;
  private final Path folder;
  private final Path journal;

  /// The version that was read or written last; null where nothing was there.
  private @Nullable String version;

  /// @param folder of the configuration
  RemoteSessionPlace(
      RemotePlace place,
      RemotePlace.Lock lock,
      LocalLock localLock,
      Path folder,
      Path journal,
      @Nullable String version) {
    this.place = place;
    this.lock = lock;
    this.localLock = localLock;
    this.folder = folder;
    this.journal = journal;
    this.version = version;
  }

  @Override
  public String location() {
    return place.location();
  }

  @Override
  public Path journal() {
    return journal;
  }

  /// The text of a state as it is sent.
  static byte[] text(State state, StateFile.Layout layout) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateFile.write(state, bytes, layout);
    return bytes.toByteArray();
  }

  /// What a state is recognized by, however the place may have laid out its text.
  static String digest(State state) throws IOException {
    return LocalStateFiles.digest(text(state, StateFile.Layout.COMPACT));
  }

  @Override
  public Prepared prepare(State next) throws IOException {
    byte[] text = text(next, StateFile.Layout.COMPACT);
    return new Prepared() {
      @Override
      public String digest() {
        return LocalStateFiles.digest(text);
      }

      @Override
      public void install() throws IOException {
        version = lock.write(text, version);
      }

      @Override
      public void discard() {
        // Nothing was sent, or it cannot be told.
      }
    };
  }

  @Override
  public StateWriteException failure(State unsaved, IOException fault) {
    boolean lost = fault instanceof SupersededException;
    String saved = saveHere(unsaved);
    String advice =
        lost
            ? """
            Somebody else has changed the state in the meantime, and what they wrote was not \
            touched. %s Compare it with the state there ("holdfast state pull"), and import what \
            only it knows of. Then remove the journal %s.\
            """
            : """
            %s Everything is in the journal %s, too: when the backend can be reached again, run the \
            same command again in this folder, which goes on from there. From elsewhere, write it \
            back with "holdfast state push errored.tfstate".\
            """;
    return new StateWriteException(
        "The state could not be written to %s: %s. "
                .formatted(place.location(), PrivateFiles.describe(fault))
            + advice.formatted(saved, journal),
        fault);
  }

  private String saveHere(State unsaved) {
    Path file = folder.resolve(ERRORED);
    try {
      PrivateFiles.replace(file, text(unsaved, StateFile.Layout.INDENTED));
      return "The state as it should be is in the file %s.".formatted(file);
    } catch (IOException full) {
      return "It could not be written to %s either: %s."
          .formatted(file, PrivateFiles.describe(full));
    }
  }

  @Override
  public void close() throws IOException {
    try (localLock) {
      lock.close();
    }
  }
}
