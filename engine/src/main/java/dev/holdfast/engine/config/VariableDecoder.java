package dev.holdfast.engine.config;

import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.conversion.Defaults;
import dev.holdfast.hcl.evaluation.TypeConstraint;
import dev.holdfast.hcl.evaluation.TypeConstraintParser;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decodes `variable` blocks.
final class VariableDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withOptional("description", "default", "type", "sensitive", "ephemeral")
          .withOptional("const", "deprecated", "nullable")
          .withBlock("validation");

  /// Arguments of `module` blocks that no variable can be set by.
  private static final Set<String> RESERVED =
      Set.of(
          "count",
          "depends_on",
          "for_each",
          "lifecycle",
          "locals",
          "providers",
          "source",
          "version");

  private final Decoding decoding;

  VariableDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  Variable decode(Block block) {
    String name = block.label(0);
    if (decoding.checkName("Invalid variable name", block.labels().getFirst())
        && RESERVED.contains(name)) {
      decoding.error(
          "Invalid variable name",
          "The variable name \"%s\" is reserved due to its special meaning inside module blocks."
              .formatted(name),
          block.labels().getFirst().range());
    }
    BodyContent content = decoding.content(block.body(), SCHEMA);
    Attribute type = content.attribute("type");
    TypeConstraint constraint = type == null ? TypeConstraint.ANY : constraint(type.expression());
    boolean nullable = decoding.flag(content.attribute("nullable"), true);
    return new Variable(
        name,
        constraint.type(),
        constraint.defaults(),
        type == null || constraint.type() instanceof PrimitiveType
            ? Variable.Parsing.LITERAL
            : Variable.Parsing.EXPRESSION,
        defaultValue(content.attribute("default"), constraint, nullable),
        new CheckRuleDecoder(decoding).decodeValidations(content.blocks("validation"), name),
        decoding.flag(content.attribute("sensitive"), false),
        decoding.flag(content.attribute("ephemeral"), false),
        nullable,
        decoding.flag(content.attribute("const"), false),
        decoding.text(content.attribute("deprecated")),
        decoding.text(content.attribute("description")),
        block.definitionRange());
  }

  private TypeConstraint constraint(Expression expression) {
    String keyword = StaticExpression.keyword(expression);
    // Without an element type these have always meant collections of anything.
    if ("list".equals(keyword)) {
      return new TypeConstraint(Type.list(Type.DYNAMIC), Defaults.NONE);
    }
    if ("map".equals(keyword)) {
      return new TypeConstraint(Type.map(Type.DYNAMIC), Defaults.NONE);
    }
    return decoding.noting(TypeConstraintParser.parseConstraint(expression));
  }

  private @Nullable Value defaultValue(
      @Nullable Attribute attribute, TypeConstraint constraint, boolean nullable) {
    if (attribute == null) {
      return null;
    }
    Value written = decoding.constant(attribute.expression(), Type.DYNAMIC);
    if (written == null) {
      // There is a default, so the variable need not be given: one fault must not look like two.
      return Value.unknown(constraint.type());
    }
    if (written.isNull() && !nullable) {
      decoding.error(
          "Invalid default value for variable",
          "A null default value is not valid when nullable=false.",
          attribute.expression().range());
    }
    try {
      return constraint.apply(written);
    } catch (ConversionException exception) {
      decoding.error(
          "Invalid default value for variable",
          "This default value is not compatible with the variable's type constraint: %s."
              .formatted(exception.getMessage()),
          attribute.expression().range());
      return Value.unknown(constraint.type());
    }
  }
}
