package dev.holdfast.hcl.function;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The password hash bcrypt, version 2a (Provos and Mazières, "A Future-Adaptable Password Scheme",
/// 1999).
///
/// Time doubles with each step of the cost.
final class Bcrypt {
  static final int LEAST_COST = 4;
  static final int GREATEST_COST = 31;
  static final int LONGEST_PASSWORD = 72;
  static final int SALT_LENGTH = 16;

  private static final int ROUNDS = 16;
  private static final int SUBKEYS = ROUNDS + 2;
  private static final int BOXES = 4 * 256;
  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// What is encrypted to make the hash.
  private static final int[] TEXT = {
    0x4F727068, 0x65616E42, 0x65686F6C, 0x64657253, 0x63727944, 0x6F756274
  };

  private final int[] subkeys;
  private final int[] boxes;

  private Bcrypt(int[] pi) {
    this.subkeys = Arrays.copyOf(pi, SUBKEYS);
    this.boxes = Arrays.copyOfRange(pi, SUBKEYS, SUBKEYS + BOXES);
  }

  /// The initial state is the fraction of π, which is computed rather than copied.
  private static final class Pi {
    private static final int[] WORDS = words(SUBKEYS + BOXES);

    /// By Machin's formula, π = 16 arctan(1/5) − 4 arctan(1/239), with bits to spare for rounding.
    private static int[] words(int count) {
      int spare = 64;
      int bits = count * 32 + spare;
      BigInteger pi =
          arctan(5, bits)
              .multiply(BigInteger.valueOf(16))
              .subtract(arctan(239, bits).multiply(BigInteger.valueOf(4)));
      BigInteger fraction = pi.subtract(BigInteger.valueOf(3).shiftLeft(bits)).shiftRight(spare);
      int[] words = new int[count];
      for (int index = count - 1; index >= 0; index--) {
        words[index] = fraction.intValue();
        fraction = fraction.shiftRight(32);
      }
      return words;
    }

    /// The arctangent of 1/x, times 2 to the power of `bits`.
    private static BigInteger arctan(int x, int bits) {
      BigInteger square = BigInteger.valueOf((long) x * x);
      BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
      BigInteger sum = power;
      for (int divisor = 3; power.signum() != 0; divisor += 2) {
        power = power.divide(square).negate();
        sum = sum.add(power.divide(BigInteger.valueOf(divisor)));
      }
      return sum;
    }
  }

  /// The hash with its version, cost and salt, as password files have it.
  static String hash(byte[] password, byte[] salt, int cost) {
    byte[] key = Arrays.copyOf(password, Math.min(password.length + 1, LONGEST_PASSWORD));
    Bcrypt state = new Bcrypt(Pi.WORDS);
    state.expand(key, salt);
    byte[] none = new byte[SALT_LENGTH];
    for (long round = 0; round < 1L << cost; round++) {
      state.expand(key, none);
      state.expand(salt, none);
    }
    ByteBuffer digest = ByteBuffer.allocate(TEXT.length * 4);
    for (int block = 0; block < TEXT.length; block += 2) {
      long pair = ((long) TEXT[block] << 32) | (TEXT[block + 1] & 0xFFFFFFFFL);
      for (int time = 0; time < 64; time++) {
        pair = state.encrypt((int) (pair >>> 32), (int) pair);
      }
      digest.putLong(pair);
    }
    // The last byte is left out, as in every implementation since the first.
    byte[] shown = Arrays.copyOf(digest.array(), 23);
    return "$2a$%02d$%s%s".formatted(cost, base64(salt), base64(shown));
  }

  /// Mixes a key and a salt into the state.
  private void expand(byte[] key, byte[] salt) {
    int position = 0;
    for (int index = 0; index < SUBKEYS; index++) {
      int word = 0;
      for (int count = 0; count < 4; count++) {
        word = (word << 8) | (key[position] & 0xFF);
        position = (position + 1) % key.length;
      }
      subkeys[index] ^= word;
    }
    ByteBuffer salts = ByteBuffer.wrap(salt);
    long pair = 0;
    int saltPosition = 0;
    for (int index = 0; index < SUBKEYS + BOXES; index += 2) {
      pair ^= salts.getLong(saltPosition);
      saltPosition = 8 - saltPosition;
      pair = encrypt((int) (pair >>> 32), (int) pair);
      put(index, (int) (pair >>> 32));
      put(index + 1, (int) pair);
    }
  }

  private void put(int index, int word) {
    if (index < SUBKEYS) {
      subkeys[index] = word;
    } else {
      boxes[index - SUBKEYS] = word;
    }
  }

  /// One block of Blowfish.
  private long encrypt(int leftHalf, int rightHalf) {
    int left = leftHalf ^ subkeys[0];
    int right = rightHalf;
    for (int round = 1; round <= ROUNDS; round += 2) {
      right ^= mix(left) ^ subkeys[round];
      left ^= mix(right) ^ subkeys[round + 1];
    }
    return ((long) (right ^ subkeys[ROUNDS + 1]) << 32) | (left & 0xFFFFFFFFL);
  }

  private int mix(int word) {
    int sum = boxes[word >>> 24] + boxes[256 + (word >>> 16 & 0xFF)];
    return (sum ^ boxes[512 + (word >>> 8 & 0xFF)]) + boxes[768 + (word & 0xFF)];
  }

  /// Its own Base64: another alphabet, no padding.
  private static String base64(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < bytes.length; index += 3) {
      int rest = Math.min(3, bytes.length - index);
      int group = (bytes[index] & 0xFF) << 16;
      group |= rest > 1 ? (bytes[index + 1] & 0xFF) << 8 : 0;
      group |= rest > 2 ? bytes[index + 2] & 0xFF : 0;
      for (int digit = 0; digit <= rest; digit++) {
        text.append(ALPHABET.charAt(group >>> (18 - 6 * digit) & 0x3F));
      }
    }
    return text.toString();
  }
}
