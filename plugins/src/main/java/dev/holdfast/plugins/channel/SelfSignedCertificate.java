package dev.holdfast.plugins.channel;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/// Writes a certificate for `localhost` that is signed by its own key (RFC 5280), which Java has no
/// public way to make. Programs check that it may sign, serve and be a client.
final class SelfSignedCertificate {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0c;
  private static final int GENERALIZED_TIME = 0x18;

  // Object identifiers and values that are always the same, already encoded.
  private static final byte[] ECDSA_WITH_SHA512 = hex("300a06082a8648ce3d040304");
  private static final byte[] VERSION_3 = hex("a003020102");
  private static final byte[] ORGANIZATION = hex("060355040a");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] KEY_USAGE = hex("0603551d0f0101ff");
  private static final byte[] EXTENDED_KEY_USAGE = hex("0603551d25");
  private static final byte[] BASIC_CONSTRAINTS = hex("0603551d130101ff");
  private static final byte[] ALTERNATIVE_NAME = hex("0603551d11");
  // digitalSignature, keyEncipherment, keyAgreement, keyCertSign
  private static final byte[] USAGES = hex("030202ac");
  private static final byte[] SERVER_AND_CLIENT =
      hex("301406082b0601050507030106082b06010505070302");
  private static final byte[] IS_AUTHORITY = hex("30030101ff");

  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(30);
  private static final Duration VALIDITY = Duration.ofDays(30 * 365L);
  private static final String HOST = "localhost";
  private static final int SERIAL_BITS = 128;

  private SelfSignedCertificate() {}

  /// The certificate in DER.
  static byte[] encode(KeyPair pair, Instant now) throws GeneralSecurityException {
    byte[] name = der(SEQUENCE, part(ORGANIZATION, "Holdfast"), part(COMMON_NAME, HOST));
    byte[] content =
        der(
            SEQUENCE,
            VERSION_3,
            der(INTEGER, new BigInteger(SERIAL_BITS, new SecureRandom()).toByteArray()),
            ECDSA_WITH_SHA512,
            name,
            der(SEQUENCE, time(now.minus(CLOCK_DIFFERENCE)), time(now.plus(VALIDITY))),
            name,
            pair.getPublic().getEncoded(),
            der(
                0xa3,
                der(
                    SEQUENCE,
                    extension(KEY_USAGE, USAGES),
                    extension(EXTENDED_KEY_USAGE, SERVER_AND_CLIENT),
                    extension(BASIC_CONSTRAINTS, IS_AUTHORITY),
                    extension(ALTERNATIVE_NAME, der(SEQUENCE, der(0x82, ascii(HOST)))))));
    Signature signature = Signature.getInstance("SHA512withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return der(
        SEQUENCE, content, ECDSA_WITH_SHA512, der(BIT_STRING, new byte[1], signature.sign()));
  }

  private static byte[] part(byte[] kind, String text) {
    return der(SET, der(SEQUENCE, kind, der(UTF8_STRING, ascii(text))));
  }

  private static byte[] extension(byte[] kind, byte[] value) {
    return der(SEQUENCE, kind, der(OCTET_STRING, value));
  }

  /// Times before 2050 are UTCTime, later ones GeneralizedTime.
  private static byte[] time(Instant instant) {
    var utc = instant.atOffset(ZoneOffset.UTC);
    boolean late = utc.getYear() >= 2050;
    String pattern = (late ? "yyyy" : "yy") + "MMddHHmmss'Z'";
    return der(
        late ? GENERALIZED_TIME : 0x17,
        ascii(DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT).format(utc)));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    int length = content.size();
    if (length < 0x80) {
      whole.write(length);
    } else if (length < 0x100) {
      whole.write(0x81);
      whole.write(length);
    } else {
      whole.write(0x82);
      whole.write(length >> 8);
      whole.write(length);
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
