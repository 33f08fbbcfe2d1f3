package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// The outcome of evaluating an expression.
///
/// @param value the value; unknown where a fault kept it from being found
/// @param diagnostics what the user must be told
public record Evaluation(Value value, List<Diagnostic> diagnostics) {

  public Evaluation {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
