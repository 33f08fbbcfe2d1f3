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

  private final StateCodec codec;
  private boolean outdated;

  /// The version that was read or written last; null where nothing was there.
  private @Nullable String version;

  /// @param folder of the configuration
  RemoteSessionPlace(
      RemotePlace place,
      RemotePlace.Lock lock,
      LocalLock localLock,
      Path folder,
      Path journal,
      StateCodec codec,
      @Nullable String version,
      boolean outdated) {
    this.place = place;
    this.lock = lock;
    this.localLock = localLock;
    this.folder = folder;
    this.journal = journal;
    this.codec = codec;
    this.version = version;
    this.outdated = outdated;
  }

  @Override
  public String location() {
    return place.location();
  }

  @Override
  public Path journal() {
    return journal;
  }

  @Override
  public StateCodec codec() {
    return codec;
  }

  @Override
  public boolean isOutdated() {
    return outdated;
  }

  /// The text of a state before it is encrypted, if it is.
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
    byte[] sent = codec.seal(text, next);
    return new Prepared() {
      @Override
      public String digest() {
        return LocalStateFiles.digest(text);
      }

      @Override
      public void install() throws IOException {
        version = lock.write(sent, version);
        outdated = false;
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
      PrivateFiles.replace(file, codec.seal(text(unsaved, StateFile.Layout.INDENTED), unsaved));
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
