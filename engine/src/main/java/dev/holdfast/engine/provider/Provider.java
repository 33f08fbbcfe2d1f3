package dev.holdfast.engine.provider;

import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// One configured provider: the port between the engine and whatever does the work.
///
/// Shaped like the `Provider` service of plugin protocol 6. Every value that crosses it follows the
/// schema of its type and carries no marks. Nothing is thrown for what a user can cause: a response
/// carries diagnostics, and its other parts count even when there are errors. Methods may block and
/// are called on virtual threads, many at a time; an implementation that cannot bear that bounds
/// itself.
///
/// Life: [#schema] and the `validate` methods and [#upgradeState] at any time; [#configure] once;
/// then everything else; [#close] at the end.
public interface Provider extends AutoCloseable {

  /// What the provider offers. The same object each time, so that types may be compared by identity
  /// first.
  ProviderSchema schema();

  /// Checks the `provider` block. The configuration may hold unknowns.
  default List<ProviderDiagnostic> validateConfiguration(Value configuration) {
    return List.of();
  }

  /// Makes the provider ready for work. The configuration may hold unknowns while planning.
  default List<ProviderDiagnostic> configure(Value configuration) {
    return List.of();
  }

  /// The same provider, asked about objects of a module that has something to tell it in a
  /// `provider_meta` block. Only called where the schema has a place for that.
  ///
  /// @param metadata what the block says, wholly known
  default Provider withMetadata(Value metadata) {
    return this;
  }

  /// Checks the configuration of a managed resource, which may hold unknowns.
  default List<ProviderDiagnostic> validateResource(String type, Value configuration) {
    return List.of();
  }

  /// Checks the configuration of a data source, which may hold unknowns.
  default List<ProviderDiagnostic> validateDataSource(String type, Value configuration) {
    return List.of();
  }

  /// Checks the configuration of an ephemeral resource, which may hold unknowns.
  default List<ProviderDiagnostic> validateEphemeral(String type, Value configuration) {
    return List.of();
  }

  /// Brings a stored object to the present schema. Called for every stored object of a run.
  Responses.Upgrade upgradeState(Requests.Upgrade request);

  /// Brings a stored identity to the present identity schema. Called for every stored identity of a
  /// type that has one. Unless overridden it reads the identity by the schema.
  default Responses.UpgradeIdentity upgradeIdentity(Requests.UpgradeIdentity request) {
    return StoredIdentities.decode(schema(), request);
  }

  /// Looks at the object as it is now.
  Responses.Read read(Requests.Read request);

  /// Says what an apply would make of the object. Must not change anything.
  Responses.Plan plan(Requests.Plan request);

  /// Makes it so. Returns what there is afterwards even when it fails.
  Responses.Apply apply(Requests.Apply request);

  /// Reads a data source whose configuration is wholly known.
  default Responses.ReadData readData(Requests.ReadData request) {
    return new Responses.ReadData(
        Value.nullOf(request.configuration().type()), unsupported("data sources"));
  }

  /// Takes over an existing object by the id or identity its provider knows it by.
  default Responses.Import importState(Requests.Import request) {
    return new Responses.Import(List.of(), unsupported("import"));
  }

  /// Takes over an object of another type or provider for a `moved` block.
  default Responses.Move moveState(Requests.Move request) {
    return new Responses.Move(
        Value.nullOf(dev.holdfast.hcl.type.Type.DYNAMIC),
        PrivateData.NONE,
        unsupported("moving objects between resource types"));
  }

  /// Opens an ephemeral resource.
  default Responses.Open open(Requests.Open request) {
    return new Responses.Open(
        Value.nullOf(request.configuration().type()),
        PrivateData.NONE,
        null,
        unsupported("ephemeral resources"));
  }

  /// Keeps an ephemeral resource open beyond its time.
  default Responses.Renew renew(String type, PrivateData privateData) {
    return new Responses.Renew(privateData, null, unsupported("ephemeral resources"));
  }

  /// Closes an ephemeral resource.
  default List<ProviderDiagnostic> closeEphemeral(String type, PrivateData privateData) {
    return List.of();
  }

  /// Calls one of the provider's functions.
  default Responses.Call call(Requests.Call request) {
    return new Responses.Call(
        Value.nullOf(dev.holdfast.hcl.type.Type.DYNAMIC), -1, "this provider has no functions");
  }

  /// How many requests at once it bears where the user does not say (`-parallelism`).
  default int parallelism() {
    return 10;
  }

  /// Whether its objects exist nowhere but in the state. A run then need not note what it is about
  /// to do, since one that dies leaves nothing behind.
  default boolean keepsOnlyState() {
    return false;
  }

  /// Asks the provider to end what it is doing soon. Returns at once.
  default void stop() {}

  @Override
  default void close() {}

  private List<ProviderDiagnostic> unsupported(String what) {
    return List.of(
        new ProviderDiagnostic(
            Severity.ERROR,
            "Not supported by this provider",
            "The provider does not support " + what + ".",
            Path.ROOT));
  }
}
