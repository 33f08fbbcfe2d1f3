package dev.holdfast.plugins.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Checks that a text is signed by one of several keys.
public final class DetachedSignature {
  /// Collisions can be made for these, so a signature over them proves nothing.
  private static final Set<Integer> BROKEN_DIGESTS =
      Set.of(HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160);

  private DetachedSignature() {}

  /// Who signed.
  ///
  /// @param keyId of the primary key, 16 hexadecimal digits
  /// @param expired whether the key has run out since
  public record Signer(String keyId, boolean expired) {}

  /// Finds the key that a text is signed with.
  ///
  /// @param signature binary or armoured
  /// @param armouredKeys each one or more public keys
  /// @throws InvalidSignatureException if the text is signed with none of them
  public static Signer verify(byte[] text, byte[] signature, List<String> armouredKeys, Instant now)
      throws InvalidSignatureException {
    PGPSignatureList signatures = signatures(signature);
    for (String armoured : armouredKeys) {
      PGPPublicKeyRingCollection keys = keys(armoured);
      for (PGPSignature each : signatures) {
        Optional<Signer> signer = signer(text, each, keys, now);
        if (signer.isPresent()) {
          return signer.get();
        }
      }
    }
    throw new InvalidSignatureException(
        "it is signed by a key that the registry does not vouch for");
  }

  private static PGPSignatureList signatures(byte[] signature) throws InvalidSignatureException {
    try {
      Object first =
          new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(signature)))
              .nextObject();
      if (first instanceof PGPSignatureList list && !list.isEmpty()) {
        return list;
      }
    } catch (IOException | RuntimeException damaged) {
      // Said below: the library throws many kinds of exceptions at damaged input.
    }
    throw new InvalidSignatureException("the signature cannot be read");
  }

  private static PGPPublicKeyRingCollection keys(String armoured) throws InvalidSignatureException {
    try {
      return new PGPPublicKeyRingCollection(
          PGPUtil.getDecoderStream(
              new ByteArrayInputStream(armoured.getBytes(StandardCharsets.UTF_8))),
          new BcKeyFingerprintCalculator());
    } catch (IOException | PGPException | RuntimeException damaged) {
      throw new InvalidSignatureException("a key of the registry cannot be read");
    }
  }

  private static Optional<Signer> signer(
      byte[] text, PGPSignature signature, PGPPublicKeyRingCollection keys, Instant now)
      throws InvalidSignatureException {
    PGPPublicKeyRing ring = keys.getPublicKeyRing(signature.getKeyID());
    PGPPublicKey key = keys.getPublicKey(signature.getKeyID());
    if (ring == null || key == null) {
      return Optional.empty();
    }
    PGPPublicKey primary = ring.getPublicKey();
    boolean maySign = key.isMasterKey() || isSigningKeyOf(key, primary);
    if (!maySign || key.hasRevocation() || primary.hasRevocation()) {
      throw new InvalidSignatureException("the key may not sign, or is revoked");
    }
    if (BROKEN_DIGESTS.contains(signature.getHashAlgorithm())) {
      throw new InvalidSignatureException("the signature uses a broken digest");
    }
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(text);
      if (!signature.verify()) {
        throw new InvalidSignatureException("the signature does not fit the text");
      }
    } catch (PGPException | RuntimeException unreadable) {
      throw new InvalidSignatureException("the signature cannot be checked");
    }
    String id = String.format(Locale.ROOT, "%016X", primary.getKeyID());
    return Optional.of(new Signer(id, isExpired(key, now) || isExpired(primary, now)));
  }

  /// A key proves to belong to a primary key by that one's signature.
  private static boolean isSigningKeyOf(PGPPublicKey key, PGPPublicKey primary) {
    for (Iterator<PGPSignature> each = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        each.hasNext(); ) {
      PGPSignature binding = each.next();
      try {
        binding.init(new BcPGPContentVerifierBuilderProvider(), primary);
        boolean signs =
            binding.getHashedSubPackets() != null
                && (binding.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
        if (signs && binding.verifyCertification(primary, key)) {
          return true;
        }
      } catch (PGPException | RuntimeException invalid) {
        // Another binding may be good.
      }
    }
    return false;
  }

  /// The time of creation is in bytes 1 to 4 of the key (RFC 9580, section 5.5.2).
  private static boolean isExpired(PGPPublicKey key, Instant now) {
    long seconds = key.getValidSeconds();
    try {
      int created = ByteBuffer.wrap(key.getPublicKeyPacket().getEncodedContents()).getInt(1);
      return seconds > 0
          && Instant.ofEpochSecond(Integer.toUnsignedLong(created) + seconds).isBefore(now);
    } catch (IOException | RuntimeException unreadable) {
      return true;
    }
  }
}
