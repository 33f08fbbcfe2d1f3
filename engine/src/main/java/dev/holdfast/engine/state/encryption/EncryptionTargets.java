package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.config.EarlyScope;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.encryption.EncryptionDeclarations.Address;
import dev.holdfast.engine.state.encryption.EncryptionDeclarations.Declared;
import dev.holdfast.engine.state.encryption.EncryptionDeclarations.Target;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes of declarations what they declare.
final class EncryptionTargets {
  private final EncryptionDeclarations declarations;
  private final EarlyScope scope;
  private final RandomGenerator random;
  private final Diagnostics diagnostics;
  private final KeyProviders keyProviders;
  private final Map<Address, EncryptionMethod> made = new HashMap<>();

  EncryptionTargets(
      EncryptionDeclarations declarations,
      EarlyScope scope,
      RandomGenerator random,
      Diagnostics diagnostics) {
    this.declarations = declarations;
    this.scope = scope;
    this.random = random;
    this.diagnostics = diagnostics;
    this.keyProviders = new KeyProviders(declarations.keyProviders(), scope, random, diagnostics);
  }

  StateEncryption read() {
    StateEncryption encryption =
        new StateEncryption(codec("state"), sealing("plan"), remoteStates());
    if (scope.isLenient()) {
      makeAll();
    }
    return encryption;
  }

  /// Makes what nothing refers to as well, to find its faults.
  private void makeAll() {
    declarations
        .methods()
        .forEach((address, block) ->
            method(address, new Arguments(Map.of(), block.range(), scope, diagnostics)));
    keyProviders.makeAll();
  }

  /// Any of the ways that are named for single data sources opens the states of others, and the one
  /// for all.
  private StateCodec remoteStates() {
    List<EncryptionMethod> methods = new ArrayList<>();
    boolean any = declarations.target(EncryptionDeclarations.REMOTE) != null;
    if (any) {
      methods.addAll(sealing(EncryptionDeclarations.REMOTE).methods());
    }
    for (String name : declarations.remoteNames()) {
      methods.addAll(sealing(name).methods());
    }
    if (!any) {
      // Those that are not named are in the clear.
      methods.add(new EncryptionMethod.Unencrypted());
    }
    return methods.size() == 1 && !any
        ? StateCodec.plain()
        : new EncryptedStateCodec(new Sealing(methods));
  }

  private StateCodec codec(String name) {
    return declarations.target(name) == null
        ? StateCodec.plain()
        : new EncryptedStateCodec(sealing(name));
  }

  private Sealing sealing(String name) {
    Target declared = declarations.target(name);
    if (declared == null) {
      return Sealing.NONE;
    }
    Arguments arguments = arguments(declared);
    boolean enforced = arguments.isOn("enforced");
    List<EncryptionMethod> methods = new ArrayList<>();
    for (Target each = declared; each != null; each = each.fallback()) {
      add(each, enforced, methods);
    }
    return methods.isEmpty() ? Sealing.NONE : new Sealing(methods);
  }

  private void add(Target target, boolean enforced, List<EncryptionMethod> methods) {
    Arguments arguments = arguments(target);
    if (!arguments.has("method")) {
      arguments.error(
          "No encryption method",
          "The argument \"method\" must say how this is encrypted, such as method.aes_gcm.NAME.",
          target.range());
      return;
    }
    Address address = arguments.reference("method", "method");
    EncryptionMethod method = address == null ? null : method(address, arguments);
    if (method == null) {
      return;
    }
    if (enforced && method instanceof EncryptionMethod.Unencrypted) {
      arguments.error(
          "Unencrypted method is forbidden",
          """
          With "enforced = true" nothing may be written or read in the clear, so the method \
          "unencrypted" cannot stand here.\
          """,
          arguments.range("method"));
      return;
    }
    methods.add(method);
  }

  private Arguments arguments(Target target) {
    Map<String, Attribute> given = new HashMap<>();
    Attribute method = target.method();
    Attribute enforced = target.enforced();
    if (method != null) {
      given.put("method", method);
    }
    if (enforced != null) {
      given.put("enforced", enforced);
    }
    return new Arguments(given, target.range(), scope, diagnostics);
  }

  private @Nullable EncryptionMethod method(Address address, Arguments from) {
    EncryptionMethod known = made.get(address);
    if (known != null) {
      return known;
    }
    Declared block = declarations.methods().get(address);
    if (block == null) {
      from.error(
          "Unknown encryption method",
          "There is no method \"%s\" \"%s\". There are: %s."
              .formatted(
                  address.type(),
                  address.name(),
                  KeyProviders.names(declarations.methods().keySet())),
          from.range("method"));
      return null;
    }
    Arguments arguments = new Arguments(block.arguments(), block.range(), scope, diagnostics);
    EncryptionMethod method =
        switch (address.type()) {
          case "unencrypted" -> {
            arguments.requireOnly(Set.of());
            yield new EncryptionMethod.Unencrypted();
          }
          case "aes_gcm" -> aesGcm(arguments);
          case "external" -> external(arguments);
          default -> {
            arguments.error(
                "Unsupported encryption method",
                "There is no method \"%s\". There are: aes_gcm, external, unencrypted."
                    .formatted(address.type()),
                block.range());
            yield null;
          }
        };
    if (method != null) {
      made.put(address, method);
    }
    return method;
  }

  private @Nullable EncryptionMethod external(Arguments arguments) {
    arguments.requireOnly(Set.of("keys", "encrypt_command", "decrypt_command"));
    ExternalProgram encrypting = arguments.program("encrypt_command", ExternalMethod.MAGIC);
    ExternalProgram decrypting = arguments.program("decrypt_command", ExternalMethod.MAGIC);
    KeyProviders.Made keys =
        arguments.has("keys") ? keyProviders.referred(arguments, "keys") : null;
    return encrypting == null || decrypting == null || (arguments.has("keys") && keys == null)
        ? null
        : new ExternalMethod(encrypting, decrypting, keys == null ? null : keys.provider());
  }

  private @Nullable EncryptionMethod aesGcm(Arguments arguments) {
    arguments.requireOnly(Set.of("keys", "aad"));
    if (!arguments.has("keys")) {
      arguments.error(
          "No key",
          "The argument \"keys\" must name a key provider, such as key_provider.pbkdf2.NAME.",
          arguments.block());
      return null;
    }
    byte[] additional = arguments.bytes("aad");
    KeyProviders.Made keys = keyProviders.referred(arguments, "keys");
    if (keys == null) {
      return null;
    }
    if (keys.keyLength() != KeyProviders.Made.ANY_LENGTH
        && keys.keyLength() != 16
        && keys.keyLength() != 24
        && keys.keyLength() != 32) {
      arguments.error(
          "Invalid key length",
          "The method aes_gcm needs a key of 16, 24 or 32 bytes, and this key provider makes one of"
              + " %d.".formatted(keys.keyLength()),
          arguments.range("keys"));
      return null;
    }
    return new AesGcm(keys.provider(), additional, random);
  }
}
