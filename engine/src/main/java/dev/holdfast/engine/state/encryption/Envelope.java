package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lies there instead of a text: the encrypted text, and what is needed, besides the secret,
/// to find its key.
///
/// @param header what a state shows of itself; null for anything else
/// @param meta for each key provider, what it noted
/// @param data the encrypted text
@SuppressWarnings("ArrayRecordComponent") // may be large, and is never compared
record Envelope(@Nullable Header header, Map<String, byte[]> meta, byte[] data) {
  private static final String VERSION = "v0";

  /// What backends want to see of a state that they cannot read.
  record Header(long serial, String lineage) {}

  Envelope {
    meta = Map.copyOf(meta);
  }

  /// The text of the envelope, on one line.
  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length * 4 / 3 + 512);
    JsonOutput json = JsonOutput.compact(out);
    Base64.Encoder encoder = Base64.getEncoder();
    try {
      json.object(() -> {
        if (header != null) {
          json.member("serial", header.serial());
          json.member("lineage", header.lineage());
        }
        json.name("meta");
        json.object(() -> {
          for (Map.Entry<String, byte[]> each : new TreeMap<>(meta).entrySet()) {
            json.member(each.getKey(), encoder.encodeToString(each.getValue()));
          }
        });
        json.member("encrypted_data", encoder.encodeToString(data));
        json.member("encryption_version", VERSION);
      });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /// Reads an envelope; null if the text is anything else. Costs next to nothing for a state in the
  /// clear, of which only the first member is looked at.
  ///
  /// @throws SealException if it is an envelope that is damaged or of another version
  static @Nullable Envelope read(byte[] bytes) throws SealException {
    Draft draft = new Draft();
    try (JsonInput in = new JsonInput(bytes, "envelope")) {
      in.document(() -> in.object(member -> draft.read(member, in)));
    } catch (DamagedJsonException | IllegalArgumentException damaged) {
      if (!draft.begun) {
        return null;
      }
      throw new SealException("it is encrypted, but damaged");
    }
    if (!draft.begun) {
      return null;
    }
    byte[] data = draft.data;
    if (!draft.version.equals(VERSION) || data == null) {
      throw new SealException(
          "it is encrypted in a format that this version does not know (\"%s\")"
              .formatted(draft.version));
    }
    return new Envelope(
        draft.lineage == null ? null : new Header(draft.serial, draft.lineage), draft.meta, data);
  }

  private static final class Draft {
    private boolean begun;
    private long serial;
    private @Nullable String lineage;
    private String version = "";
    private byte @Nullable [] data;
    private final Map<String, byte[]> meta = new TreeMap<>();

    private void read(String member, JsonInput in) throws DamagedJsonException {
      switch (member) {
        case "serial" -> serial = in.whole();
        case "lineage" -> lineage = in.text();
        case "meta" -> {
          begun = true;
          in.object(name -> meta.put(name, Base64.getDecoder().decode(in.text())));
        }
        case "encrypted_data" -> {
          begun = true;
          data = Base64.getDecoder().decode(in.text());
        }
        case "encryption_version" -> {
          begun = true;
          version = in.text();
        }
        // A state in the clear begins so: the rest need not be read.
        case "version" -> throw in.damaged("this is not an envelope");
        default -> in.skip();
      }
    }
  }
}
