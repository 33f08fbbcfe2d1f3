package dev.holdfast.engine.state.encryption;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `encryption` bodies say, as it is written: that of the configuration, and over it that of
/// the environment, argument by argument.
final class EncryptionDeclarations {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withBlock("key_provider", "type", "name")
          .withBlock("method", "type", "name")
          .withBlock("state")
          .withBlock("plan")
          .withBlock("remote_state_data_sources");
  private static final BodySchema TARGET =
      BodySchema.EMPTY.withOptional("method", "enforced").withBlock("fallback");
  private static final BodySchema FALLBACK =
      BodySchema.EMPTY.withOptional("method").withBlock("fallback");
  private static final BodySchema REMOTE_STATES =
      BodySchema.EMPTY.withBlock("default").withBlock("remote_state_data_source", "name");

  /// The target of `remote_state_data_sources`.
  static final String REMOTE = "remote_state_data_sources";

  private final Map<Address, Declared> keyProviders = new LinkedHashMap<>();
  private final Map<Address, Declared> methods = new LinkedHashMap<>();
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Diagnostics diagnostics;

  EncryptionDeclarations(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// The labels of a key provider or a method.
  record Address(String type, String name) {
    @Override
    public String toString() {
      return type + "." + name;
    }
  }

  /// A key provider or a method.
  record Declared(Address address, Map<String, Attribute> arguments, SourceRange range) {}

  /// What is to be encrypted.
  ///
  /// @param fallback how it may be encrypted as well when it is read
  record Target(
      @Nullable Attribute method,
      @Nullable Attribute enforced,
      @Nullable Target fallback,
      SourceRange range) {

    /// The same with what another one says instead, as far as it says anything.
    Target overriddenBy(Target other) {
      return new Target(
          other.method == null ? method : other.method,
          other.enforced == null ? enforced : other.enforced,
          other.fallback == null ? fallback : other.fallback,
          other.range);
    }
  }

  Map<Address, Declared> keyProviders() {
    return keyProviders;
  }

  Map<Address, Declared> methods() {
    return methods;
  }

  @Nullable Target target(String name) {
    return targets.get(name);
  }

  /// The targets of single data sources.
  List<String> remoteNames() {
    return targets.keySet().stream().filter(name -> name.startsWith(REMOTE + ".")).toList();
  }

  /// Adds a body, whose arguments win over those that were added before.
  void add(Body body) {
    BodyContent content = read(body, SCHEMA);
    add(content.blocks("key_provider"), keyProviders);
    add(content.blocks("method"), methods);
    Map<String, Target> found = new LinkedHashMap<>();
    for (Block block : content.blocks()) {
      switch (block.type()) {
        case "state", "plan" -> put(found, block.type(), block);
        case REMOTE -> remote(block, found);
        default -> {}
      }
    }
    found.forEach((name, target) -> targets.merge(name, target, Target::overriddenBy));
  }

  private BodyContent read(Body body, BodySchema schema) {
    BodyContent content = body.content(schema);
    diagnostics.addAll(content.diagnostics());
    return content;
  }

  private void add(List<Block> blocks, Map<Address, Declared> into) {
    Set<Address> here = new HashSet<>();
    for (Block block : blocks) {
      Address address = new Address(block.label(0), block.label(1));
      if (!here.add(address)) {
        diagnostics.add(
            Diagnostic.error(
                "Duplicate %s".formatted(block.type()),
                "There is another %s \"%s\" \"%s\"."
                    .formatted(block.type(), address.type(), address.name()),
                block.definitionRange()));
        continue;
      }
      BodyContent content = block.body().justAttributes();
      diagnostics.addAll(content.diagnostics());
      Declared before = into.get(address);
      Map<String, Attribute> arguments =
          new LinkedHashMap<>(before == null ? Map.of() : before.arguments());
      arguments.putAll(content.attributes());
      into.put(address, new Declared(address, arguments, block.definitionRange()));
    }
  }

  private void put(Map<String, Target> found, String name, Block block) {
    if (found.put(name, target(block, TARGET)) != null) {
      diagnostics.add(
          Diagnostic.error(
              "Duplicate block",
              "There is another block \"%s\".".formatted(name),
              block.definitionRange()));
    }
  }

  private Target target(Block block, BodySchema schema) {
    BodyContent content = read(block.body(), schema);
    List<Block> fallbacks = content.blocks("fallback");
    if (fallbacks.size() > 1) {
      diagnostics.add(
          Diagnostic.error(
              "Duplicate block",
              "Only one fallback is allowed here; it may have a fallback of its own.",
              fallbacks.get(1).definitionRange()));
    }
    return new Target(
        content.attribute("method"),
        content.attribute("enforced"),
        fallbacks.isEmpty() ? null : target(fallbacks.getFirst(), FALLBACK),
        block.definitionRange());
  }

  private void remote(Block block, Map<String, Target> found) {
    BodyContent content = read(block.body(), REMOTE_STATES);
    for (Block each : content.blocks("default")) {
      put(found, REMOTE, each);
    }
    for (Block each : content.blocks("remote_state_data_source")) {
      put(found, REMOTE + "." + each.label(0), each);
    }
  }
}
