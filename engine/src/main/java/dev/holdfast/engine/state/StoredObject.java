package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.value.Path;
import java.util.List;

/// One object as the state keeps it. The attributes stay in the form they are stored in, so that
/// reading a large state costs nothing for the objects that a command does not look at, and numbers
/// keep every digit.
///
/// @param json the attributes as a JSON object
/// @param schemaVersion of the schema the attributes follow
/// @param sensitivePaths what must not be shown beyond what the schema says
/// @param dependencies the resources it was made from, direct ones; destroyed only after this
public record StoredObject(
    Status status,
    RawJson json,
    long schemaVersion,
    List<Path> sensitivePaths,
    PrivateData privateData,
    List<ConfigurationResourceAddress> dependencies,
    boolean createBeforeDestroy,
    boolean skipDestroy) {

  /// Whether the object can be trusted.
  public enum Status {
    READY,
    /// Made, but not to the end: the next plan replaces it.
    TAINTED
  }

  public StoredObject {
    sensitivePaths = List.copyOf(sensitivePaths);
    dependencies = List.copyOf(dependencies);
  }

  public StoredObject withStatus(Status newStatus) {
    return new StoredObject(
        newStatus,
        json,
        schemaVersion,
        sensitivePaths,
        privateData,
        dependencies,
        createBeforeDestroy,
        skipDestroy);
  }
}
