package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/// A state in a file beside its journal.
final class LocalPlace implements SessionPlace {
  private final LocalStateFiles files;
  private final LocalLock lock;
  private final StateCodec codec;
  private boolean outdated;
  private boolean backedUp;

  LocalPlace(LocalStateFiles files, LocalLock lock, StateCodec codec, boolean outdated) {
    this.files = files;
    this.lock = lock;
    this.codec = codec;
    this.outdated = outdated;
  }

  @Override
  public String location() {
    return files.state().toString();
  }

  @Override
  public Path journal() {
    return files.journal();
  }

  @Override
  public StateCodec codec() {
    return codec;
  }

  @Override
  public boolean isOutdated() {
    return outdated;
  }

  @Override
  public Prepared prepare(State next) throws IOException {
    LocalStateFiles.Next written = files.write(next, codec);
    lock.lockNext(written.channel());
    return new Prepared() {
      @Override
      public String digest() {
        return written.digest();
      }

      @Override
      public void install() throws IOException {
        if (!backedUp) {
          if (outdated) {
            files.backUp(codec);
          } else {
            files.backUp();
          }
          backedUp = true;
        }
        files.install(written);
        outdated = false;
      }

      @Override
      public void discard() throws IOException {
        files.discard(written);
      }
    };
  }

  @Override
  public StateWriteException failure(State unsaved, IOException fault) {
    return new StateWriteException(
        """
        The state could not be written to %s: %s. The old file is as it was, and every change is in \
        the journal beside it, %s: keep both. Make room or mend the permissions and run any command \
        that changes the state, which goes on from there.\
        """
            .formatted(files.state(), PrivateFiles.describe(fault), files.journal()),
        fault);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
