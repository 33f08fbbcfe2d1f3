package dev.holdfast.lab;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.disk.ProcessLock;
import dev.holdfast.lab.disk.RecordLines;
import dev.holdfast.lab.disk.RecordLines.Line;
import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.host.Attachment;
import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.HostNetwork;
import dev.holdfast.lab.host.HostState;
import dev.holdfast.lab.host.LabHosts;
import dev.holdfast.lab.linux.KernelSetting;
import dev.holdfast.lab.linux.Mounts;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.LinkFaults;
import dev.holdfast.lab.network.LinkShape;
import dev.holdfast.lab.network.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One lab: networks, hosts and cables on this machine. It has no process of its own: everything is
/// on disk, in pinned namespaces and in control groups, and outlives whoever made it.
///
/// Safe for use by many threads; other processes are kept out of one change at a time.
///
/// ```java
/// Lab lab = Labs.ofMachine().lab("shop");
/// lab.putNetwork(new NetworkDeclaration("app", Cidr.parse("10.1.0.0/24").orElseThrow()));
/// lab.putHost(HostDeclaration.plain("web1", image.rootfs(), Init.SYSTEMD));
/// new ProcessBuilder(lab.enter("web1", List.of("uptime"))).inheritIO().start();
/// lab.destroy();
/// ```
public final class Lab {
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final KernelSetting INOTIFY = KernelSetting.named("fs.inotify.max_user_instances");

  /// What about 150 systemd hosts need.
  static final int INOTIFY_INSTANCES = 1024;

  private final String name;
  private final Places places;
  private final ControlGroups groups;
  private final Switch wiring;
  private final LabHosts hosts;
  private final LinkFaults links;

  Lab(String name, Places places, ControlGroups groups) {
    this.name = name;
    this.places = places;
    this.groups = groups;
    this.wiring = new Switch(name, places.labRuntime(name).resolve("switch"));
    this.hosts = new LabHosts(places, groups, wiring, name);
    this.links = new LinkFaults(wiring, places.lab(name).resolve("links"));
  }

  /// Whether a text can name a lab, a network or a host: 1 to 63 lower case letters, digits and
  /// hyphens, no hyphen at either end.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// Its name.
  public String name() {
    return name;
  }

  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }

  private void change(Change change) throws IOException {
    ProcessLock lock = ProcessLock.acquire(places.locks().resolve(name), "lab " + name, PATIENCE);
    try {
      change.make();
    } finally {
      lock.close();
    }
  }

  /// Makes a network, or brings it in line. May be repeated.
  public void putNetwork(NetworkDeclaration network) throws IOException {
    change(() -> {
      Path records = places.lab(name).resolve("networks");
      Trees.createPrivate(records);
      createSwitch();
      wiring.addNetwork(network.name());
      new RecordLines(List.of(new Line("cidr", network.cidr().toString())))
          .write(records.resolve(network.name()));
    });
  }

  private synchronized void createSwitch() throws IOException {
    if (wiring.exists()) {
      return;
    }
    wiring.create();
    // The machine was started anew since: the bridges went with the old switch.
    for (String network : networkNames()) {
      wiring.addNetwork(network);
    }
  }

  /// The names of all networks.
  public List<String> networkNames() throws IOException {
    return Trees.names(places.lab(name).resolve("networks"));
  }

  /// The network of that name, when its bridge is there too.
  public Optional<NetworkDeclaration> network(String network) throws IOException {
    Optional<Cidr> cidr =
        RecordLines.read(places.lab(name).resolve("networks").resolve(network))
            .flatMap(lines -> lines.value("cidr"))
            .flatMap(Cidr::parse);
    return cidr.isPresent() && wiring.hasNetwork(network)
        ? Optional.of(new NetworkDeclaration(network, cidr.get()))
        : Optional.empty();
  }

  /// Takes a network away. Hosts in it keep their interface, with nobody at the other end.
  public void deleteNetwork(String network) throws IOException {
    change(() -> {
      wiring.deleteNetwork(network);
      Files.deleteIfExists(places.lab(name).resolve("networks").resolve(network));
      forgetWhenEmpty();
    });
  }

  /// Makes a host as declared, or brings it in line, and starts it when it does not run.
  ///
  /// @throws dev.holdfast.lab.host.HostNeedsReplacement when what exists cannot become it
  /// @throws dev.holdfast.lab.host.HostDidNotStart when its init cannot be started
  public void putHost(HostDeclaration host) throws IOException {
    change(() -> {
      raiseInotify();
      createSwitch();
      hosts.ensure(host);
      links.applyTo(host.name(), host.attachments().stream().map(Attachment::network).toList());
    });
  }

  /// A systemd takes six or seven inotify instances, and the kernel counts those of all hosts
  /// together: its default of 128 ends at about the twentieth host.
  private static void raiseInotify() throws IOException {
    if (Integer.parseInt(INOTIFY.read()) < INOTIFY_INSTANCES) {
      INOTIFY.write(Integer.toString(INOTIFY_INSTANCES));
    }
  }

  /// Stops a host as if its power was cut; its files and links stay.
  public void stopHost(String host) throws IOException {
    change(() -> hosts.stop(host));
  }

  /// Removes a host with every trace of it; nothing when there is none.
  public void deleteHost(String host) throws IOException {
    change(() -> {
      hosts.destroy(host);
      forgetWhenEmpty();
    });
  }

  /// All hosts of which anything is found, by name. Linear in them.
  public List<HostSummary> hosts() throws IOException {
    List<HostSummary> summaries = new ArrayList<>();
    for (String host : hosts.names()) {
      summaries.add(host(host));
    }
    return List.copyOf(summaries);
  }

  /// One host, whatever there is of it.
  public HostSummary host(String host) throws IOException {
    return new HostSummary(
        host, hosts.state(host), hosts.init(host), hosts.declaration(host).orElse(null));
  }

  /// What is found in a host's network namespace; empty when it has none.
  ///
  /// @param settings the names of kernel settings to read as well
  public Optional<HostNetwork.Observed> observe(String host, Iterable<String> settings)
      throws IOException {
    return hosts.network(host, settings);
  }

  /// The file with what a host's init printed.
  public Path console(String host) {
    return hosts.console(host);
  }

  /// The pinned network namespace of a host.
  public Path networkNamespace(String host) {
    return hosts.networkNamespace(host);
  }

  /// The command that runs `command` in a host as its root.
  ///
  /// @throws dev.holdfast.lab.host.HostNotRunning when it does not run
  public List<String> enter(String host, List<String> command) throws IOException {
    return hosts.enter(host, command, LabHosts.Network.OWN);
  }

  /// The same, but with the machine's network and its name servers: the way to a package mirror for
  /// hosts whose own networks lead nowhere.
  public List<String> enterWithMachineNetwork(String host, List<String> command)
      throws IOException {
    return hosts.enter(host, command, LabHosts.Network.MACHINE);
  }

  /// The command that opens a login shell in a host on a terminal of the host's own, so that job
  /// control, `sudo` and full screen programs work. To be started with our terminal as its own.
  public List<String> shell(String host) throws IOException {
    String login =
        "for shell in /bin/bash /bin/sh; do [ -x $shell ] && break; done; "
            + "if command -v script >/dev/null 2>&1; then exec script -qec \"$shell -l\" /dev/null;"
            + " fi; exec $shell -l";
    return enter(host, List.of("env", "TERM=" + terminal(), "sh", "-c", login));
  }

  private static String terminal() {
    String terminal = System.getenv("TERM");
    return terminal != null && terminal.matches("[A-Za-z0-9._+-]{1,40}") ? terminal : "xterm";
  }

  /// The faults of its cables.
  public LinkFaults links() {
    return links;
  }

  /// Gives a cable a fault, or mends it.
  public void putLink(String host, String network, LinkShape shape) throws IOException {
    change(() -> {
      createSwitch();
      links.put(host, network, shape);
    });
  }

  /// Mends a cable and forgets about it.
  public void deleteLink(String host, String network) throws IOException {
    change(() -> {
      links.remove(host, network);
      forgetWhenEmpty();
    });
  }

  /// Whether anything of it is found.
  public boolean exists() throws IOException {
    return Files.exists(places.lab(name))
        || Files.exists(places.labRuntime(name))
        || groups.exists(group());
  }

  private String group() {
    return ControlGroups.ROOT + "/" + name;
  }

  /// Removes the switch and the directories when the last network, host and cable is gone.
  private void forgetWhenEmpty() throws IOException {
    boolean empty =
        hosts.names().isEmpty()
            && networkNames().isEmpty()
            && Trees.names(places.lab(name).resolve("links")).isEmpty();
    if (empty) {
      removeShell();
    }
  }

  private synchronized void removeShell() throws IOException {
    wiring.delete();
    groups.remove(group(), PATIENCE);
    // Whatever else is mounted there is not ours to know; it must not keep the lab alive.
    for (Path mount : Mounts.under(places.labRuntime(name))) {
      Mounts.detach(mount);
    }
    Trees.delete(places.labRuntime(name));
    Trees.delete(places.lab(name));
  }

  /// Removes the lab with every process, namespace, mount, control group and file of it, whatever
  /// state it is in. May be repeated after any interruption.
  public void destroy() throws IOException {
    change(() -> {
      // All at once, so that nobody waits for anybody.
      groups.kill(group(), PATIENCE);
      Parallel.forEach(hosts.names(), hosts::destroy);
      removeShell();
    });
  }

  /// Waits until a host's systemd has finished starting.
  ///
  /// @return the state systemd reports: `running`, or `degraded` when a unit failed
  public String awaitStarted(String host, Duration patience) throws IOException {
    HostState state = hosts.state(host);
    if (state != HostState.RUNNING) {
      throw new IOException("host " + host + " stopped while it started; see " + console(host));
    }
    return StartUp.await(this, host, patience);
  }
}
