package dev.holdfast.lab.provider;

import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.lab.Lab;
import dev.holdfast.lab.network.LinkShape;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// `lab_link`: what is wrong with the cable between a host and a network. Without this resource a
/// cable is in order.
record LinkResource(LabContext context) implements LabResource {
  private static final String ADDRESS = "lab://";

  @Override
  public Block block() {
    return Block.of(
        Map.of(
            "host",
            Attribute.required(Type.STRING, "The host: its name, or its id."),
            "network",
            Attribute.required(Type.STRING, "The name of the network."),
            "down",
            Attribute.optional(Type.BOOLEAN, "Whether the cable is cut."),
            "bandwidth",
            Attribute.optional(
                Type.STRING, "At most so much in each direction, such as 2mbit; more is dropped."),
            "loss",
            Attribute.optional(
                Type.NUMBER, "How many percent of the packets get lost, in each direction."),
            "latency",
            Attribute.optional(
                Type.STRING,
                "Added to every packet on its way to the host, and so to each round trip, such as"
                    + " 50ms. Needs a kernel with netem."),
            "id",
            Attribute.computed(Type.STRING, "LAB/HOST/NETWORK.")));
  }

  /// The host's name out of a name or an id `lab://LAB/NAME`.
  private static Optional<String> host(Fields fields) {
    return fields
        .text("host")
        .map(text -> text.startsWith(ADDRESS) ? text.substring(text.lastIndexOf('/') + 1) : text);
  }

  @Override
  public void validate(Fields configuration, Faults faults) {
    Names.check(configuration, "network", "network", faults);
    if (host(configuration).filter(name -> !Lab.isName(name)).isPresent()) {
      faults.error(
          Path.ROOT.attribute("host"),
          "Invalid host",
          "Give the name or the id of a lab_host, such as lab_host.web1.id.");
    }
    configuration
        .text("bandwidth")
        .filter(text -> Quantity.bits(text).isEmpty())
        .ifPresent(text ->
            faults.error(
                Path.ROOT.attribute("bandwidth"),
                "Invalid bandwidth",
                "\""
                    + text
                    + "\" is not a bandwidth. Write a number with kbit, mbit or gbit,"
                    + " such as 2mbit."));
    configuration
        .text("latency")
        .filter(text -> Quantity.time(text).isEmpty())
        .ifPresent(text ->
            faults.error(
                Path.ROOT.attribute("latency"),
                "Invalid latency",
                "\""
                    + text
                    + "\" is not a span of time. Write a number with us, ms or s, such"
                    + " as 50ms."));
    OptionalDouble loss = configuration.number("loss");
    if (loss.isPresent() && !(loss.getAsDouble() >= 0 && loss.getAsDouble() <= 100)) {
      faults.error(
          Path.ROOT.attribute("loss"), "Invalid loss", "Loss is a percentage from 0 to 100.");
    }
  }

  @Override
  public Planned plan(Optional<Fields> prior, Fields proposed, Faults faults) {
    Optional<String> host = host(proposed);
    Optional<String> network = proposed.text("network");
    Fields planned =
        host.isPresent() && network.isPresent()
            ? proposed.with("id", id(host.get(), network.get()))
            : proposed.with("id", Value.unknown(Type.STRING));
    return new Planned(planned, LabResource.changed(prior, proposed, List.of("host", "network")));
  }

  private String id(String host, String network) {
    return context.labName() + "/" + host + "/" + network;
  }

  @Override
  public Optional<Fields> read(Fields current) throws IOException {
    String host = host(current).orElse("");
    String network = current.text("network").orElse("");
    return context.lab().links().exists(host, network)
            && context.lab().links().shape(host, network).equals(shape(current))
        ? Optional.of(current)
        : Optional.empty();
  }

  private static LinkShape shape(Fields fields) {
    return new LinkShape(
        fields.flag("down").orElse(false),
        fields.text("bandwidth").map(Quantity::bits).orElse(OptionalLong.empty()),
        fields.number("loss").orElse(0),
        fields.text("latency").flatMap(Quantity::time).orElse(Duration.ZERO));
  }

  @Override
  public Fields apply(Optional<Fields> prior, Fields planned, Progress progress, Faults faults)
      throws IOException {
    String host = host(planned).orElse("");
    String network = planned.text("network").orElse("");
    validate(planned, faults);
    if (!faults.any()) {
      context.lab().putLink(host, network, shape(planned));
    }
    return planned.with("id", id(host, network));
  }

  @Override
  public void delete(Fields prior, Progress progress) throws IOException {
    String host = host(prior).orElse("");
    String network = prior.text("network").orElse("");
    if (Lab.isName(host) && Lab.isName(network)) {
      context.lab().deleteLink(host, network);
    }
  }
}
