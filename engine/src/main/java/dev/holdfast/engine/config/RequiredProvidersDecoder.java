package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes `required_providers` blocks.
final class RequiredProvidersDecoder {
  private static final String SUMMARY = "Invalid required_providers object";

  private final Decoding decoding;

  RequiredProvidersDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  List<ProviderRequirement> decode(Block block) {
    List<ProviderRequirement> requirements = new ArrayList<>();
    for (Attribute attribute : decoding.justAttributes(block.body()).attributes().values()) {
      if (ProviderName.check(attribute.name(), attribute.nameRange(), decoding)) {
        requirements.add(decode(attribute));
      }
    }
    return requirements;
  }

  private ProviderRequirement decode(Attribute attribute) {
    String name = attribute.name();
    if (attribute.expression() instanceof ObjectExpression object) {
      return decode(name, object, attribute.range());
    }
    String version = text(attribute.expression());
    checkVersion(version, attribute.expression().range());
    return new ProviderRequirement(
        name, ProviderSource.implied(name), false, version, List.of(), attribute.range());
  }

  private ProviderRequirement decode(String name, ObjectExpression object, SourceRange range) {
    ProviderSource source = null;
    String version = "";
    List<ProviderReference> aliases = List.of();
    for (ObjectExpression.Item item : object.items()) {
      String key = item.literalKey();
      switch (key) {
        case "version" -> {
          version = text(item.value());
          checkVersion(version, item.value().range());
        }
        case "source" -> {
          String text = text(item.value());
          source = new ProviderSourceParser(decoding, item.value().range()).parse(text);
        }
        case "configuration_aliases" -> aliases = aliases(name, item.value());
        case null, default ->
            decoding.error(
                SUMMARY,
                "required_providers objects can only contain \"version\", \"source\" and"
                    + " \"configuration_aliases\" attributes. To configure a provider, use a"
                    + " \"provider\" block.",
                item.key().range());
      }
    }
    return new ProviderRequirement(
        name,
        source == null ? ProviderSource.implied(name) : source,
        source != null,
        version,
        aliases,
        range);
  }

  private List<ProviderReference> aliases(String name, Expression expression) {
    List<ProviderReference> aliases = new ArrayList<>();
    if (!(StaticExpression.reparsed(expression) instanceof TupleExpression tuple)) {
      decoding.error(
          SUMMARY,
          ("The configuration_aliases must be a list of provider configurations, such as"
                  + " [%s.alternate].")
              .formatted(name),
          expression.range());
      return aliases;
    }
    for (Expression element : tuple.elements()) {
      Traversal traversal = decoding.noting(StaticExpression.traversal(element));
      if (traversal == null) {
        continue;
      }
      ProviderReference alias = alias(name, traversal);
      if (alias != null) {
        aliases.add(alias);
      }
    }
    return aliases;
  }

  private @Nullable ProviderReference alias(String name, Traversal traversal) {
    String alias = traversal.attributeAt(0);
    if (alias == null || traversal.steps().size() != 1 || !traversal.root().equals(name)) {
      decoding.error(
          "Invalid configuration alias",
          ("Configuration aliases can only contain references to local provider"
                  + " configuration names in the format of provider.alias, here %s.SOME_ALIAS.")
              .formatted(name),
          traversal.range());
      return null;
    }
    return new ProviderReference(name, alias, null, traversal.range());
  }

  private void checkVersion(String version, SourceRange range) {
    if (!version.isEmpty()) {
      VersionConstraints.parse(version, range, decoding);
    }
  }

  private String text(Expression expression) {
    return decoding.constant(expression, Type.STRING) instanceof StringValue string
        ? string.value()
        : "";
  }
}
