package dev.holdfast.hosts.provider;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.plan.object.ObjectCompatibility;
import dev.holdfast.engine.plan.object.PlanValidity;
import dev.holdfast.engine.plan.object.ProposedNewObject;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the engine does with one object of a provider: refresh, plan, apply, with the engine's own
/// rules for what a provider may answer.
final class Cycle {
  private final HostProvider provider;
  private final String type;
  private final Block block;
  private Value state;

  Cycle(HostProvider provider, String type) {
    this.provider = provider;
    this.type = type;
    this.block = requireNonNull(provider.schema().resource(ResourceMode.MANAGED, type)).block();
    this.state = Value.nullOf(block.impliedType());
  }

  /// The same object in the hands of another provider, as in the next run.
  Cycle continuedBy(HostProvider next) {
    Cycle cycle = new Cycle(next, type);
    cycle.state = state;
    return cycle;
  }

  /// A configuration that sets these attributes.
  Value configuration(Map<String, Value> set) {
    Map<String, Value> all = new HashMap<>();
    block.attributes().forEach((name, one) -> all.put(name, Value.nullOf(one.type())));
    all.putAll(set);
    return Value.object(all);
  }

  List<ProviderDiagnostic> validate(Map<String, Value> set) {
    return provider.validateResource(type, configuration(set));
  }

  Responses.Plan plan(Map<String, Value> set) {
    Value configuration = configuration(set);
    Value proposed = ProposedNewObject.of(block, state, configuration);
    Responses.Plan plan =
        provider.plan(new Requests.Plan(type, state, proposed, configuration, PrivateData.NONE));
    assertThat(PlanValidity.check(block, state, configuration, plan.planned())).isEmpty();
    return plan;
  }

  /// Applies and returns the diagnostics.
  List<ProviderDiagnostic> apply(Map<String, Value> set) {
    assertThat(validate(set)).isEmpty();
    Responses.Plan plan = plan(set);
    assertThat(plan.diagnostics()).isEmpty();
    assertThat(plan.requiresReplace()).isEmpty();
    Responses.Apply applied =
        provider.apply(
            new Requests.Apply(
                type,
                state,
                plan.planned(),
                configuration(set),
                PrivateData.NONE,
                Progress.SILENT));
    state = applied.after();
    if (applied.diagnostics().isEmpty()) {
      assertThat(state.isWhollyKnown()).isTrue();
      assertThat(ObjectCompatibility.check(block, plan.planned(), state)).isEmpty();
    }
    return applied.diagnostics();
  }

  /// Reads and returns the diagnostics.
  List<ProviderDiagnostic> refresh() throws CodecException {
    // Through the form that the state file has, as between two runs.
    RawJson stored = RawJson.of(ValueJson.encode(state, block.impliedType()));
    Responses.Upgrade upgraded = provider.upgradeState(new Requests.Upgrade(type, 0, stored));
    assertThat(upgraded.upgraded()).isEqualTo(state);
    Responses.Read read =
        provider.read(new Requests.Read(type, upgraded.upgraded(), PrivateData.NONE));
    state = read.current();
    return read.diagnostics();
  }

  /// Destroys and returns the diagnostics.
  List<ProviderDiagnostic> destroy() {
    Value nothing = Value.nullOf(block.impliedType());
    Responses.Apply applied =
        provider.apply(
            new Requests.Apply(type, state, nothing, nothing, PrivateData.NONE, Progress.SILENT));
    state = applied.after();
    return applied.diagnostics();
  }

  /// Whether the next plan, after a refresh, would change nothing.
  boolean isSettled(Map<String, Value> set) throws CodecException {
    assertThat(refresh()).isEmpty();
    return !isGone() && plan(set).planned().equals(state);
  }

  boolean isGone() {
    return state.isNull();
  }

  Value value(String name) {
    return requireNonNull(((ObjectValue) state).attributes().get(name));
  }

  String text(String name) {
    return ((StringValue) value(name)).value();
  }
}
