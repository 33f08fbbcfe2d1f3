package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
  private static final String ONE =
      """
      resource "test_identified" "a" {
        name = "a"
      }
      """;

  @TempDir private Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  private StoredInstance stored() {
    var address =
        Objects.requireNonNull(AddressParser.resourceInstance("test_identified.a").tree());
    return Objects.requireNonNull(scenario.state().instance(address));
  }

  private StoredObject current() {
    return Objects.requireNonNull(stored().current());
  }

  @Test
  void theStateKeepsWhatTheProviderSaysIdentifiesAnObject() {
    ResourceChange planned = scenario.write(ONE).plan().changes().getFirst();
    assertThat(planned.beforeIdentity()).isNull();
    assertThat(planned.afterIdentity())
        .isEqualTo(Value.object(Map.of("id", Value.unknown(Type.STRING))));
    scenario.apply();
    assertThat(current().extras().identity()).isEqualTo(RawJson.of("{\"id\":\"a-1-\"}"));
    assertThat(current().extras().identityVersion()).isEqualTo(1);
  }

  @Test
  void anIdentityThatTheStateLacksIsLearnedByLookingAtTheObject() {
    scenario.write(ONE).apply();
    StoredObject without = current().withIdentity(null, 0);
    scenario.replaceState(
        scenario
            .state()
            .with(new StoredInstance(stored().address(), stored().provider(), without, Map.of())));
    assertThat(scenario.plan().isEmpty()).isTrue();
    scenario.apply();
    assertThat(current().extras().identity()).isEqualTo(RawJson.of("{\"id\":\"a-1-\"}"));
  }

  @Test
  void anIdentityThatCannotBeReadIsAnError() {
    scenario.write(ONE).apply();
    StoredObject damaged = current().withIdentity(RawJson.of("[1]"), 1);
    scenario.replaceState(
        scenario
            .state()
            .with(new StoredInstance(stored().address(), stored().provider(), damaged, Map.of())));
    assertThat(scenario.plan().diagnostics())
        .singleElement()
        .satisfies(diagnostic ->
            assertThat(diagnostic.summary())
                .isEqualTo("Stored identity does not follow its schema"));
  }
}
