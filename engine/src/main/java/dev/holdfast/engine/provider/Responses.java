package dev.holdfast.engine.provider;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Provider] answers. Errors among the diagnostics do not make the other parts void.
public final class Responses {
  private Responses() {}

  public record Upgrade(Value upgraded, List<ProviderDiagnostic> diagnostics) {}

  /// @param current the object now; null when it is gone
  public record Read(
      Value current, PrivateData privateData, List<ProviderDiagnostic> diagnostics) {}

  /// @param planned what will be; unknown where only the apply can tell
  /// @param requiresReplace ways to attributes whose change cannot be made in place
  /// @param legacyTypes the provider is built on the old SDK, whose small deviations are tolerated
  public record Plan(
      Value planned,
      List<Path> requiresReplace,
      PrivateData plannedPrivate,
      boolean legacyTypes,
      List<ProviderDiagnostic> diagnostics) {}

  /// @param after what there is now, also after an error; null when there is nothing
  public record Apply(
      Value after,
      PrivateData privateData,
      boolean legacyTypes,
      List<ProviderDiagnostic> diagnostics) {}

  public record ReadData(Value result, List<ProviderDiagnostic> diagnostics) {}

  /// One object taken over by an import.
  public record Imported(String type, Value object, PrivateData privateData) {}

  public record Import(List<Imported> objects, List<ProviderDiagnostic> diagnostics) {}

  public record Move(Value object, PrivateData privateData, List<ProviderDiagnostic> diagnostics) {}

  /// @param renewAt when [Provider#renew] is due, or null for never
  public record Open(
      Value result,
      PrivateData privateData,
      @Nullable Instant renewAt,
      List<ProviderDiagnostic> diagnostics) {}

  public record Renew(
      PrivateData privateData, @Nullable Instant renewAt, List<ProviderDiagnostic> diagnostics) {}

  /// @param argument the number of the argument to blame for the error, or -1 for the call
  /// @param error what is wrong; empty when the call succeeded
  public record Call(Value result, int argument, String error) {}
}
