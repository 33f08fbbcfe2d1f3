package dev.holdfast.backends.web;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What tells the text of a state from every other one of the same place: its lineage and serial,
/// which also stand at the top of an encrypted one. A server may lay out the text anew.
public final class StateVersion {
  private StateVersion() {}

  private static final class Found {
    private String lineage = "";
    private long serial = -1;
  }

  /// Linear in the size of the text. Of a text that is no state it is a checksum.
  public static String of(byte[] text) {
    Found found = new Found();
    try (JsonInput in = new JsonInput(text, "state")) {
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "lineage" -> found.lineage = in.text();
              case "serial" -> found.serial = in.whole();
              default -> in.skip();
            }
          }));
    } catch (DamagedJsonException noState) {
      return digest(text);
    }
    return found.serial < 0 ? digest(text) : found.serial + " of " + found.lineage;
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
