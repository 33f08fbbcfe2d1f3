package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object as the state keeps it. The attributes stay in the form they are stored in, so that
/// reading a large state costs nothing for the objects that a command does not look at, and numbers
/// keep every digit.
///
/// @param json the attributes as a JSON object without white space
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
    boolean skipDestroy,
    Extras extras) {

  /// What other versions and other programs keep beside an object; carried along as it is.
  ///
  /// @param flat whether the attributes are in the flat form of version 0.11, texts by dotted path
  /// @param each `list`, `map` or empty: how older versions noted that a resource repeats
  /// @param identity what identifies the object to its provider, or null
  /// @param identityVersion of the schema the identity follows
  /// @param dependsOn addresses as versions before 0.12.14 noted them
  public record Extras(
      boolean flat,
      String each,
      @Nullable RawJson identity,
      long identityVersion,
      List<String> dependsOn) {
    public static final Extras NONE = new Extras(false, "", null, 0, List.of());

    Extras withIdentity(@Nullable RawJson newIdentity, long newVersion) {
      return new Extras(flat, each, newIdentity, newVersion, dependsOn);
    }

    public Extras {
      dependsOn = List.copyOf(dependsOn);
    }
  }

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

  /// An object without anything that only others keep.
  public StoredObject(
      Status status,
      RawJson json,
      long schemaVersion,
      List<Path> sensitivePaths,
      PrivateData privateData,
      List<ConfigurationResourceAddress> dependencies,
      boolean createBeforeDestroy,
      boolean skipDestroy) {
    this(
        status,
        json,
        schemaVersion,
        sensitivePaths,
        privateData,
        dependencies,
        createBeforeDestroy,
        skipDestroy,
        Extras.NONE);
  }

  public StoredObject withDependencies(List<ConfigurationResourceAddress> newDependencies) {
    return newDependencies.equals(dependencies)
        ? this
        : new StoredObject(
            status,
            json,
            schemaVersion,
            sensitivePaths,
            privateData,
            newDependencies,
            createBeforeDestroy,
            skipDestroy,
            extras);
  }

  /// The same with what identifies it to its provider; null for nothing known.
  ///
  /// @param version of the identity schema
  public StoredObject withIdentity(@Nullable RawJson identity, long version) {
    return new StoredObject(
        status,
        json,
        schemaVersion,
        sensitivePaths,
        privateData,
        dependencies,
        createBeforeDestroy,
        skipDestroy,
        extras.withIdentity(identity, version));
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
        skipDestroy,
        extras);
  }
}
