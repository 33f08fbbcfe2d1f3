package dev.holdfast.engine.provider;

import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engine asks of a [Provider].
///
/// An `identity` in a request follows the identity schema of its type and is null where the type
/// has none or none is known. Providers without identities need not look at it, and the shorter
/// constructors leave it out.
public final class Requests {
  private Requests() {}

  /// @param version the schema version the object was stored with
  /// @param json the stored attributes, as they are in the state
  /// @param flat whether they are in the flat form that Terraform had before 0.12: texts by dotted
  ///   paths. Only providers that are as old can be asked about such objects
  public record Upgrade(String type, long version, RawJson json, boolean flat) {

    public Upgrade(String type, long version, RawJson json) {
      this(type, version, json, false);
    }
  }

  /// @param version the identity schema version that the identity was stored with
  /// @param json the stored identity, as it is in the state
  public record UpgradeIdentity(String type, long version, RawJson json) {}

  /// @param current the object as last seen, never null
  public record Read(
      String type, Value current, PrivateData privateData, @Nullable Value identity) {

    public Read(String type, Value current, PrivateData privateData) {
      this(type, current, privateData, null);
    }
  }

  /// @param prior the object as it is; null to create
  /// @param proposed the configuration merged with what the provider chose before; null to destroy
  /// @param configuration as written; null to destroy
  /// @param priorIdentity of the prior object
  public record Plan(
      String type,
      Value prior,
      Value proposed,
      Value configuration,
      PrivateData priorPrivate,
      @Nullable Value priorIdentity) {

    public Plan(
        String type, Value prior, Value proposed, Value configuration, PrivateData priorPrivate) {
      this(type, prior, proposed, configuration, priorPrivate, null);
    }
  }

  /// @param prior the object as it is; null to create
  /// @param planned what [Provider#plan] answered; null to destroy
  /// @param configuration wholly known; null to destroy
  /// @param plannedIdentity what [Provider#plan] answered; may hold unknowns
  public record Apply(
      String type,
      Value prior,
      Value planned,
      Value configuration,
      PrivateData plannedPrivate,
      @Nullable Value plannedIdentity,
      Progress progress) {

    public Apply(
        String type,
        Value prior,
        Value planned,
        Value configuration,
        PrivateData plannedPrivate,
        Progress progress) {
      this(type, prior, planned, configuration, plannedPrivate, null, progress);
    }
  }

  public record ReadData(String type, Value configuration, Progress progress) {}

  /// @param id what the provider knows the object by; empty when `identity` is given
  public record Import(String type, String id, @Nullable Value identity) {

    public Import(String type, String id) {
      this(type, id, null);
    }
  }

  /// @param sourceProvider the address of the provider that kept the object
  /// @param sourceIdentity as stored, or null
  public record Move(
      String sourceProvider,
      String sourceType,
      long sourceVersion,
      RawJson sourceJson,
      PrivateData sourcePrivate,
      @Nullable RawJson sourceIdentity,
      long sourceIdentityVersion,
      String targetType) {}

  public record Open(String type, Value configuration) {}

  public record Call(String function, List<Value> arguments) {}
}
