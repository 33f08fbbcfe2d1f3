package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// States and journals as a configuration wants them encrypted.
record EncryptedStateCodec(Sealing sealing) implements StateCodec {

  @Override
  public boolean encrypts() {
    return sealing.encrypts();
  }

  @Override
  public byte[] seal(byte[] text, State state) throws IOException {
    return sealing.seal(text, new Envelope.Header(state.serial(), state.lineage()));
  }

  @Override
  public Decoded read(byte[] bytes, String name) {
    try {
      Envelope envelope = Envelope.read(bytes);
      Sealing.Opened opened = sealing.open(bytes, envelope);
      StateFile.Read read = StateFile.read(opened.text(), name);
      State state = read.state();
      if (state != null && envelope != null) {
        verify(envelope.header(), state);
      }
      return new Decoded(state, read.diagnostics(), opened.outdated());
    } catch (SealException fault) {
      return new Decoded(
          null,
          List.of(
              Diagnostic.error(
                  "State cannot be decrypted",
                  "The state %s: %s. Nothing was changed.".formatted(name, fault.getMessage()))),
          false);
    }
  }

  /// What the envelope shows is not encrypted, so somebody could have changed it.
  private static void verify(Envelope.@Nullable Header shown, State state) throws SealException {
    if (shown != null
        && (shown.serial() != state.serial() || !shown.lineage().equals(state.lineage()))) {
      throw new SealException(
          """
          its envelope shows lineage %s, serial %d, but the encrypted state in it is of lineage %s, \
          serial %d: it was changed by hand, or put together from two states\
          """
              .formatted(shown.lineage(), shown.serial(), state.lineage(), state.serial()));
    }
  }

  @Override
  public List<byte[]> sealRecords(List<byte[]> records) throws IOException {
    if (!encrypts()) {
      return records;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] each : records) {
      lines.write(each);
      lines.write('\n');
    }
    return List.of(sealing.seal(lines.toByteArray()));
  }

  @Override
  public List<byte[]> openRecords(List<byte[]> lines, String name) throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (byte[] line : lines) {
      split(sealing.open(line).text(), records);
    }
    return records;
  }

  private static void split(byte[] text, List<byte[]> records) {
    int start = 0;
    for (int index = 0; index <= text.length; index++) {
      boolean end = index == text.length;
      if ((end && index > start) || (!end && text[index] == '\n')) {
        records.add(Arrays.copyOfRange(text, start, index));
        start = index + 1;
      }
    }
  }
}
