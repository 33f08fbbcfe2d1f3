package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a parser made of a text: a tree, complete or as far as it could be understood, and what was
/// wrong.
public record Parsed<T extends @Nullable Object>(T tree, List<Diagnostic> diagnostics) {
  public Parsed {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
