package dev.holdfast.cli.command;

import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateUnavailableException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A codec that is found out when it is first needed, since that means to read a configuration.
final class DeferredStateCodec implements StateCodec {
  private final Source source;
  private @Nullable StateCodec found;

  /// Finds the codec out.
  @FunctionalInterface
  interface Source {
    StateCodec codec() throws StateUnavailableException;
  }

  DeferredStateCodec(Source source) {
    this.source = source;
  }

  private synchronized StateCodec found() throws StateUnavailableException {
    StateCodec codec = found;
    if (codec == null) {
      codec = source.codec();
      found = codec;
    }
    return codec;
  }

  private StateCodec required() throws IOException {
    try {
      return found();
    } catch (StateUnavailableException fault) {
      throw new IOException(fault.diagnostics().getFirst().summary(), fault);
    }
  }

  /// Where it cannot be found out, a text passes through [#seal], which says why.
  @Override
  public boolean encrypts() {
    try {
      return found().encrypts();
    } catch (StateUnavailableException fault) {
      return true;
    }
  }

  @Override
  public byte[] seal(byte[] text, State state) throws IOException {
    return required().seal(text, state);
  }

  @Override
  public Decoded read(byte[] bytes, String name) {
    try {
      return found().read(bytes, name);
    } catch (StateUnavailableException fault) {
      return new Decoded(null, fault.diagnostics(), false);
    }
  }

  @Override
  public List<byte[]> sealRecords(List<byte[]> records) throws IOException {
    return required().sealRecords(records);
  }

  @Override
  public List<byte[]> openRecords(List<byte[]> lines, String name) throws IOException {
    return required().openRecords(lines, name);
  }
}
