package dev.holdfast.engine.state;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.List;

/// States and journals in the clear. What somebody encrypted is told from what is damaged.
final class PlainStateCodec implements StateCodec {
  static final PlainStateCodec ONLY = new PlainStateCodec();

  private PlainStateCodec() {}

  @Override
  public boolean encrypts() {
    return false;
  }

  @Override
  public byte[] seal(byte[] text, State state) {
    return text;
  }

  @Override
  public Decoded read(byte[] bytes, String name) {
    StateFile.Read read = StateFile.read(bytes, name);
    if (read.state() == null && SealedText.isState(bytes)) {
      return new Decoded(
          null,
          List.of(
              Diagnostic.error(
                  "State is encrypted",
                  """
                  The state %s is encrypted, and the configuration does not say how to decrypt it. \
                  Declare the method and its key in the block "encryption" of the block \
                  "terraform", or in the environment variable TF_ENCRYPTION.\
                  """
                      .formatted(name))),
          false);
    }
    return new Decoded(read.state(), read.diagnostics(), false);
  }

  @Override
  public List<byte[]> sealRecords(List<byte[]> records) {
    return records;
  }

  @Override
  public List<byte[]> openRecords(List<byte[]> lines, String name) throws IOException {
    for (byte[] line : lines) {
      if (SealedText.isRecord(line)) {
        throw new IOException(
            "it is encrypted, and the configuration does not say how to decrypt states");
      }
    }
    return lines;
  }
}
