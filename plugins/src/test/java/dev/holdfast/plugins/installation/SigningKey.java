package dev.holdfast.plugins.installation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// The OpenPGP key of a publisher of providers.
final class SigningKey {
  private final PGPKeyPair pair;
  private final PGPPublicKey publicKey;

  private SigningKey(PGPKeyPair pair, PGPPublicKey publicKey) {
    this.pair = pair;
    this.publicKey = publicKey;
  }

  /// A key that never runs out.
  static SigningKey make() {
    return make(Instant.parse("2020-01-01T00:00:00Z"), 0);
  }

  /// @param validSeconds 0 for ever
  static SigningKey make(Instant created, long validSeconds) {
    try {
      RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
      generator.init(
          new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 2048, 80));
      PGPKeyPair pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.RSA_GENERAL,
              generator.generateKeyPair(),
              Date.from(created));
      PGPSignatureSubpacketGenerator properties = new PGPSignatureSubpacketGenerator();
      if (validSeconds > 0) {
        properties.setKeyExpirationTime(false, validSeconds);
      }
      PGPSignatureGenerator certification = generator(pair, PGPSignature.POSITIVE_CERTIFICATION);
      certification.setHashedSubpackets(properties.generate());
      String owner = "Publisher <publisher@example.com>";
      PGPPublicKey certified =
          PGPPublicKey.addCertification(
              pair.getPublicKey(),
              owner,
              certification.generateCertification(owner, pair.getPublicKey()));
      return new SigningKey(pair, certified);
    } catch (PGPException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static PGPSignatureGenerator generator(PGPKeyPair pair, int type) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(
                PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
            pair.getPublicKey());
    generator.init(type, pair.getPrivateKey());
    return generator;
  }

  String id() {
    return String.format(Locale.ROOT, "%016X", pair.getKeyID());
  }

  String armoured() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(out)) {
      publicKey.encode(armour);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  byte[] sign(byte[] text) {
    try {
      PGPSignatureGenerator generator = generator(pair, PGPSignature.BINARY_DOCUMENT);
      generator.update(text);
      return generator.generate().getEncoded();
    } catch (PGPException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
