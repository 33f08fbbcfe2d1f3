package dev.holdfast.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TerraformProviderTest {
  private static final String TYPE = "terraform_data";

  private final TerraformProvider provider =
      new TerraformProvider(new Random(1), LocalRemoteStates.IN_NO_FOLDER);

  private static Value object(Value id, Value input, Value output, Value triggers) {
    return Value.object(
        Map.of("id", id, "input", input, "output", output, "triggers_replace", triggers));
  }

  private static Value text(String text) {
    return Value.of(text);
  }

  private static Value at(Value object, String name) {
    assertThat(object).isInstanceOf(ObjectValue.class);
    return Objects.requireNonNull(((ObjectValue) object).attributes().get(name));
  }

  private Responses.Plan plan(Value prior, Value proposed) {
    return provider.plan(new Requests.Plan(TYPE, prior, proposed, proposed, PrivateData.NONE));
  }

  private Value apply(Value prior, Value planned) {
    return provider
        .apply(new Requests.Apply(TYPE, prior, planned, planned, PrivateData.NONE, Progress.SILENT))
        .after();
  }

  private static Value nothing() {
    return Value.nullOf(TerraformData.BLOCK.impliedType());
  }

  private Value created(Value input, Value triggers) {
    Value proposed = object(Value.nullOf(Type.STRING), input, Values.NULL, triggers);
    return apply(nothing(), plan(nothing(), proposed).planned());
  }

  @Test
  void plansANewObjectWithUnknownIdAndOutput() {
    Responses.Plan plan =
        plan(nothing(), object(Value.nullOf(Type.STRING), text("a"), Values.NULL, Values.NULL));
    assertThat(at(plan.planned(), "id").isKnown()).isFalse();
    assertThat(at(plan.planned(), "output")).isEqualTo(Value.unknown(Type.STRING));
    assertThat(plan.requiresReplace()).isEmpty();
  }

  @Test
  void keepsTheInputAsOutputUnderARandomId() {
    Value object = created(Value.tuple(List.of(Value.of(1), text("x"))), Values.NULL);
    assertThat(at(object, "output")).isEqualTo(at(object, "input"));
    assertThat(((StringValue) at(object, "id")).value())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(at(created(Values.NULL, Values.NULL), "id")).isNotEqualTo(at(object, "id"));
  }

  @Test
  void hasNullAsOutputOfNullInput() {
    assertThat(at(created(Values.NULL, Values.NULL), "output").isNull()).isTrue();
  }

  @Test
  void plansNothingWhereNothingChanged() {
    Value object = created(text("a"), text("t"));
    assertThat(plan(object, object).planned()).isEqualTo(object);
  }

  @Test
  void updatesTheOutputWhenTheInputChanges() {
    Value object = created(text("a"), Values.NULL);
    Value proposed = object(at(object, "id"), Value.of(7), at(object, "output"), Values.NULL);
    Responses.Plan plan = plan(object, proposed);
    assertThat(plan.requiresReplace()).isEmpty();
    assertThat(at(plan.planned(), "id")).isEqualTo(at(object, "id"));
    assertThat(at(plan.planned(), "output")).isEqualTo(Value.unknown(Type.NUMBER));
    assertThat(at(apply(object, plan.planned()), "output")).isEqualTo(Value.of(7));
  }

  @Test
  void needsANewObjectWhenTheTriggersChange() {
    Value object = created(text("a"), text("t"));
    Value proposed = object(at(object, "id"), text("a"), at(object, "output"), text("u"));
    Responses.Plan plan = plan(object, proposed);
    assertThat(plan.requiresReplace()).containsExactly(Path.ROOT.attribute("triggers_replace"));
    assertThat(at(plan.planned(), "id").isKnown()).isFalse();
  }

  @Test
  void destroysWithoutFurtherAsk() {
    Value object = created(text("a"), Values.NULL);
    assertThat(apply(object, plan(object, nothing()).planned()).isNull()).isTrue();
  }

  @Test
  void refusesAttributesThatItChoosesItself() {
    assertThat(
            provider.validateResource(
                TYPE, object(text("mine"), Values.NULL, text("o"), Values.NULL)))
        .extracting(ProviderDiagnostic::attribute)
        .containsExactly(Path.ROOT.attribute("id"), Path.ROOT.attribute("output"));
  }

  @Test
  void readsStoredObjectsWithTheirTypes() {
    RawJson json =
        RawJson.of(
            """
            {"id":"1","input":{"value":["a"],"type":["list","string"]},"output":null,\
            "triggers_replace":null}\
            """);
    Responses.Upgrade upgrade = provider.upgradeState(new Requests.Upgrade(TYPE, 0, json));
    assertThat(upgrade.diagnostics()).isEmpty();
    assertThat(at(upgrade.upgraded(), "input"))
        .isEqualTo(Value.list(Type.STRING, List.of(text("a"))));
  }

  @Test
  void explainsDamagedStoredObjects() {
    Responses.Upgrade upgrade =
        provider.upgradeState(new Requests.Upgrade(TYPE, 0, RawJson.of("{\"id\":[]}")));
    assertThat(upgrade.diagnostics()).singleElement().matches(ProviderDiagnostic::isError);
  }

  @Test
  void importsById() {
    Responses.Import imported = provider.importState(new Requests.Import(TYPE, "x"));
    assertThat(at(imported.objects().getFirst().object(), "id")).isEqualTo(text("x"));
  }
}
