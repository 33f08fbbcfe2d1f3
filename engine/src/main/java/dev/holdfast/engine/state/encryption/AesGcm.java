package dev.holdfast.engine.state.encryption;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in Galois counter mode: a fresh nonce of 12 bytes, then the ciphertext, then a tag of 16.
///
/// @param additional data that is authenticated and not stored; may be empty
@SuppressWarnings("ArrayRecordComponent") // is never compared
record AesGcm(KeyProvider keys, byte[] additional, RandomGenerator random)
    implements EncryptionMethod.Encrypting {
  private static final int NONCE = 12;
  private static final int TAG = 16;

  @Override
  public Encrypted encrypt(byte[] text) throws SealException {
    KeyProvider.Issued issued = keys.issue();
    byte[] data = new byte[NONCE + text.length + TAG];
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, data, 0, NONCE);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, issued.key(), nonce);
      cipher.doFinal(text, 0, text.length, data, NONCE);
    } catch (GeneralSecurityException unusable) {
      throw new SealException("it cannot be encrypted: " + unusable.getMessage());
    }
    return new Encrypted(data, issued.meta());
  }

  @Override
  public byte[] decrypt(byte[] data, Map<String, byte[]> meta) throws SealException {
    byte[] key = keys.recall(meta);
    if (data.length < NONCE + TAG) {
      throw new SealException("its encrypted part was cut off");
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(data, NONCE));
      return cipher.doFinal(data, NONCE, data.length - NONCE);
    } catch (AEADBadTagException wrong) {
      throw new SealException(
          "the passphrase or key is not the one it was encrypted with, or it was changed since");
    } catch (GeneralSecurityException unusable) {
      throw new SealException("it cannot be decrypted: " + unusable.getMessage());
    }
  }

  private Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(additional);
    return cipher;
  }
}
