package dev.holdfast.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LabProviderTest {
  private static final Type NETWORK =
      Type.object(Map.of("network", Type.STRING, "address", Type.STRING, "gateway", Type.STRING));

  private final LabProvider provider =
      new LabProvider(
          () -> {
            throw new IOException("this test has no machine");
          },
          "shop");

  private Block block(String type) {
    return Objects.requireNonNull(provider.schema().resources().get(type)).block();
  }

  private Value object(String type, Map<String, Value> given) {
    Block block = block(type);
    Map<String, Value> attributes = new LinkedHashMap<>();
    block.impliedType().attributes().forEach((name, is) -> attributes.put(name, Value.nullOf(is)));
    attributes.putAll(given);
    return Value.object(attributes);
  }

  private Value host(String name, String... networkAndAddress) {
    return host(name, Map.of(), networkAndAddress);
  }

  private Value host(String name, Map<String, Value> more, String... networkAndAddress) {
    List<Value> networks = new ArrayList<>();
    for (int i = 0; i + 1 < networkAndAddress.length; i += 2) {
      networks.add(
          Value.object(
              Map.of(
                  "network", Value.of(networkAndAddress[i]),
                  "address", Value.of(networkAndAddress[i + 1]),
                  "gateway", Value.nullOf(Type.STRING))));
    }
    Map<String, Value> attributes = new LinkedHashMap<>();
    attributes.put("name", Value.of(name));
    attributes.put("image", Value.of("0".repeat(64)));
    attributes.put("network", Value.list(NETWORK, networks));
    attributes.putAll(more);
    return object("lab_host", attributes);
  }

  private Value network(String name, String cidr) {
    return object("lab_network", Map.of("name", Value.of(name), "cidr", Value.of(cidr)));
  }

  private List<String> mistakes(String type, Value configuration) {
    return summaries(provider.validateResource(type, configuration));
  }

  private List<String> planMistakes(String type, Value proposed) {
    return summaries(plan(type, proposed).diagnostics());
  }

  private Responses.Plan plan(String type, Value proposed) {
    return change(type, Value.nullOf(proposed.type()), proposed);
  }

  private Responses.Plan change(String type, Value prior, Value proposed) {
    return provider.plan(new Requests.Plan(type, prior, proposed, proposed, PrivateData.NONE));
  }

  private static List<String> summaries(List<ProviderDiagnostic> diagnostics) {
    return diagnostics.stream().map(ProviderDiagnostic::summary).toList();
  }

  @Test
  void acceptsAPlainHost() {
    assertThat(mistakes("lab_host", host("web1", "app", "10.1.0.11"))).isEmpty();
  }

  @Test
  void refusesNamesThatCannotBe() {
    assertThat(mistakes("lab_host", host("Web_1"))).containsExactly("Invalid name");
    assertThat(mistakes("lab_network", network("a".repeat(64), "10.1.0.0/24")))
        .containsExactly("Invalid name");
  }

  @Test
  void refusesWhatIsNoNetwork() {
    assertThat(mistakes("lab_network", network("app", "10.1.0.0")))
        .containsExactly("Invalid network");
    assertThat(mistakes("lab_network", network("app", "10.1.0.7/24")))
        .containsExactly("Not the first address of a network");
  }

  @Test
  void refusesKernelSettingsOfTheMachine() {
    Value settings = Value.map(Type.STRING, Map.of("kernel.core_pattern", Value.of("|/bin/sh")));
    assertThat(mistakes("lab_host", host("web1", Map.of("sysctl", settings))))
        .containsExactly("Not a setting of a host");
  }

  @Test
  void refusesSizesLimitsAndRoutesThatAreNone() {
    Map<String, Value> odd =
        Map.of(
            "memory", Value.of("much"),
            "cpus", Value.of(-1),
            "routes", Value.map(Type.STRING, Map.of("10.2.0.0/16", Value.of("router"))));
    assertThat(mistakes("lab_host", host("web1", odd)))
        .containsExactlyInAnyOrder("Invalid size", "Invalid limit", "Invalid route");
  }

  @Test
  void refusesTheSameNetworkTwice() {
    assertThat(mistakes("lab_host", host("web1", "app", "10.1.0.1", "app", "10.1.0.2")))
        .containsExactly("Network used twice");
  }

  @Test
  void refusesLinksThatCannotBe() {
    Value link =
        object(
            "lab_link",
            Map.of(
                "host", Value.of("lab://shop/web1"),
                "network", Value.of("app"),
                "bandwidth", Value.of("fast"),
                "latency", Value.of("long"),
                "loss", Value.of(101)));
    assertThat(mistakes("lab_link", link))
        .containsExactlyInAnyOrder("Invalid bandwidth", "Invalid latency", "Invalid loss");
  }

  @Test
  void refusesImagesOfTwoOrigins() {
    Value image =
        object(
            "lab_image",
            Map.of("release", Value.of("bookworm"), "rootfs", Value.of("/srv/rootfs.tar")));
    assertThat(mistakes("lab_image", image)).containsExactly("Two origins for one image");
  }

  @Test
  void refusesNetworksThatOverlap() {
    plan("lab_network", network("app", "10.1.0.0/16"));
    Value data = network("data", "10.1.2.0/24");
    assertThat(
            provider
                .plan(
                    new Requests.Plan(
                        "lab_network", Value.nullOf(data.type()), data, data, PrivateData.NONE))
                .diagnostics())
        .extracting(ProviderDiagnostic::detail)
        .anyMatch(detail -> detail.contains("\"app\" (10.1.0.0/16) and \"data\" (10.1.2.0/24)"));
  }

  @Test
  void letsTheSameNetworkBePlannedAgain() {
    plan("lab_network", network("app", "10.1.0.0/16"));
    assertThat(planMistakes("lab_network", network("app", "10.1.0.0/16"))).isEmpty();
    assertThat(planMistakes("lab_network", network("app", "10.7.0.0/16")))
        .containsExactly("Network name used twice");
  }

  @Test
  void refusesAnAddressOutsideItsNetwork() {
    plan("lab_network", network("app", "10.1.0.0/24"));
    assertThat(planMistakes("lab_host", host("web1", "app", "10.9.0.1")))
        .containsExactly("Address outside its network");
    assertThat(planMistakes("lab_host", host("web2", "app", "10.1.0.255")))
        .containsExactly("Reserved address");
  }

  @Test
  void refusesAnAddressThatTwoHostsHave() {
    plan("lab_network", network("app", "10.1.0.0/24"));
    plan("lab_host", host("web1", "app", "10.1.0.11"));
    assertThat(planMistakes("lab_host", host("web2", "app", "10.1.0.11/24")))
        .containsExactly("Address used twice");
  }

  @Test
  void keepsTheIdOfAHostUnknownUntilThereIsOne() {
    plan("lab_network", network("app", "10.1.0.0/24"));
    Responses.Plan planned = plan("lab_host", host("web1", "app", "10.1.0.11"));

    Fields object = Fields.of(planned.planned()).orElseThrow();
    assertThat(object.text("id")).isEmpty();
    assertThat(object.text("status")).contains("running");
    assertThat(object.text("address")).contains("10.1.0.11");
    assertThat(object.text("init")).contains("systemd");
  }

  @Test
  void replacesAHostForAnotherImageButNotForAnotherLimit() {
    Value prior = plan("lab_host", host("web1")).planned();
    Fields wanted = Fields.of(prior).orElseThrow();
    Value limited = wanted.with("memory", "64M").object();
    Value another = wanted.with("image", "1".repeat(64)).object();

    assertThat(change("lab_host", prior, limited).requiresReplace()).isEmpty();
    assertThat(change("lab_host", prior, another).requiresReplace()).hasSize(1);
  }

  @Test
  void makesTheNameOfALabFromAFolder() {
    assertThat(LabProvider.nameFor(Path.of("/home/me/My Shop 2"))).isEqualTo("my-shop-2");
    assertThat(LabProvider.nameFor(Path.of("/"))).isEqualTo("default");
  }
}
