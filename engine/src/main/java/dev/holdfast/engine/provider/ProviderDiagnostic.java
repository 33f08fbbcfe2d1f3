package dev.holdfast.engine.provider;

import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.value.Path;

/// What a provider has to say about a request. The engine turns it into a diagnostic at the place
/// where the configuration sets the attribute.
///
/// @param attribute the way to the attribute to blame; [Path#ROOT] for the object as a whole
public record ProviderDiagnostic(Severity severity, String summary, String detail, Path attribute) {

  public static ProviderDiagnostic error(String summary, String detail) {
    return new ProviderDiagnostic(Severity.ERROR, summary, detail, Path.ROOT);
  }

  public static ProviderDiagnostic error(String summary, String detail, Path attribute) {
    return new ProviderDiagnostic(Severity.ERROR, summary, detail, attribute);
  }

  public static ProviderDiagnostic warning(String summary, String detail) {
    return new ProviderDiagnostic(Severity.WARNING, summary, detail, Path.ROOT);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
