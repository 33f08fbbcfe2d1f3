package dev.holdfast.backends;

import dev.holdfast.engine.random.RandomUuid;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.engine.state.StoreSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// What is kept for a workspace in which nothing was stored yet: the peers cannot read an empty
/// text.
public final class EmptyState {
  private EmptyState() {}

  /// A state of a new lineage, with serial 0.
  ///
  /// @throws IOException if there is no key to encrypt it with
  public static byte[] text(StoreSettings settings) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    State empty = State.empty(RandomUuid.of(settings.random())).withWrittenBy(settings.version());
    settings.codec().write(empty, text, StateFile.Layout.COMPACT);
    return text.toByteArray();
  }
}
