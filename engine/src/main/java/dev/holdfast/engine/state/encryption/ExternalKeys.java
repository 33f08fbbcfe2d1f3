package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.provider.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys that a program of the user makes, for one from a service that keeps keys.
final class ExternalKeys implements KeyProvider {
  static final String MAGIC = "OpenTofu-External-Key-Provider";

  private final String metaName;
  private final ExternalProgram program;
  private @Nullable Issued issued;
  private final Map<String, byte[]> recalled = new HashMap<>();

  /// @param metaName what the key is called in the envelope
  ExternalKeys(String metaName, ExternalProgram program) {
    this.metaName = metaName;
    this.program = program;
  }

  /// What the program gave.
  ///
  /// @param meta to be noted and given back to it; the text of a JSON value
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  private record Given(byte[] encryptionKey, byte[] decryptionKey, byte[] meta) {}

  @Override
  public synchronized Issued issue() throws SealException {
    Issued known = issued;
    if (known == null) {
      Given given = ask("null".getBytes(StandardCharsets.UTF_8));
      if (given.encryptionKey.length == 0) {
        throw new SealException(metaName + " gave no key to encrypt with");
      }
      known = new Issued(given.encryptionKey, Map.of(metaName, given.meta));
      issued = known;
    }
    return known;
  }

  @Override
  public synchronized byte[] recall(Map<String, byte[]> meta) throws SealException {
    byte[] noted = meta.get(metaName);
    if (noted == null) {
      throw new SealException(
          "no key of %s is noted in it (there is: %s)"
              .formatted(metaName, String.join(", ", meta.keySet().stream().sorted().toList())));
    }
    String text = new String(noted, StandardCharsets.UTF_8);
    byte[] known = recalled.get(text);
    if (known == null) {
      known = ask(noted).decryptionKey;
      if (known.length == 0) {
        throw new SealException(metaName + " gave no key to decrypt with");
      }
      recalled.put(text, known);
    }
    return known;
  }

  private Given ask(byte[] noted) throws SealException {
    return program.ask(
        noted,
        in -> {
          byte[][] keys = {{}, {}};
          RawJson[] meta = {RawJson.of("{}")};
          in.document(() ->
              in.object(member -> {
                switch (member) {
                  case "keys" ->
                      in.object(name -> {
                        switch (name) {
                          case "encryption_key" -> keys[0] = Base64.getDecoder().decode(in.text());
                          case "decryption_key" -> keys[1] = Base64.getDecoder().decode(in.text());
                          default -> in.skip();
                        }
                      });
                  case "meta" -> meta[0] = in.raw();
                  default -> in.skip();
                }
              }));
          return new Given(keys[0], keys[1], meta[0].bytes());
        });
  }
}
