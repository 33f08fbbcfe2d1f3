package dev.holdfast.engine.builtin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The built-in provider `terraform`: the resource `terraform_data`, the data source
/// `terraform_remote_state`, and functions for `.tfvars` files.
///
/// It takes no configuration, and may be used by any number of threads.
public final class TerraformProvider implements Provider {
  /// Where a configuration names it from.
  public static final ProviderSource SOURCE = ProviderSource.implied("terraform");

  private static final ProviderSchema SCHEMA =
      new ProviderSchema(
          Block.EMPTY,
          Map.of(TerraformData.TYPE, ResourceSchema.of(TerraformData.BLOCK)),
          Map.of(RemoteStateData.TYPE, ResourceSchema.of(RemoteStateData.BLOCK)),
          Map.of(),
          TerraformFunctions.SCHEMAS,
          ProviderSchema.Capabilities.NONE);

  private final TerraformData data;
  private final RemoteStateData remoteStates;

  /// @param random where ids come from; used by many threads at once
  public TerraformProvider(RandomGenerator random, RemoteStateData remoteStates) {
    this.data = new TerraformData(random);
    this.remoteStates = remoteStates;
  }

  @Override
  public ProviderSchema schema() {
    return SCHEMA;
  }

  /// Nothing here waits for anything but the journal, and that takes many at once as fast as one.
  @Override
  public boolean keepsOnlyState() {
    return true;
  }

  @Override
  public int parallelism() {
    return 1_000;
  }

  @Override
  public List<ProviderDiagnostic> validateResource(String type, Value configuration) {
    return isData(type) ? TerraformData.validate(configuration) : List.of(unknownType(type));
  }

  @Override
  public List<ProviderDiagnostic> validateDataSource(String type, Value configuration) {
    return remoteStates.validate(configuration);
  }

  @Override
  public Responses.ReadData readData(Requests.ReadData request) {
    return request.type().equals(RemoteStateData.TYPE)
        ? remoteStates.read(request.configuration())
        : RemoteStateData.unknown(request.type());
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    return isData(request.type())
        ? TerraformData.upgrade(request.json())
        : new Responses.Upgrade(Value.nullOf(Type.DYNAMIC), List.of(unknownType(request.type())));
  }

  /// The object lives in the state alone, so it is what it was.
  @Override
  public Responses.Read read(Requests.Read request) {
    return new Responses.Read(request.current(), request.privateData(), List.of());
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    return isData(request.type())
        ? TerraformData.plan(request)
        : new Responses.Plan(
            request.proposed(),
            List.of(),
            PrivateData.NONE,
            false,
            List.of(unknownType(request.type())));
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    return isData(request.type())
        ? data.apply(request)
        : new Responses.Apply(
            request.prior(), PrivateData.NONE, false, List.of(unknownType(request.type())));
  }

  @Override
  public Responses.Import importState(Requests.Import request) {
    return isData(request.type())
        ? TerraformData.imported(request.id())
        : new Responses.Import(List.of(), List.of(unknownType(request.type())));
  }

  @Override
  public Responses.Call call(Requests.Call request) {
    return TerraformFunctions.call(request);
  }

  /// Takes over objects of `null_resource`, which this resource has replaced.
  @Override
  public Responses.Move moveState(Requests.Move request) {
    return isData(request.targetType()) && NullResource.isSource(request)
        ? NullResource.move(request)
        : new Responses.Move(
            Value.nullOf(Type.DYNAMIC),
            PrivateData.NONE,
            List.of(
                ProviderDiagnostic.error(
                    "Unsupported source of a move",
                    "An object can be moved to %s only from null_resource of the provider hashicorp/null, not from %s of %s."
                        .formatted(
                            request.targetType(),
                            request.sourceType(),
                            request.sourceProvider()))));
  }

  private static boolean isData(String type) {
    return type.equals(TerraformData.TYPE);
  }

  private static ProviderDiagnostic unknownType(String type) {
    return ProviderDiagnostic.error(
        "Unsupported resource type",
        "The built-in provider terraform has no resource type \"" + type + "\".");
  }
}
