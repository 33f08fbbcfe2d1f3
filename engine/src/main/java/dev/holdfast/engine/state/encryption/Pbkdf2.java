package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Keys made of a passphrase (RFC 8018), or of the key of another provider. Making one takes most
/// of a second on purpose, so each is made once.
final class Pbkdf2 implements KeyProvider {
  /// The fewest rounds, and the shortest salt, that are accepted from a file as from a
  /// configuration.
  static final int LEAST_ITERATIONS = 200_000;

  private final String metaName;
  private final Secret secret;
  private final Parameters parameters;
  private final RandomGenerator random;

  private @Nullable Issued issued;
  private final Map<Recipe, byte[]> recalled = new HashMap<>();

  /// How keys are made.
  ///
  /// @param hash `sha256` or `sha512`
  /// @param keyLength in bytes
  /// @param saltLength in bytes
  record Parameters(int iterations, String hash, int keyLength, int saltLength) {
    static final Parameters DEFAULT = new Parameters(600_000, "sha512", 32, 32);
  }

  /// What a key is made of.
  sealed interface Secret {
    /// A passphrase, as its bytes in UTF-8.
    @SuppressWarnings("ArrayRecordComponent") // is never compared
    record Passphrase(byte[] bytes) implements Secret {}

    /// The key of another provider.
    record Chain(KeyProvider provider) implements Secret {}
  }

  /// What a key is made with; what is noted of it.
  private record Recipe(String salt, int iterations, String hash, int keyLength) {}

  /// @param metaName under which it notes how its key was made
  Pbkdf2(String metaName, Secret secret, Parameters parameters, RandomGenerator random) {
    this.metaName = metaName;
    this.secret = secret;
    this.parameters = parameters;
    this.random = random;
  }

  @Override
  public synchronized Issued issue() throws SealException {
    Issued made = issued;
    if (made == null) {
      byte[] salt = new byte[parameters.saltLength];
      random.nextBytes(salt);
      Recipe recipe =
          new Recipe(
              Base64.getEncoder().encodeToString(salt),
              parameters.iterations,
              parameters.hash,
              parameters.keyLength);
      Map<String, byte[]> meta = new HashMap<>();
      byte[] material =
          switch (secret) {
            case Secret.Passphrase(byte[] bytes) -> bytes;
            case Secret.Chain(KeyProvider provider) -> {
              Issued source = provider.issue();
              meta.putAll(source.meta());
              yield source.key();
            }
          };
      meta.put(metaName, text(recipe));
      made = new Issued(derive(material, recipe), meta);
      issued = made;
    }
    return made;
  }

  @Override
  public synchronized byte[] recall(Map<String, byte[]> meta) throws SealException {
    byte[] noted = meta.get(metaName);
    if (noted == null) {
      throw new SealException(
          "no key of %s is noted in it (there is: %s)"
              .formatted(metaName, String.join(", ", meta.keySet().stream().sorted().toList())));
    }
    Recipe recipe = checked(recipe(noted));
    byte[] known = recalled.get(recipe);
    if (known == null) {
      byte[] material =
          switch (secret) {
            case Secret.Passphrase(byte[] bytes) -> bytes;
            case Secret.Chain(KeyProvider provider) -> provider.recall(meta);
          };
      known = derive(material, recipe);
      recalled.put(recipe, known);
    }
    return known;
  }

  private static byte[] text(Recipe recipe) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonOutput json = JsonOutput.compact(out);
    try {
      json.object(() -> {
        json.member("salt", recipe.salt);
        json.member("iterations", recipe.iterations);
        json.member("hash_function", recipe.hash);
        json.member("key_length", recipe.keyLength);
      });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private Recipe recipe(byte[] noted) throws SealException {
    String[] texts = {"", ""};
    long[] numbers = {0, 0};
    try (JsonInput in = new JsonInput(noted, metaName)) {
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "salt" -> texts[0] = in.text();
              case "hash_function" -> texts[1] = in.text();
              case "iterations" -> numbers[0] = in.whole();
              case "key_length" -> numbers[1] = in.whole();
              default -> in.skip();
            }
          }));
      return new Recipe(
          texts[0], Math.toIntExact(numbers[0]), texts[1], Math.toIntExact(numbers[1]));
    } catch (DamagedJsonException | ArithmeticException damaged) {
      throw new SealException("what is noted of the key of %s is damaged".formatted(metaName));
    }
  }

  private Recipe checked(Recipe recipe) throws SealException {
    boolean usable =
        recipe.iterations >= LEAST_ITERATIONS
            && recipe.iterations <= 100_000_000
            && recipe.keyLength >= 1
            && recipe.keyLength <= 1024
            && !recipe.salt.isEmpty()
            && isHash(recipe.hash);
    if (!usable) {
      throw new SealException(
          "what is noted of the key of %s cannot be right, or is not safe".formatted(metaName));
    }
    return recipe;
  }

  static boolean isHash(String name) {
    return name.equals("sha256") || name.equals("sha512");
  }

  private byte[] derive(byte[] material, Recipe recipe) throws SealException {
    try {
      return derive(
          material,
          Base64.getDecoder().decode(recipe.salt),
          recipe.iterations,
          recipe.hash.equals("sha256") ? "HmacSHA256" : "HmacSHA512",
          recipe.keyLength);
    } catch (IllegalArgumentException damaged) {
      throw new SealException("what is noted of the key of %s is damaged".formatted(metaName));
    }
  }

  /// PBKDF2. Not Java's own, which takes characters only, and a chained key is bytes.
  private static byte[] derive(
      byte[] material, byte[] salt, int iterations, String algorithm, int length) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(material, algorithm));
      int size = mac.getMacLength();
      byte[] key = new byte[length];
      byte[] round = new byte[size];
      for (int block = 1, done = 0; done < length; block++, done += size) {
        mac.update(salt);
        mac.update(ByteBuffer.allocate(4).putInt(block).array());
        mac.doFinal(round, 0);
        byte[] sum = round.clone();
        for (int iteration = 1; iteration < iterations; iteration++) {
          mac.update(round);
          mac.doFinal(round, 0);
          for (int index = 0; index < size; index++) {
            sum[index] ^= round[index];
          }
        }
        System.arraycopy(sum, 0, key, done, Math.min(size, length - done));
        Arrays.fill(sum, (byte) 0);
      }
      return key;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + algorithm, impossible);
    }
  }
}
