package dev.holdfast.hcl.function;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;

/// Decrypts with a private RSA key in PEM (PKCS #1, PKCS #8) or in OpenSSH's own form.
final class RsaDecryption {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");
  private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  private RsaDecryption() {}

  static String decrypt(Call call) throws FunctionFault {
    byte[] ciphertext;
    try {
      ciphertext = Base64.getDecoder().decode(call.text(0));
    } catch (IllegalArgumentException e) {
      throw FunctionFault.at(
          0,
          "failed to decode input %s: cipher text must be base64-encoded"
              .formatted(Redaction.of(call.argument(0))));
    }
    PrivateKey key = key(call.text(1));
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, key);
      return new String(cipher.doFinal(ciphertext), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw FunctionFault.of("failed to decrypt: error in cryptographic operation");
    }
  }

  private static PrivateKey key(String text) throws FunctionFault {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw FunctionFault.at(1, "failed to parse key: no key found");
    }
    String body = pem.group(2);
    if (body.contains("ENCRYPTED") || pem.group(1).startsWith("ENCRYPTED")) {
      throw FunctionFault.at(1, "failed to parse key: private key is password-protected");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(body);
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return switch (pem.group(1)) {
        case "RSA PRIVATE KEY" -> factory.generatePrivate(pkcs1(ByteBuffer.wrap(bytes)));
        case "PRIVATE KEY" -> factory.generatePrivate(new PKCS8EncodedKeySpec(bytes));
        case "OPENSSH PRIVATE KEY" -> factory.generatePrivate(openSsh(ByteBuffer.wrap(bytes)));
        default ->
            throw FunctionFault.at(
                1, "failed to parse key: invalid key type \"%s\"".formatted(pem.group(1)));
      };
    } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
      throw FunctionFault.at(1, "failed to parse key: it is damaged, or of no known form");
    }
  }

  /// A sequence of whole numbers: version, modulus, public exponent, private exponent and more (RFC
  /// 8017, appendix A.1.2).
  private static RSAPrivateKeySpec pkcs1(ByteBuffer der) {
    enter(der, 0x30);
    number(der);
    BigInteger modulus = number(der);
    number(der);
    return new RSAPrivateKeySpec(modulus, number(der));
  }

  private static BigInteger number(ByteBuffer der) {
    byte[] bytes = new byte[enter(der, 0x02)];
    der.get(bytes);
    return new BigInteger(bytes);
  }

  /// Reads a tag and a length (X.690, section 8.1).
  private static int enter(ByteBuffer der, int tag) {
    if ((der.get() & 0xFF) != tag) {
      throw new IllegalArgumentException("another tag was expected");
    }
    int length = der.get() & 0xFF;
    if (length < 0x80) {
      return length;
    }
    int size = 0;
    for (int count = length & 0x7F; count > 0; count--) {
      size = (size << 8) | (der.get() & 0xFF);
    }
    if (size < 0 || size > der.remaining()) {
      throw new IllegalArgumentException("the length leads beyond the end");
    }
    return size;
  }

  /// OpenSSH's `PROTOCOL.key`, without a passphrase.
  private static RSAPrivateKeySpec openSsh(ByteBuffer key) throws FunctionFault {
    byte[] magic = new byte[OPENSSH.length];
    key.get(magic);
    String cipher = new String(field(key), StandardCharsets.US_ASCII);
    if (!cipher.equals("none")) {
      throw FunctionFault.at(1, "failed to parse key: private key is password-protected");
    }
    field(key);
    field(key);
    key.getInt();
    field(key);
    ByteBuffer secret = ByteBuffer.wrap(field(key));
    secret.getLong();
    String type = new String(field(secret), StandardCharsets.US_ASCII);
    if (!type.equals("ssh-rsa")) {
      throw FunctionFault.at(1, "failed to parse key: invalid key type \"%s\"".formatted(type));
    }
    BigInteger modulus = new BigInteger(field(secret));
    field(secret);
    return new RSAPrivateKeySpec(modulus, new BigInteger(field(secret)));
  }

  private static byte[] field(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("the length leads beyond the end");
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
