package dev.holdfast.engine.state;

import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The version 4 format of state files. Reading and writing stream: time and memory are linear in
/// the size of the file, and attributes are kept as the text they are.
public final class StateFile {
  private StateFile() {}

  /// A file that was read.
  ///
  /// @param state null when there are errors
  public record Read(@Nullable State state, List<Diagnostic> diagnostics) {
    public Read {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// Where line breaks go.
  public enum Layout {
    /// For people: two spaces for each level.
    INDENTED,
    /// For backends: no space at all.
    COMPACT
  }

  /// Reads the whole of a file. What newer versions added is tolerated; what is damaged, edited by
  /// hand into nonsense, or of another format version is an error that says where it is.
  ///
  /// @param name for messages, such as the path
  public static Read read(byte[] bytes, String name) {
    return StateFileReader.read(bytes, name);
  }

  /// Whether the text looks like a state that was encrypted. What it is for certain, a [StateCodec]
  /// finds out.
  public static boolean isEncrypted(byte[] bytes) {
    return SealedText.isState(bytes);
  }

  /// Writes the state in its normal form: resources by module, mode, type and name; instances by
  /// key; dependencies with all that they depend on, as the peers need them.
  public static void write(State state, OutputStream output, Layout layout) throws IOException {
    JsonOutput json =
        layout == Layout.INDENTED ? JsonOutput.indented(output) : JsonOutput.compact(output);
    new StateFileWriter(json).state(state);
    if (layout == Layout.INDENTED) {
      output.write('\n');
    }
  }
}
