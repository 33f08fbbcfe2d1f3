package dev.holdfast.engine.state;

import dev.holdfast.engine.state.StateFile.Layout;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a state and its journal become bytes that may lie somewhere, and how they are read back: in
/// the clear, or encrypted. Every store has one, and nothing else decides what lies on a disk. Safe
/// for use by many threads.
public interface StateCodec {
  /// In the clear: the version 4 format as it is.
  static StateCodec plain() {
    return PlainStateCodec.ONLY;
  }

  /// A state that was read.
  ///
  /// @param state null when there are errors
  /// @param outdated whether it lies there in another way than this codec would write it, so that
  ///   it must be written anew even if nothing changes
  record Decoded(@Nullable State state, List<Diagnostic> diagnostics, boolean outdated) {
    public Decoded {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// Whether it makes anything of a text but the text itself.
  boolean encrypts();

  /// What lies there for the text of a state.
  ///
  /// @param text of the state, as [StateFile#write] makes it
  /// @throws IOException if there is no key; its message says why, without any secret
  byte[] seal(byte[] text, State state) throws IOException;

  /// Reads what [#write] or a peer wrote.
  ///
  /// @param name for messages, such as the path
  Decoded read(byte[] bytes, String name);

  /// What lies in a journal for records that become durable together, each without a line break.
  ///
  /// @throws IOException if there is no key
  List<byte[]> sealRecords(List<byte[]> records) throws IOException;

  /// The records of a journal that [#sealRecords] made, or that were written in the clear where
  /// that may be read.
  ///
  /// @param name of the journal, for messages
  /// @throws IOException if they cannot be decrypted, or may not be read
  List<byte[]> openRecords(List<byte[]> lines, String name) throws IOException;

  /// Writes a state as it is to lie there.
  default void write(State state, OutputStream output, Layout layout) throws IOException {
    if (!encrypts()) {
      StateFile.write(state, output, layout);
      return;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    StateFile.write(state, text, layout);
    output.write(seal(text.toByteArray(), state));
  }
}
