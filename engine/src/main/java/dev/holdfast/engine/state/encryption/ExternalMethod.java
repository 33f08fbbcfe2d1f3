package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encryption by a program of the user.
///
/// @param keys whose key it is given; null for none
record ExternalMethod(
    ExternalProgram encrypting, ExternalProgram decrypting, @Nullable KeyProvider keys)
    implements EncryptionMethod.Encrypting {
  static final String MAGIC = "OpenTofu-External-Encryption-Method";

  @Override
  public Encrypted encrypt(byte[] text) throws SealException {
    KeyProvider.Issued issued = keys == null ? null : keys.issue();
    byte[] data = run(encrypting, text, issued == null ? null : issued.key());
    return new Encrypted(data, issued == null ? Map.of() : issued.meta());
  }

  @Override
  public byte[] decrypt(byte[] data, Map<String, byte[]> meta) throws SealException {
    return run(decrypting, data, keys == null ? null : keys.recall(meta));
  }

  private static byte[] run(ExternalProgram program, byte[] payload, byte @Nullable [] key)
      throws SealException {
    ByteArrayOutputStream input = new ByteArrayOutputStream(payload.length * 4 / 3 + 256);
    JsonOutput json = JsonOutput.compact(input);
    Base64.Encoder encoder = Base64.getEncoder();
    try {
      json.object(() -> {
        if (key != null) {
          json.member("key", encoder.encodeToString(key));
        }
        json.member("payload", encoder.encodeToString(payload));
      });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return program.ask(
        input.toByteArray(),
        in -> {
          byte[][] answer = {null};
          in.document(() ->
              in.object(member -> {
                if (member.equals("payload")) {
                  answer[0] = Base64.getDecoder().decode(in.text());
                } else {
                  in.skip();
                }
              }));
          byte[] given = answer[0];
          if (given == null) {
            throw new SealException(
                "the program %s gave nothing back".formatted(program.command().getFirst()));
          }
          return given;
        });
  }
}
