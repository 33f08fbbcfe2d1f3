package dev.holdfast.engine.config;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Identifiers;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.TemplateExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TupleExpression;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every decoder needs: where faults go, and how arguments are read that must be plain when
/// the configuration is loaded.
final class Decoding {
  private static final String NAME_RULE =
      "A name must start with a letter or underscore and may contain only letters, digits,"
          + " underscores, and dashes.";

  private final Diagnostics diagnostics;

  Decoding(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }

  void warning(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.warning(summary, detail, range));
  }

  /// The tree of a result, with what was wrong noted.
  <T extends @Nullable Object> T noting(Parsed<T> parsed) {
    diagnostics.addAll(parsed.diagnostics());
    return parsed.tree();
  }

  BodyContent content(Body body, BodySchema schema) {
    BodyContent content = body.content(schema);
    diagnostics.addAll(content.diagnostics());
    return content;
  }

  BodyContent justAttributes(Body body) {
    BodyContent content = body.justAttributes();
    diagnostics.addAll(content.diagnostics());
    return content;
  }

  Body.Partial partialContent(Body body, BodySchema schema) {
    Body.Partial partial = body.partialContent(schema);
    diagnostics.addAll(partial.content().diagnostics());
    return partial;
  }

  /// Notes an error unless the label is a name.
  boolean checkName(String summary, Block.Label label) {
    return checkName(summary, label.value(), label.range());
  }

  boolean checkName(String summary, String name, SourceRange range) {
    if (Identifiers.isValid(name)) {
      return true;
    }
    error(summary, NAME_RULE, range);
    return false;
  }

  /// The constant that an expression is, converted to a type; null after a fault.
  @Nullable Value constant(Expression expression, Type type) {
    Evaluation evaluation = Evaluator.evaluate(expression, NothingScope.NOTHING);
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return null;
    }
    try {
      return Conversion.convert(evaluation.value(), type);
    } catch (ConversionException exception) {
      error(
          "Unsuitable value type",
          "Unsuitable value: " + exception.getMessage() + ".",
          expression.range());
      return null;
    }
  }

  /// A constant string; null when absent, null or faulty.
  @Nullable String text(@Nullable Attribute attribute) {
    if (attribute != null
        && constant(attribute.expression(), Type.STRING) instanceof StringValue string) {
      return string.value();
    }
    return null;
  }

  /// A constant boolean; null when absent, null or faulty.
  @Nullable Boolean flag(@Nullable Attribute attribute) {
    if (attribute != null
        && constant(attribute.expression(), Type.BOOLEAN) instanceof BooleanValue flag) {
      return flag.value();
    }
    return null;
  }

  boolean flag(@Nullable Attribute attribute, boolean otherwise) {
    Boolean given = flag(attribute);
    return given == null ? otherwise : given;
  }

  static @Nullable Expression expression(@Nullable Attribute attribute) {
    return attribute == null ? null : attribute.expression();
  }

  /// The elements of a list that is written out.
  List<Expression> elements(Attribute attribute) {
    if (StaticExpression.reparsed(attribute.expression()) instanceof TupleExpression tuple) {
      return tuple.elements();
    }
    error(
        "Invalid expression",
        "A static list expression is required.",
        attribute.expression().range());
    return List.of();
  }

  /// A reference that is given without evaluating it. In quotes, as old configurations have it, it
  /// is understood with a warning.
  @Nullable Traversal traversal(Expression expression) {
    return noting(StaticExpression.traversal(unquoted(expression)));
  }

  /// What a quoted string of the native syntax contains, with a warning; else the expression.
  Expression unquoted(Expression expression) {
    Expression unquoted = StaticExpression.unquoted(expression);
    if (unquoted.equals(expression)) {
      return StaticExpression.reparsed(expression);
    }
    warning(
        "Quoted references are deprecated",
        "In this context, references are expected literally rather than in quotes. Quoted"
            + " references are now deprecated and will be removed in a future version. Remove the"
            + " quotes surrounding this reference to silence this warning.",
        expression.range());
    return unquoted;
  }

  /// A bare word such as `create`. In quotes it is understood with a warning. Null when it is
  /// neither; that is not noted.
  @Nullable String keyword(Expression expression) {
    String keyword = StaticExpression.keyword(expression);
    if (keyword != null) {
      return keyword;
    }
    if (!(expression instanceof TemplateExpression template)
        || template.kind() == TemplateExpression.Kind.JSON) {
      return null;
    }
    String text = template.literalText();
    if (text != null) {
      warning(
          "Quoted keywords are deprecated",
          "In this context, keywords are expected literally rather than in quotes. Quoted keywords"
              + " are now deprecated and will be removed in a future version. Remove the quotes"
              + " surrounding this keyword to silence this warning.",
          expression.range());
    }
    return text;
  }

  /// The references of a `depends_on`.
  List<Reference> dependsOn(@Nullable Attribute attribute) {
    List<Reference> references = new ArrayList<>();
    if (attribute == null) {
      return references;
    }
    for (Expression element : elements(attribute)) {
      Traversal traversal = traversal(element);
      Reference reference = traversal == null ? null : noting(ReferenceParser.parse(traversal));
      if (reference != null) {
        references.add(reference);
      }
    }
    return references;
  }

  /// The only block of a type that may occur once; null when there is none.
  ///
  /// @param owner what has the block, as in `This resource already has …`
  @Nullable Block single(BodyContent content, String type, String owner) {
    List<Block> blocks = content.blocks(type);
    for (Block block : blocks.subList(Math.min(1, blocks.size()), blocks.size())) {
      error(
          "Duplicate %s block".formatted(type.equals("_") ? "escaping" : type),
          "This %s already has a %s block at %s."
              .formatted(owner, type, blocks.getFirst().definitionRange()),
          block.definitionRange());
    }
    return blocks.isEmpty() ? null : blocks.getFirst();
  }

  /// A body with what a `_` block in it holds.
  Body escaped(BodyContent content, Body remaining, String owner) {
    Block block = single(content, "_", owner);
    return block == null ? remaining : new JoinedBody(remaining, block.body());
  }

  /// Notes an error for each block of a type that the engine keeps for itself.
  void reserved(BodyContent content, String owner, String... types) {
    for (String type : types) {
      for (Block block : content.blocks(type)) {
        error(
            "Reserved block type name in %s block".formatted(owner),
            "The block type name \"%s\" is reserved for use in a future version.".formatted(type),
            block.typeRange());
      }
    }
  }
}
