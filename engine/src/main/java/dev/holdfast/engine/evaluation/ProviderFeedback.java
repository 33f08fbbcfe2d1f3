package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.plan.object.WriteOnlyAttributes;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns what providers say into diagnostics at the place where the configuration sets the
/// attribute.
///
/// @param address of the object it is about
/// @param ranges where the configuration sets an attribute, or else its block
public record ProviderFeedback(Diagnostics diagnostics, String address, Ranges ranges) {

  /// Says where a part of an object is written.
  @FunctionalInterface
  public interface Ranges {
    /// The place; null where nothing in the configuration is to blame.
    @Nullable SourceRange at(Path path);
  }

  /// Reports everything and tells whether there was no error in it.
  public boolean report(List<ProviderDiagnostic> reports) {
    boolean well = true;
    for (ProviderDiagnostic report : reports) {
      well &= !report.isError();
      diagnostics.add(
          new Diagnostic(
              report.severity(),
              report.summary(),
              report.detail(),
              ranges.at(report.attribute()),
              null,
              List.of(),
              address,
              null));
    }
    return well;
  }

  /// Reports what a provider says of a configuration, and tells whether there was no error in it.
  /// Where it says nothing of what its schema calls deprecated, that is told for it.
  ///
  /// @param deprecations what the configuration has that is deprecated
  public boolean report(List<ProviderDiagnostic> reports, List<Diagnostic> deprecations) {
    if (reports.stream().noneMatch(ProviderFeedback::isAboutDeprecation)) {
      diagnostics.addAll(deprecations);
    }
    return report(reports);
  }

  private static boolean isAboutDeprecation(ProviderDiagnostic report) {
    String text = report.summary() + report.detail();
    return text.toLowerCase(Locale.ROOT).contains("deprecated");
  }

  /// Reports it where an object that a provider returned has a write-only attribute, and tells
  /// whether it has none.
  ///
  /// @param operation what the provider was doing, such as `planning`
  public boolean refuseWriteOnly(
      ProviderSource provider, String operation, Block block, Value object) {
    List<Path> present = WriteOnlyAttributes.present(block, object);
    for (Path path : present) {
      diagnostics.add(
          Diagnostic.error(
                  "Provider returned a write-only attribute",
                  ("While %s %s, the provider \"%s\" returned a value for %s. It must be null in"
                          + " every answer, since it is never to be stored. This is a bug in the"
                          + " provider, which should be reported in the provider's own issue"
                          + " tracker.")
                      .formatted(operation, address, provider, path),
                  ranges.at(path))
              .about(address));
    }
    return present.isEmpty();
  }
}
