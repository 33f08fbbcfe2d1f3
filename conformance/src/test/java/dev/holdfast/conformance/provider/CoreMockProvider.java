package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// `hashicorp/tfcoremock`: objects of any shape, each kept as a JSON file in `terraform.resource/`
/// that is named by its id; data sources are read from `terraform.data/`. Besides a simple and a
/// complex type there are those that `dynamic_resources.json` describes.
public final class CoreMockProvider extends DoubleProvider {
  private final CoreMockFiles resources;
  private final CoreMockFiles data;
  private final CoreMockTypes types;

  private CoreMockProvider(Path folder, CoreMockTypes types) {
    super(types.schema());
    this.types = types;
    this.resources = new CoreMockFiles(folder.resolve("terraform.resource"));
    this.data = new CoreMockFiles(folder.resolve("terraform.data"));
  }

  /// The provider as it is in a folder.
  public static CoreMockProvider in(Path folder) {
    return new CoreMockProvider(folder, CoreMockTypes.in(folder));
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    ResourceSchema schema = Objects.requireNonNull(schema().resources().get(request.type()));
    Value found = resources.read(id(request.current()), schema.block());
    return new Responses.Read(found, PrivateData.NONE, List.of());
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    Value proposed = request.proposed();
    if (proposed.isNull()) {
      return planned(proposed, List.of());
    }
    Value planned = withUnknown(proposed, "id");
    return planned(
        planned,
        request.prior().isNull()
            ? List.of()
            : types.replacements(request.type(), request.prior(), planned));
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    Value planned = request.planned();
    if (planned.isNull()) {
      resources.delete(id(request.prior()));
      return applied(planned);
    }
    Value object = withKnown(planned, "id", Value.of(UUID.randomUUID().toString()));
    resources.write(id(object), object);
    return applied(object);
  }

  @Override
  public Responses.ReadData readData(Requests.ReadData request) {
    ResourceSchema schema = Objects.requireNonNull(schema().dataSources().get(request.type()));
    String id = id(request.configuration());
    Value found = data.read(id, schema.block());
    return new Responses.ReadData(
        found,
        found.isNull()
            ? List.of(ProviderDiagnostic.error("Not found", "There is no data with id " + id + "."))
            : List.of());
  }

  private static String id(Value object) {
    return ((StringValue) attribute(object, "id")).value();
  }
}
