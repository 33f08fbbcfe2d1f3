package dev.holdfast.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.lab.connection.LabConnector;
import dev.holdfast.lab.host.HostState;
import dev.holdfast.lab.provider.LabProvider;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Drives the provider through the port as the engine does, on the real machine.
@MachineTest
class LabProviderMachineTest {
  private final String name = Machine.uniqueName();
  private final LabProvider provider = new LabProvider(name);
  private Labs labs;
  private Lab lab;

  @BeforeEach
  void configure() throws IOException {
    labs = Labs.ofMachine();
    lab = labs.lab(name);
    Machine.image(labs);
    assertThat(provider.configure(Value.object(Map.of("name", Value.of(name))))).isEmpty();
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    lab.destroy();
    assertThat(Machine.traces(name)).isEmpty();
  }

  private Value object(String type, Map<String, Value> given) {
    Block block = Objects.requireNonNull(provider.schema().resources().get(type)).block();
    Map<String, Value> attributes = new LinkedHashMap<>();
    block
        .impliedType()
        .attributes()
        .forEach((attribute, is) ->
            attributes.put(
                attribute,
                given.getOrDefault(
                    attribute,
                    is instanceof ListType list && block.blocks().containsKey(attribute)
                        ? Value.list(list.element(), List.of())
                        : Value.nullOf(is))));
    return Value.object(attributes);
  }

  private Value apply(String type, Value prior, Value proposed) {
    Responses.Plan plan =
        provider.plan(new Requests.Plan(type, prior, proposed, proposed, PrivateData.NONE));
    assertThat(plan.diagnostics()).isEmpty();
    Responses.Apply applied =
        provider.apply(
            new Requests.Apply(
                type, prior, plan.planned(), proposed, PrivateData.NONE, Progress.SILENT));
    assertThat(applied.diagnostics()).filteredOn(ProviderDiagnostic::isError).isEmpty();
    return applied.after();
  }

  private Value create(String type, Map<String, Value> given) {
    Value proposed = object(type, given);
    return apply(type, Value.nullOf(proposed.type()), proposed);
  }

  private Value read(String type, Value current) {
    Responses.Read read = provider.read(new Requests.Read(type, current, PrivateData.NONE));
    assertThat(read.diagnostics()).isEmpty();
    return read.current();
  }

  private static Value of(Value object, String attribute) {
    return ((ObjectValue) object).attributes().getOrDefault(attribute, Value.nullOf(Type.STRING));
  }

  private static Value with(Value object, String attribute, Value value) {
    Map<String, Value> attributes = new LinkedHashMap<>(((ObjectValue) object).attributes());
    attributes.put(attribute, value);
    return Value.object(attributes);
  }

  private Value host(String host, String address, String init) {
    return create(
        "lab_host",
        Map.of(
            "name", Value.of(host),
            "image", Value.of(Machine.RECIPE.id()),
            "init", Value.of(init),
            "sysctl", Value.map(Type.STRING, Map.of("net.ipv4.ip_forward", Value.of("1"))),
            "network",
                Value.list(
                    Type.object(
                        Map.of(
                            "network", Type.STRING,
                            "address", Type.STRING,
                            "gateway", Type.STRING)),
                    List.of(
                        Value.object(
                            Map.of(
                                "network", Value.of("app"),
                                "address", Value.of(address),
                                "gateway", Value.nullOf(Type.STRING)))))));
  }

  private Value network() {
    return create("lab_network", Map.of("name", Value.of("app"), "cidr", Value.of("10.1.0.0/24")));
  }

  @Test
  void readsBackWhatItMade() {
    Value image =
        create(
            "lab_image",
            Map.of(
                "release", Value.of("bookworm"),
                "packages", Value.set(Type.STRING, List.of(Value.of("kmod")))));
    Value network = network();
    Value host = host("web1", "10.1.0.11", "tiny");
    Value link =
        create(
            "lab_link",
            Map.of(
                "host", of(host, "id"),
                "network", Value.of("app"),
                "bandwidth", Value.of("2mbit"),
                "loss", Value.of(1)));

    assertThat(of(image, "id")).isEqualTo(Value.of(Machine.RECIPE.id()));
    assertThat(read("lab_image", image)).isEqualTo(image);
    assertThat(read("lab_network", network)).isEqualTo(network);
    assertThat(read("lab_host", host)).isEqualTo(host);
    assertThat(read("lab_link", link)).isEqualTo(link);
  }

  @Test
  void seesAndMendsAHostThatWasStopped() throws Exception {
    network();
    Value host = host("web1", "10.1.0.11", "tiny");
    lab.stopHost("web1");

    Value seen = read("lab_host", host);
    assertThat(of(seen, "status")).isEqualTo(Value.of("stopped"));
    Value mended = apply("lab_host", seen, seen);
    assertThat(mended).isEqualTo(host);
    assertThat(lab.host("web1").state()).isEqualTo(HostState.RUNNING);
  }

  @Test
  void seesAndMendsANetworkThatWasChangedByHand() throws Exception {
    network();
    Value host = host("web1", "10.1.0.11", "tiny");
    Machine.run(lab, "web1", "ip addr flush dev eth0; echo 0 >/proc/sys/net/ipv4/ip_forward");

    Value seen = read("lab_host", host);
    assertThat(seen).isNotEqualTo(host);
    assertThat(apply("lab_host", seen, host)).isEqualTo(host);
    assertThat(read("lab_host", host)).isEqualTo(host);
    assertThat(Machine.run(lab, "web1", "ip -br addr show eth0; cat /proc/sys/net/ipv4/ip_forward"))
        .contains("10.1.0.11/24")
        .contains("\n1 [0]");
  }

  @Test
  void changesAHostWithoutStartingItAgain() throws Exception {
    network();
    Value host = host("web1", "10.1.0.11", "tiny");
    long init = lab.host("web1").process().orElseThrow();

    Value wanted =
        with(
            with(host, "memory", Value.of("64M")),
            "nameservers",
            Value.list(Type.STRING, List.of(Value.of("10.1.0.53"))));
    Value changed = apply("lab_host", host, wanted);

    assertThat(of(changed, "memory")).isEqualTo(Value.of("64M"));
    assertThat(lab.host("web1").process()).hasValue(init);
    assertThat(Machine.run(lab, "web1", "cat /etc/resolv.conf")).contains("nameserver 10.1.0.53");
  }

  @Test
  void reportsAHostThatIsGone() throws Exception {
    network();
    Value host = host("web1", "10.1.0.11", "tiny");
    lab.deleteHost("web1");
    assertThat(read("lab_host", host).isNull()).isTrue();
  }

  @Test
  void opensShellsInItsHosts() throws Exception {
    network();
    Value host = host("sys", "10.1.0.11", "systemd");
    String address = ((StringValue) of(host, "id")).value();

    try (Hosts hosts = new Hosts(List.of(new LabConnector(() -> labs)))) {
      assertThat(
              hosts
                  .host(new HostAddress.Lab(name, "sys"))
                  .run(Request.reading("hostname; cat /proc/1/comm"))
                  .output())
          .isEqualTo("sys\nsystemd\n");
    }
    assertThat(address).isEqualTo("lab://" + name + "/sys");
  }

  @Test
  void removesEverythingItMade() throws Exception {
    Value network = network();
    Value host = host("web1", "10.1.0.11", "tiny");
    for (Map.Entry<String, Value> made :
        List.of(Map.entry("lab_host", host), Map.entry("lab_network", network))) {
      Value nothing = Value.nullOf(made.getValue().type());
      Responses.Apply applied =
          provider.apply(
              new Requests.Apply(
                  made.getKey(),
                  made.getValue(),
                  nothing,
                  nothing,
                  PrivateData.NONE,
                  Progress.SILENT));
      assertThat(applied.diagnostics()).isEmpty();
      assertThat(applied.after().isNull()).isTrue();
    }
    assertThat(Machine.traces(name)).isEmpty();
    assertThat(labs.names()).doesNotContain(name);
  }
}
