package dev.holdfast.engine.planning;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.List;

/// What a configuration may declare but this version cannot do. Nothing of it is passed over in
/// silence: a plan that ignored it would be another plan than the one asked for.
final class UnsupportedDeclarations {
  private final List<Diagnostic> found = new ArrayList<>();

  private UnsupportedDeclarations() {}

  /// One error for each. Linear in the configuration.
  static List<Diagnostic> in(Configuration configuration) {
    UnsupportedDeclarations unsupported = new UnsupportedDeclarations();
    unsupported.checkState(configuration.root());
    return unsupported.found;
  }

  private void checkState(Module root) {
    if (root.settings().encryption() != null) {
      add(
          "State encryption is not supported yet",
          "This version of Holdfast cannot read or write encrypted states and plans.",
          root.settings().encryption().missingItemRange());
    }
  }

  private void add(String summary, String detail, SourceRange range) {
    found.add(Diagnostic.error(summary, detail, range));
  }
}
