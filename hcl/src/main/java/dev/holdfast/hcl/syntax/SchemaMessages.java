package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.util.List;

/// What is said of bodies that do not fit their schema, in the words that users of the language
/// know.
final class SchemaMessages {
  private SchemaMessages() {}

  static Diagnostic missingArgument(String name, SourceRange place) {
    return Diagnostic.error(
        "Missing required argument",
        "The argument \"" + name + "\" is required, but no definition was found.",
        place);
  }

  static Diagnostic unsupportedArgument(
      Attribute attribute, BodySchema schema, BodyContent content) {
    String name = attribute.name();
    return Diagnostic.error(
        "Unsupported argument",
        "An argument named \""
            + name
            + "\" is not expected here."
            + suggestionForArgument(name, schema, content),
        attribute.nameRange());
  }

  /// What may have been meant by an argument that does not exist: another that is not given yet, or
  /// a block.
  static String suggestionForArgument(String name, BodySchema schema, BodyContent content) {
    List<String> names =
        schema.attributes().stream()
            .map(BodySchema.AttributeSchema::name)
            .filter(each -> content.attribute(each) == null)
            .toList();
    String suggestion = Suggestion.sentence(name, names);
    boolean isBlock = schema.blocks().stream().anyMatch(each -> each.type().equals(name));
    return suggestion.isEmpty() && isBlock
        ? " Did you mean to define a block of type \"" + name + "\"?"
        : suggestion;
  }

  static Diagnostic unsupportedBlock(Block block, BodySchema schema) {
    String type = block.type();
    List<String> types = schema.blocks().stream().map(BodySchema.BlockSchema::type).toList();
    String suggestion = Suggestion.sentence(type, types);
    boolean isArgument = schema.attributes().stream().anyMatch(each -> each.name().equals(type));
    if (suggestion.isEmpty() && isArgument) {
      suggestion =
          " Did you mean to define argument \""
              + type
              + "\"? If so, use the equals sign to assign it a value.";
    }
    return Diagnostic.error(
        "Unsupported block type",
        "Blocks of type \"" + type + "\" are not expected here." + suggestion,
        block.typeRange());
  }

  static Diagnostic extraneousLabel(
      BodySchema.BlockSchema expected, SourceRange label, SourceRange definition) {
    int count = expected.labelNames().size();
    String detail =
        count == 0
            ? "No labels are expected for " + expected.type() + " blocks."
            : "Only "
                + count
                + " labels ("
                + names(expected)
                + ") are expected for "
                + expected.type()
                + " blocks.";
    return Diagnostic.error("Extraneous label for " + expected.type(), detail, label)
        .withContext(definition);
  }

  /// @param given how many labels there are
  static Diagnostic missingLabel(
      BodySchema.BlockSchema expected, int given, SourceRange place, SourceRange definition) {
    return Diagnostic.error(
            "Missing " + expected.labelNames().get(given) + " for " + expected.type(),
            "All "
                + expected.type()
                + " blocks must have "
                + expected.labelNames().size()
                + " labels ("
                + names(expected)
                + ").",
            place)
        .withContext(definition);
  }

  private static String names(BodySchema.BlockSchema expected) {
    return String.join(", ", expected.labelNames());
  }
}
