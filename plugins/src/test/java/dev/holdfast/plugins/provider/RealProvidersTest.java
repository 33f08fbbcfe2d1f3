package dev.holdfast.plugins.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.plan.object.ProposedNewObject;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.EmptyBlocks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The port on top of providers as their authors made them.
class RealProvidersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "null",
        "local",
        "tls",
        "time",
        "http",
        "archive",
        "external",
        "tfcoremock"
      })
  void tellsWhatItOffers(String type) throws ProviderUnavailableException {
    try (Plugins plugins = RealProviders.plugins(folder, Map.of());
        Provider provider = plugins.create(RealProviders.source(type))) {
      var schema = provider.schema();
      schema
          .resources()
          .values()
          .forEach(each -> assertThat(each.block().impliedType()).isNotNull());
      schema.dataSources().values().forEach(each -> assertThat(each.block()).isNotNull());
      assertThat(schema.resources().size() + schema.dataSources().size()).isPositive();
    }
  }

  @Test
  void makesReadsAndDestroysAnObject() throws ProviderUnavailableException {
    try (Plugins plugins = RealProviders.plugins(folder, Map.of());
        Provider provider = plugins.create(RealProviders.source("random"))) {
      makeReadAndDestroy(provider);
    }
  }

  @Test
  void doesTheSameOverTls() throws ProviderUnavailableException {
    try (Plugins plugins = RealProviders.plugins(folder, Map.of("HOLDFAST_PLUGIN_TLS", "1"));
        Provider provider = plugins.create(RealProviders.source("random"))) {
      makeReadAndDestroy(provider);
    }
  }

  private static void makeReadAndDestroy(Provider provider) {
    assertThat(provider.configure(EmptyBlocks.of(provider.schema().configuration()))).isEmpty();
    String type = "random_pet";
    Block block =
        Objects.requireNonNull(provider.schema().resource(ResourceMode.MANAGED, type)).block();
    Value none = Value.nullOf(block.impliedType());
    Value configuration = with(EmptyBlocks.of(block), "prefix", Value.of("my"));
    assertThat(provider.validateResource(type, configuration)).isEmpty();

    Value proposed = ProposedNewObject.of(block, none, configuration);
    Responses.Plan plan =
        provider.plan(new Requests.Plan(type, none, proposed, configuration, PrivateData.NONE));
    assertThat(plan.diagnostics()).isEmpty();
    assertThat(attribute(plan.planned(), "id").isKnown()).isFalse();

    Responses.Apply apply =
        provider.apply(
            new Requests.Apply(
                type, none, plan.planned(), configuration, plan.plannedPrivate(), Progress.SILENT));
    assertThat(apply.diagnostics()).isEmpty();
    assertThat(attribute(apply.after(), "id"))
        .isInstanceOfSatisfying(StringValue.class, id -> assertThat(id.value()).startsWith("my-"));

    String id = ((StringValue) attribute(apply.after(), "id")).value();
    Responses.Upgrade upgrade =
        provider.upgradeState(
            new Requests.Upgrade(
                type,
                0,
                RawJson.of(
                    "{\"id\":\"%s\",\"prefix\":\"my\",\"length\":2,\"separator\":\"-\",\"keepers\":null}"
                        .formatted(id))));
    assertThat(upgrade.diagnostics()).isEmpty();
    assertThat(upgrade.upgraded()).isEqualTo(apply.after());

    Responses.Read read =
        provider.read(new Requests.Read(type, apply.after(), apply.privateData()));
    assertThat(read.current()).isEqualTo(apply.after());

    Responses.Apply destroy =
        provider.apply(
            new Requests.Apply(
                type, apply.after(), none, none, apply.privateData(), Progress.SILENT));
    assertThat(destroy.diagnostics()).isEmpty();
    assertThat(destroy.after().isNull()).isTrue();
  }

  private static Value with(Value object, String name, Value value) {
    Map<String, Value> attributes = new LinkedHashMap<>(((ObjectValue) object).attributes());
    attributes.put(name, value);
    return Value.object(attributes);
  }

  private static Value attribute(Value object, String name) {
    return Objects.requireNonNull(((ObjectValue) object).attributes().get(name));
  }
}
