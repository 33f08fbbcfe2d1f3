package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.StaticExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts the blocks of override files onto the blocks that they change. Linear in the number of
/// blocks.
final class Overrides {
  private static final BodySchema ALIAS = BodySchema.EMPTY.withOptional("alias");

  private final Decoding decoding;

  /// Blocks by what identifies them.
  private final Map<String, Integer> places = new HashMap<>();

  private final List<Block> blocks;
  private final List<Block> settings = new ArrayList<>();

  private Overrides(List<Block> primary, Decoding decoding) {
    this.decoding = decoding;
    this.blocks = new ArrayList<>(primary);
    for (int i = 0; i < primary.size(); i++) {
      places.putIfAbsent(identity(primary.get(i)), i);
    }
  }

  /// @param blocks the primary blocks, changed
  /// @param settings the `locals` and `terraform` blocks of override files, whose parts each change
  ///   something else
  record Applied(List<Block> blocks, List<Block> settings) {}

  static Applied apply(List<Block> primary, List<Block> overriding, Decoding decoding) {
    Overrides overrides = new Overrides(primary, decoding);
    overriding.forEach(overrides::apply);
    return new Applied(overrides.blocks, overrides.settings);
  }

  private void apply(Block block) {
    switch (block.type()) {
      case "locals", "terraform" -> settings.add(block);
      case "moved", "import", "removed", "check", "language", "required_providers" ->
          decoding.error(
              "Cannot override \"%s\" blocks".formatted(block.type()),
              "Blocks of this type can appear only in normal files, not in override files.",
              block.definitionRange());
      default -> applyToBase(block);
    }
  }

  private void applyToBase(Block block) {
    String identity = identity(block);
    Integer place = places.get(identity);
    if (place != null) {
      blocks.set(place, OverriddenBody.apply(blocks.get(place), block));
    } else if (block.type().equals("provider")) {
      blocks.add(block);
    } else {
      decoding.error(
          "Missing base %s declaration to override".formatted(block.type()),
          ("There is no %s. An override file can only override a %s that was already"
                  + " declared in a primary configuration file.")
              .formatted(identity, block.type()),
          block.definitionRange());
    }
  }

  private static String identity(Block block) {
    StringBuilder identity = new StringBuilder(block.type());
    block.labels().forEach(label -> identity.append(" \"").append(label.value()).append('"'));
    if (block.type().equals("provider")) {
      Attribute alias = block.body().partialContent(ALIAS).content().attribute("alias");
      String name = alias == null ? null : StaticExpression.string(alias.expression());
      identity.append(name == null ? "" : "." + name);
    }
    return identity.toString();
  }
}
