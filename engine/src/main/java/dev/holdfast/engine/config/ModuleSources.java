package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// Finds the `source` and `version` of module calls and checks that they fit together.
final class ModuleSources {
  private ModuleSources() {}

  /// The call with its source and version; an empty source after a fault.
  static ModuleCall resolve(ModuleCall call, EarlyScope scope, Diagnostics diagnostics) {
    Expression sourceExpression = call.sourceExpression();
    Expression versionExpression = call.versionExpression();
    if (sourceExpression == null) {
      return call;
    }
    Value source = evaluate(sourceExpression, scope, diagnostics);
    Value version =
        versionExpression == null ? null : evaluate(versionExpression, scope, diagnostics);
    if (source == null || (versionExpression != null && version == null)) {
      return call;
    }
    if (!(source instanceof StringValue(String text, var marks)) || text.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid module source address",
              "The source of a module is a string: a path that starts with ./ or ../, or"
                  + " the address of a module to fetch.",
              sourceExpression.range()));
      return call;
    }
    String constraint = "";
    if (versionExpression != null && version != null && !version.isNull()) {
      constraint = version(version, versionExpression, diagnostics);
      if (!checkRegistry(text, sourceExpression, diagnostics)) {
        return call;
      }
    }
    return call.withSource(text, constraint);
  }

  /// Checks a call as far as its source and version are constants.
  static void checkConstant(ModuleCall call, Diagnostics diagnostics) {
    Expression source = call.sourceExpression();
    Expression version = call.versionExpression();
    if (source != null && version != null && ReferenceFinder.find(version).tree().isEmpty()) {
      String text = StaticExpression.string(source);
      if (text != null) {
        checkRegistry(text, source, diagnostics);
      }
    }
  }

  private static @Nullable Value evaluate(
      Expression expression, EarlyScope scope, Diagnostics diagnostics) {
    Evaluation evaluation = scope.evaluate(expression);
    diagnostics.addAll(evaluation.diagnostics());
    return evaluation.hasErrors() ? null : evaluation.value();
  }

  private static String version(Value version, Expression expression, Diagnostics diagnostics) {
    if (!(version instanceof StringValue(String text, var marks))) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid version constraint",
              "A version constraint is a string, such as \">= 1.2.0, < 2.0.0\".",
              expression.range()));
      return "";
    }
    VersionConstraints.parse(text, expression.range(), new Decoding(diagnostics));
    return text;
  }

  /// Only a registry has versions to choose from.
  private static boolean checkRegistry(
      String source, Expression expression, Diagnostics diagnostics) {
    if (ModuleSource.parse(source) instanceof ModuleSource.Registry) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
            "Invalid registry module source address",
            ("\"%s\" is not the address of a module in a registry,"
                    + " [HOST/]NAMESPACE/NAME/SYSTEM. It must be one because the argument"
                    + " \"version\" is set, which applies only to registry modules.")
                .formatted(source),
            expression.range()));
    return false;
  }
}
