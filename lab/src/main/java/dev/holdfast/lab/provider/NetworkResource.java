package dev.holdfast.lab.provider;

import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.lab.Lab;
import dev.holdfast.lab.NetworkDeclaration;
import dev.holdfast.lab.network.Cidr;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `lab_network`: one Ethernet segment of the lab, with its range of addresses.
record NetworkResource(LabContext context) implements LabResource {
  private static final Path NAME = Path.ROOT.attribute("name");
  private static final Path CIDR = Path.ROOT.attribute("cidr");

  @Override
  public Block block() {
    return Block.of(
        Map.of(
            "name",
            Attribute.required(Type.STRING, "Its name, unique in the lab."),
            "cidr",
            Attribute.required(
                Type.STRING, "Its addresses, for example 10.1.0.0/24, IPv4 or IPv6."),
            "id",
            Attribute.computed(Type.STRING, "LAB/NAME.")));
  }

  @Override
  public void validate(Fields configuration, Faults faults) {
    Names.check(configuration, "name", "network", faults);
    configuration.text("cidr").ifPresent(text -> checkCidr(text, faults));
  }

  private static void checkCidr(String text, Faults faults) {
    Optional<Cidr> cidr = Cidr.parse(text);
    if (cidr.isEmpty()) {
      faults.error(
          CIDR,
          "Invalid network",
          "\""
              + text
              + "\" is not a range of addresses. Write an address and the length of its"
              + " prefix, such as 10.1.0.0/24 or fd00:1::/64.");
    } else if (!cidr.get().isNetwork()) {
      faults.error(
          CIDR,
          "Not the first address of a network",
          text
              + " has bits behind its prefix. The network it lies in is "
              + cidr.get().network()
              + ".");
    }
  }

  @Override
  public Planned plan(Optional<Fields> prior, Fields proposed, Faults faults) throws IOException {
    Optional<String> name = proposed.text("name").filter(Lab::isName);
    Optional<Cidr> cidr = proposed.text("cidr").flatMap(Cidr::parse);
    if (name.isPresent() && cidr.isPresent()) {
      context.declarations().network(name.get(), cidr.get(), faults);
    }
    Fields planned =
        name.isPresent()
            ? proposed.with("id", context.labName() + "/" + name.get())
            : proposed.with("id", Value.unknown(Type.STRING));
    return new Planned(planned, LabResource.changed(prior, proposed, List.of("name")));
  }

  @Override
  public Optional<Fields> read(Fields current) throws IOException {
    Optional<NetworkDeclaration> found = context.lab().network(current.text("name").orElse(""));
    return found.map(network -> current.with("cidr", shown(network, current)));
  }

  /// As it was written when it means the same.
  private static String shown(NetworkDeclaration network, Fields current) {
    return current
        .text("cidr")
        .filter(text -> Cidr.parse(text).filter(network.cidr()::equals).isPresent())
        .orElse(network.cidr().toString());
  }

  @Override
  public Fields apply(Optional<Fields> prior, Fields planned, Progress progress, Faults faults)
      throws IOException {
    String name = planned.text("name").orElse("");
    Optional<Cidr> cidr = planned.text("cidr").flatMap(Cidr::parse).filter(Cidr::isNetwork);
    validate(planned, faults);
    if (prior.isEmpty()) {
      context.declarations().created("network", name, NAME, faults);
    }
    if (!faults.any() && cidr.isPresent()) {
      context.lab().putNetwork(new NetworkDeclaration(name, cidr.get()));
    }
    return planned.with("id", context.labName() + "/" + name);
  }

  @Override
  public void delete(Fields prior, Progress progress) throws IOException {
    String name = prior.text("name").orElse("");
    if (Lab.isName(name)) {
      context.lab().deleteNetwork(name);
    }
  }
}
