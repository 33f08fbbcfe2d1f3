package dev.holdfast.engine.provider;

import dev.holdfast.hcl.value.Value;
import java.util.List;

/// What the engine asks of a [Provider].
public final class Requests {
  private Requests() {}

  /// @param version the schema version the object was stored with
  /// @param json the stored attributes, as they are in the state
  public record Upgrade(String type, long version, RawJson json) {}

  /// @param current the object as last seen, never null
  public record Read(String type, Value current, PrivateData privateData) {}

  /// @param prior the object as it is; null to create
  /// @param proposed the configuration merged with what the provider chose before; null to destroy
  /// @param configuration as written; null to destroy
  public record Plan(
      String type, Value prior, Value proposed, Value configuration, PrivateData priorPrivate) {}

  /// @param prior the object as it is; null to create
  /// @param planned what [Provider#plan] answered; null to destroy
  /// @param configuration wholly known; null to destroy
  public record Apply(
      String type,
      Value prior,
      Value planned,
      Value configuration,
      PrivateData plannedPrivate,
      Progress progress) {}

  public record ReadData(String type, Value configuration, Progress progress) {}

  public record Import(String type, String id) {}

  /// @param sourceProvider the address of the provider that kept the object
  public record Move(
      String sourceProvider,
      String sourceType,
      long sourceVersion,
      RawJson sourceJson,
      PrivateData sourcePrivate,
      String targetType) {}

  public record Open(String type, Value configuration) {}

  public record Call(String function, List<Value> arguments) {}
}
