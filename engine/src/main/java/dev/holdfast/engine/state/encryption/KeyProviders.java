package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.config.EarlyScope;
import dev.holdfast.engine.state.encryption.EncryptionDeclarations.Address;
import dev.holdfast.engine.state.encryption.EncryptionDeclarations.Declared;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The key providers of a configuration, each made when something first refers to it.
final class KeyProviders {
  private static final int SHORTEST_PASSPHRASE = 16;
  private static final int SHORTEST_SALT = 8;
  private static final Set<String> ARGUMENTS =
      Set.of(
          "passphrase",
          "chain",
          "iterations",
          "hash_function",
          "key_length",
          "salt_length",
          "encrypted_metadata_alias");

  private final Map<Address, Declared> declared;
  private final EarlyScope scope;
  private final RandomGenerator random;
  private final Diagnostics diagnostics;
  private final Map<Address, Made> made = new HashMap<>();
  private final Set<Address> underWay = new LinkedHashSet<>();

  /// @param keyLength in bytes, or [#ANY_LENGTH] where only the key itself will tell
  record Made(KeyProvider provider, int keyLength) {
    static final int ANY_LENGTH = -1;
  }

  /// Makes those too that nothing refers to, to find their faults.
  void makeAll() {
    for (Map.Entry<Address, Declared> each : declared.entrySet()) {
      make(
          each.getKey(),
          new Arguments(Map.of(), each.getValue().range(), scope, diagnostics),
          each.getValue().range());
    }
  }

  KeyProviders(
      Map<Address, Declared> declared,
      EarlyScope scope,
      RandomGenerator random,
      Diagnostics diagnostics) {
    this.declared = declared;
    this.scope = scope;
    this.random = random;
    this.diagnostics = diagnostics;
  }

  /// The provider that an argument of a block refers to; null after an error.
  @Nullable Made referred(Arguments arguments, String argument) {
    Address address = arguments.reference(argument, "key_provider");
    return address == null ? null : make(address, arguments, arguments.range(argument));
  }

  private @Nullable Made make(Address address, Arguments from, SourceRange range) {
    Made known = made.get(address);
    if (known != null) {
      return known;
    }
    Declared block = declared.get(address);
    if (block == null) {
      from.error(
          "Unknown key provider",
          "There is no key_provider \"%s\" \"%s\". There are: %s."
              .formatted(address.type(), address.name(), names(declared.keySet())),
          range);
      return null;
    }
    if (!underWay.add(address)) {
      from.error(
          "Circular reference",
          "The key provider %s gets its key from itself: %s, %s."
              .formatted(address, names(underWay), address),
          range);
      return null;
    }
    Made result = make(block);
    underWay.remove(address);
    if (result != null) {
      made.put(address, result);
    }
    return result;
  }

  static String names(Set<Address> addresses) {
    return addresses.isEmpty()
        ? "none"
        : addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
  }

  private @Nullable Made make(Declared block) {
    Arguments arguments = new Arguments(block.arguments(), block.range(), scope, diagnostics);
    return switch (block.address().type()) {
      case "pbkdf2" -> pbkdf2(block, arguments);
      case "external" -> external(block, arguments);
      case "aws_kms", "gcp_kms", "azure_vault", "openbao" -> {
        arguments.error(
            "Unsupported key provider",
            "This version of Holdfast does not speak to the service behind \"%s\". A key provider \"external\" can: a program of yours that asks the service for a key."
                .formatted(block.address().type()),
            block.range());
        yield null;
      }
      default -> {
        arguments.error(
            "Unsupported key provider",
            "There is no key provider \"%s\". There are: pbkdf2, external."
                .formatted(block.address().type()),
            block.range());
        yield null;
      }
    };
  }

  private @Nullable Made external(Declared block, Arguments arguments) {
    arguments.requireOnly(Set.of("command", "encrypted_metadata_alias"));
    ExternalProgram program = arguments.program("command", ExternalKeys.MAGIC);
    return program == null
        ? null
        : new Made(new ExternalKeys(metaName(block, arguments), program), Made.ANY_LENGTH);
  }

  private static String metaName(Declared block, Arguments arguments) {
    String alias = arguments.text("encrypted_metadata_alias");
    return alias == null ? "key_provider." + block.address() : alias;
  }

  private @Nullable Made pbkdf2(Declared block, Arguments arguments) {
    arguments.requireOnly(ARGUMENTS);
    Pbkdf2.Secret secret = secret(arguments);
    Pbkdf2.Parameters standard = Pbkdf2.Parameters.DEFAULT;
    String hash = arguments.text("hash_function");
    if (hash != null && !Pbkdf2.isHash(hash)) {
      arguments.error(
          "Invalid hash function",
          "The argument \"hash_function\" must be \"sha512\" or \"sha256\".",
          arguments.range("hash_function"));
    }
    Pbkdf2.Parameters parameters =
        new Pbkdf2.Parameters(
            arguments.number("iterations", Pbkdf2.LEAST_ITERATIONS, standard.iterations()),
            hash == null ? standard.hash() : hash,
            arguments.number("key_length", 1, standard.keyLength()),
            arguments.number("salt_length", SHORTEST_SALT, standard.saltLength()));
    return secret == null
        ? null
        : new Made(
            new Pbkdf2(metaName(block, arguments), secret, parameters, random),
            parameters.keyLength());
  }

  private Pbkdf2.@Nullable Secret secret(Arguments arguments) {
    if (arguments.has("passphrase") == arguments.has("chain")) {
      arguments.error(
          "Invalid key provider",
          "A key provider \"pbkdf2\" needs either a \"passphrase\" or a \"chain\" that names another"
              + " key provider.",
          arguments.block());
      return null;
    }
    if (arguments.has("chain")) {
      Made source = referred(arguments, "chain");
      return source == null ? null : new Pbkdf2.Secret.Chain(source.provider());
    }
    String passphrase = arguments.text("passphrase");
    if (passphrase == null && scope.isLenient()) {
      return new Pbkdf2.Secret.Passphrase(new byte[SHORTEST_PASSPHRASE]);
    }
    if (passphrase == null) {
      if (!diagnostics.hasErrors()) {
        arguments.error(
            "No passphrase",
            "The passphrase of this key provider is null.",
            arguments.range("passphrase"));
      }
      return null;
    }
    byte[] bytes = passphrase.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_PASSPHRASE) {
      arguments.error(
          "Passphrase too short",
          "The passphrase of a key provider must have at least %d characters."
              .formatted(SHORTEST_PASSPHRASE),
          arguments.range("passphrase"));
      return null;
    }
    return new Pbkdf2.Secret.Passphrase(bytes);
  }
}
