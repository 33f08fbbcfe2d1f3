package dev.holdfast.lab.provider;

import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.lab.HostSummary;
import dev.holdfast.lab.Lab;
import dev.holdfast.lab.NetworkDeclaration;
import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.HostState;
import dev.holdfast.lab.host.Init;
import dev.holdfast.lab.image.Image;
import dev.holdfast.lab.image.ImageUnavailable;
import dev.holdfast.lab.network.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `lab_host`: a Linux host of the lab.
///
/// Networks, routes, settings, resolver and limits change while it runs; name, image, init and disk
/// make a new host. A host whose init is dead reads as `stopped`, is planned as `running`, and is
/// started again with its files.
record HostResource(LabContext context) implements LabResource {
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final List<String> IDENTITY = List.of("name", "image", "init", "disk");

  @Override
  public Block block() {
    return HostSchema.block();
  }

  @Override
  public void validate(Fields configuration, Faults faults) {
    new HostChecks(new HostObject(configuration), faults).check();
  }

  @Override
  public Planned plan(Optional<Fields> prior, Fields proposed, Faults faults) throws IOException {
    Fields wanted = proposed.isNull("init") ? proposed.with("init", Init.SYSTEMD.word()) : proposed;
    HostObject host = new HostObject(wanted);
    HostObject.Networks networks = this::cidr;
    new HostChecks(host, faults).checkPlaces(networks, host.places());
    for (HostObject.Place place : host.places()) {
      Optional<InetAddress> address = place.plainAddress();
      if (address.isPresent() && !host.name().isEmpty() && !place.network().isEmpty()) {
        Path path = place.path().attribute("address");
        context.declarations().address(host.name(), place.network(), address.get(), path, faults);
      }
    }
    // While there is no host, or another one of the same name, nothing may be looked for on it:
    // what
    // is declared on it is made once the host is there, and made anew when the host is.
    boolean stays = prior.isPresent() && !host.name().isEmpty();
    Fields planned =
        (stays ? wanted.with("id", id(host.name())) : wanted.withUnknown("id"))
            .with("status", word(HostState.RUNNING))
            .with("address", plannedAddress(wanted, host));
    return new Planned(planned, LabResource.changed(prior, wanted, IDENTITY));
  }

  private static Value plannedAddress(Fields wanted, HostObject host) {
    if (!wanted.isKnown("network")) {
      return Value.unknown(Type.STRING);
    }
    return host.firstAddress().map(Value::of).orElseGet(() -> Value.nullOf(Type.STRING));
  }

  private String id(String name) {
    return "lab://" + context.labName() + "/" + name;
  }

  private static String word(HostState state) {
    return state == HostState.RUNNING ? "running" : "stopped";
  }

  /// The range of a network: as declared in this run, else as it is.
  private Optional<Cidr> cidr(String network) {
    Optional<Cidr> declared = context.declarations().network(network);
    if (declared.isPresent() || !Lab.isName(network)) {
      return declared;
    }
    try {
      return context.lab().network(network).map(NetworkDeclaration::cidr);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Fields> read(Fields current) throws IOException {
    String name = current.text("name").orElse("");
    HostSummary found = context.lab().host(name);
    HostDeclaration declaration = found.declaration();
    // Broken counts as gone: making it again mends it.
    if (declaration == null) {
      return Optional.empty();
    }
    Fields seen = current.with("status", word(found.state())).with("id", id(name));
    return Optional.of(
        new HostDrift(new HostObject(seen), declaration, this::cidr)
            .seen(context.lab().observe(name, declaration.settings().keySet())));
  }

  @Override
  public Fields apply(Optional<Fields> prior, Fields planned, Progress progress, Faults faults)
      throws IOException {
    HostObject host = new HostObject(planned);
    HostChecks checks = new HostChecks(host, faults);
    checks.check();
    checks.checkPlaces(this::cidr, host.places());
    for (HostObject.Place place : host.places()) {
      if (context.lab().network(place.network()).isEmpty()) {
        faults.error(
            place.path().attribute("network"),
            "No such network",
            "The lab has no network \""
                + place.network()
                + "\". Refer to it (lab_network.….name), so that it is made first.");
      }
    }
    if (prior.isEmpty()) {
      context.declarations().created("host", host.name(), Path.ROOT.attribute("name"), faults);
    }
    if (faults.any()) {
      return prior.orElse(planned);
    }
    make(prior, host, progress, faults);
    return planned
        .with("id", id(host.name()))
        .with("status", word(context.lab().host(host.name()).state()))
        .with(
            "address",
            host.firstAddress().map(Value::of).orElseGet(() -> Value.nullOf(Type.STRING)));
  }

  private void make(Optional<Fields> prior, HostObject host, Progress progress, Faults faults)
      throws IOException {
    Lab lab = context.lab();
    if (prior.isEmpty() && lab.host(host.name()).state() == HostState.BROKEN) {
      lab.deleteHost(host.name());
    }
    HostDeclaration declaration = host.declaration(image(host.fields()).rootfs(), this::cidr);
    boolean running = lab.host(host.name()).state() == HostState.RUNNING;
    lab.putHost(declaration);
    if (!running && host.init() == Init.SYSTEMD) {
      progress.report("waiting for systemd");
      String state = lab.awaitStarted(host.name(), START_PATIENCE);
      if (!state.equals("running")) {
        faults.warning(
            "Host started with failures",
            "systemd of the host "
                + host.name()
                + " reports \""
                + state
                + "\". See which units"
                + " failed: holdfast lab exec "
                + host.name()
                + " -- systemctl --failed");
      }
    }
  }

  private Image image(Fields host) throws IOException {
    String image = host.text("image").orElse("");
    if (image.startsWith("/")) {
      return context.labs().images().rootfs(java.nio.file.Path.of(image), progress -> {});
    }
    Optional<Image> found =
        image.matches("[0-9a-f]{64}") ? context.labs().images().find(image) : Optional.empty();
    return found.orElseThrow(() ->
        new ImageUnavailable(
            "There is no image \"" + image + "\".",
            "Give the id of a lab_image (lab_image.….id), or the path of a directory."));
  }

  @Override
  public void delete(Fields prior, Progress progress) throws IOException {
    String name = prior.text("name").orElse("");
    if (Lab.isName(name)) {
      context.lab().deleteHost(name);
      context.declarations().deleted("host", name);
    }
  }
}
