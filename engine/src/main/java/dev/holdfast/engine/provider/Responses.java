package dev.holdfast.engine.provider;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Provider] answers. Errors among the diagnostics do not make the other parts void.
///
/// An `identity` in a response follows the identity schema of its type; null where the provider has
/// nothing to say of it: the shorter constructors leave it out.
public final class Responses {
  private Responses() {}

  public record Upgrade(Value upgraded, List<ProviderDiagnostic> diagnostics) {}

  /// @param identity null where the stored one cannot be brought to the present schema
  public record UpgradeIdentity(@Nullable Value identity, List<ProviderDiagnostic> diagnostics) {}

  /// @param current the object now; null when it is gone
  public record Read(
      Value current,
      PrivateData privateData,
      @Nullable Value identity,
      List<ProviderDiagnostic> diagnostics) {

    public Read(Value current, PrivateData privateData, List<ProviderDiagnostic> diagnostics) {
      this(current, privateData, null, diagnostics);
    }
  }

  /// @param planned what will be; unknown where only the apply can tell
  /// @param requiresReplace ways to attributes whose change cannot be made in place
  /// @param identity of the object to be; may hold unknowns
  /// @param legacyTypes the provider is built on the old SDK, whose small deviations are tolerated
  public record Plan(
      Value planned,
      List<Path> requiresReplace,
      PrivateData plannedPrivate,
      @Nullable Value identity,
      boolean legacyTypes,
      List<ProviderDiagnostic> diagnostics) {

    public Plan(
        Value planned,
        List<Path> requiresReplace,
        PrivateData plannedPrivate,
        boolean legacyTypes,
        List<ProviderDiagnostic> diagnostics) {
      this(planned, requiresReplace, plannedPrivate, null, legacyTypes, diagnostics);
    }

    /// The same answer with another planned object.
    public Plan withPlanned(Value other) {
      return new Plan(other, requiresReplace, plannedPrivate, identity, legacyTypes, diagnostics);
    }
  }

  /// @param after what there is now, also after an error; null when there is nothing
  public record Apply(
      Value after,
      PrivateData privateData,
      @Nullable Value identity,
      boolean legacyTypes,
      List<ProviderDiagnostic> diagnostics) {

    public Apply(
        Value after,
        PrivateData privateData,
        boolean legacyTypes,
        List<ProviderDiagnostic> diagnostics) {
      this(after, privateData, null, legacyTypes, diagnostics);
    }
  }

  public record ReadData(Value result, List<ProviderDiagnostic> diagnostics) {}

  /// One object taken over by an import.
  public record Imported(
      String type, Value object, PrivateData privateData, @Nullable Value identity) {

    public Imported(String type, Value object, PrivateData privateData) {
      this(type, object, privateData, null);
    }
  }

  public record Import(List<Imported> objects, List<ProviderDiagnostic> diagnostics) {}

  public record Move(
      Value object,
      PrivateData privateData,
      @Nullable Value identity,
      List<ProviderDiagnostic> diagnostics) {

    public Move(Value object, PrivateData privateData, List<ProviderDiagnostic> diagnostics) {
      this(object, privateData, null, diagnostics);
    }
  }

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
