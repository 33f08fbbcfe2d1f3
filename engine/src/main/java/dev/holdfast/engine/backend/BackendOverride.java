package dev.holdfast.engine.backend;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.value.Value;
import java.util.Map;

/// Arguments of a backend from outside of its block: one use of `-backend-config`.
public sealed interface BackendOverride {

  /// Puts what was given in place of what the block says.
  ///
  /// @param values by the names of the schema; changed
  void apply(Block schema, Map<String, Value> values, Diagnostics diagnostics);

  /// `-backend-config=NAME=VALUE`. A text where the backend wants one, else an expression.
  record Assignment(String name, String text) implements BackendOverride {
    @Override
    public void apply(Block schema, Map<String, Value> values, Diagnostics diagnostics) {
      Attribute attribute = schema.attributes().get(name);
      if (attribute == null) {
        diagnostics.add(
            Diagnostic.error(
                "Invalid backend configuration argument",
                ("The backend configuration argument \"%s\" given on the command line is not expected"
                        + " for the selected backend type.")
                    .formatted(name)));
        return;
      }
      Value value = Value.of(text);
      if (!(attribute.type() instanceof PrimitiveType)) {
        Parsed<Expression> parsed =
            HclParser.parseExpression(SourceFile.of("<value for " + name + ">", text));
        diagnostics.addAll(parsed.diagnostics());
        if (parsed.hasErrors()) {
          return;
        }
        Evaluation evaluation = Evaluator.evaluate(parsed.tree(), NothingScope.NOTHING);
        diagnostics.addAll(evaluation.diagnostics());
        if (evaluation.hasErrors()) {
          return;
        }
        value = evaluation.value();
      }
      try {
        values.put(name, Conversion.convert(value, attribute.type()));
      } catch (ConversionException mismatch) {
        diagnostics.add(
            Diagnostic.error(
                "Invalid backend configuration argument",
                "The backend configuration argument \"%s\" given on the command line is not right: %s."
                    .formatted(name, mismatch.getMessage())));
      }
    }
  }

  /// `-backend-config=FILE`: arguments as in the block itself.
  record ArgumentsFile(HclFile file) implements BackendOverride {
    @Override
    public void apply(Block schema, Map<String, Value> values, Diagnostics diagnostics) {
      BodyContent content = file.body().justAttributes();
      diagnostics.addAll(content.diagnostics());
      content
          .attributes()
          .forEach((name, written) -> {
            Attribute attribute = schema.attributes().get(name);
            if (attribute == null) {
              diagnostics.add(
                  Diagnostic.error(
                      "Invalid backend configuration argument",
                      "The backend has no argument \"%s\".".formatted(name),
                      written.nameRange()));
              return;
            }
            Evaluation evaluation = Evaluator.evaluate(written.expression(), NothingScope.NOTHING);
            diagnostics.addAll(evaluation.diagnostics());
            if (evaluation.hasErrors()) {
              return;
            }
            try {
              values.put(name, Conversion.convert(evaluation.value(), attribute.type()));
            } catch (ConversionException mismatch) {
              diagnostics.add(
                  Diagnostic.error(
                      "Incorrect attribute value type",
                      "Inappropriate value for attribute \"%s\": %s."
                          .formatted(name, mismatch.getMessage()),
                      written.expression().range()));
            }
          });
    }
  }
}
