package dev.holdfast.engine.builtin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ProviderSchema;
import java.util.random.RandomGenerator;

/// The built-in provider `terraform`: the resource `terraform_data`.
public final class TerraformProvider implements Provider {
  /// Where a configuration names it from.
  public static final ProviderSource SOURCE = ProviderSource.implied("terraform");

  /// @param random where ids come from; used by many threads at once
  public TerraformProvider(RandomGenerator random) {}

  @Override
  public ProviderSchema schema() {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    throw new UnsupportedOperationException("not written yet");
  }
}
