package dev.holdfast.lab.host;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.network.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The hosts of one lab. Different hosts may be changed by different threads at once; changes of
/// one host wait for each other. Keeping other processes out is the caller's affair.
public final class LabHosts {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Places places;
  private final ControlGroups groups;
  private final Switch wiring;
  private final String lab;
  private final IdRanges ids;
  private final ConcurrentHashMap<String, Object> monitors = new ConcurrentHashMap<>();

  /// @param wiring the lab's switch, which must exist before a host with attachments is made
  public LabHosts(Places places, ControlGroups groups, Switch wiring, String lab) {
    this.places = places;
    this.groups = groups;
    this.wiring = wiring;
    this.lab = lab;
    this.ids = new IdRanges(places.ids());
  }

  private HostPlaces placesOf(String host) {
    return new HostPlaces(places, lab, host);
  }

  private Object monitor(String host) {
    return monitors.computeIfAbsent(host, any -> new Object());
  }

  /// Makes a host as declared, or brings it in line when it exists, and starts it when it does not
  /// run. Networks, routes, settings and limits change while it runs. May be repeated after any
  /// interruption.
  ///
  /// @throws HostNeedsReplacement when it exists with another image, init or disk
  /// @throws HostDidNotStart when its init cannot be started
  public void ensure(HostDeclaration wanted) throws IOException {
    synchronized (monitor(wanted.name())) {
      HostPlaces host = placesOf(wanted.name());
      HostRecord before = HostRecord.read(host).orElse(null);
      if (before == null ? Files.exists(host.directory()) : !before.born()) {
        // Left by an interrupted creation: nothing in it is worth keeping.
        remove(wanted.name());
        before = null;
      }
      if (before != null && mustReplace(before.declaration(), wanted)) {
        throw new HostNeedsReplacement(wanted.name());
      }
      HostDeclaration previous = before == null ? null : before.declaration();
      HostDeclaration declaration = nameInterfaces(wanted, previous);
      createDirectories(host);
      int base = before == null ? ids.take(owner(wanted.name())) : before.ids();
      if (before == null) {
        new HostRecord(declaration, base, false).write(host);
      }
      groups.create(host.group(), declaration.limits(), base);
      HostFiles files = new HostFiles(host, base);
      files.create(declaration);
      wire(host, declaration, previous, base);
      Boot boot = new Boot(host, groups);
      if (boot.running().isEmpty()) {
        start(host, boot, files, declaration);
      } else {
        files.detach();
      }
      if (previous != null && !previous.resolver().equals(declaration.resolver())) {
        writeResolver(declaration);
      }
      new HostRecord(declaration, base, true).write(host);
    }
  }

  /// From inside, where a link that the host's root may have put in its place leads nowhere else.
  private void writeResolver(HostDeclaration host) throws IOException {
    String write = "rm -f /etc/resolv.conf && printf '%s' \"$1\" >/etc/resolv.conf";
    List<String> command = List.of("sh", "-c", write, "write", host.resolver().file());
    Commands.run(enter(host.name(), command, Network.OWN));
  }

  private static boolean mustReplace(HostDeclaration before, HostDeclaration wanted) {
    return !before.rootfs().equals(wanted.rootfs())
        || before.init() != wanted.init()
        || !before.disk().equals(wanted.disk());
  }

  /// Gives every attachment its interface: the one it had, else the first free one.
  private static HostDeclaration nameInterfaces(
      HostDeclaration wanted, @Nullable HostDeclaration previous) {
    Map<String, String> known = new HashMap<>();
    if (previous != null) {
      previous.attachments().forEach(old -> known.put(old.network(), old.interfaceName()));
    }
    Set<String> used = new HashSet<>();
    for (Attachment attachment : wanted.attachments()) {
      String name = attachment.interfaceName();
      used.add(name.isEmpty() ? known.getOrDefault(attachment.network(), "") : name);
    }
    List<Attachment> named = new ArrayList<>();
    int next = 0;
    for (Attachment attachment : wanted.attachments()) {
      String name = attachment.interfaceName();
      if (name.isEmpty()) {
        name = known.getOrDefault(attachment.network(), "");
      }
      while (name.isEmpty()) {
        String candidate = "eth" + next++;
        name = used.add(candidate) ? candidate : "";
      }
      named.add(attachment.named(name));
    }
    return wanted.withNetwork(named, wanted.routes());
  }

  private void createDirectories(HostPlaces host) throws IOException {
    Trees.createPrivate(host.directory());
    // A host's root, powerless here, passes through on its way to its own root directory.
    Path directory = host.runtime();
    Files.createDirectories(directory);
    for (Path part = directory;
        part != null && part.startsWith(places.runtime());
        part = part.getParent()) {
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  private void wire(
      HostPlaces host, HostDeclaration declaration, @Nullable HostDeclaration previous, int base)
      throws IOException {
    List<String> gone = networks(previous);
    HostDeclaration applied = previous;
    if (HostNamespaces.exist(host)) {
      gone.removeAll(networks(declaration));
    } else {
      // An init without its pinned namespaces cannot be wired or entered again.
      groups.kill(host.group(), PATIENCE);
      gone.addAll(networks(declaration));
      HostNamespaces.create(host, base);
      applied = null;
    }
    wiring.unplug(host.host(), gone);
    List<Switch.Plug> plugs =
        declaration.attachments().stream()
            .map(attachment -> new Switch.Plug(attachment.network(), attachment.interfaceName()))
            .toList();
    if (!plugs.isEmpty()) {
      wiring.plug(host.host(), host.networkNamespace(), plugs);
    }
    HostNetwork.apply(host.networkNamespace(), declaration, applied);
  }

  private static List<String> networks(@Nullable HostDeclaration declaration) {
    List<String> names = new ArrayList<>();
    if (declaration != null) {
      declaration.attachments().forEach(attachment -> names.add(attachment.network()));
    }
    return names;
  }

  private void start(HostPlaces host, Boot boot, HostFiles files, HostDeclaration declaration)
      throws IOException {
    // What its last init left behind would otherwise run beside the new one.
    groups.kill(host.group(), PATIENCE);
    files.mount(declaration);
    try {
      boot.start(declaration);
    } finally {
      files.detach();
    }
  }

  /// Stops a host at once, as if its power was cut. Its files and its links stay; [#ensure] starts
  /// it again.
  public void stop(String name) throws IOException {
    synchronized (monitor(name)) {
      groups.kill(placesOf(name).group(), PATIENCE);
    }
  }

  /// Removes a host and every trace of it; nothing when there is none. Needs no record: whatever is
  /// found is removed.
  public void destroy(String name) throws IOException {
    synchronized (monitor(name)) {
      remove(name);
    }
  }

  private void remove(String name) throws IOException {
    HostPlaces host = placesOf(name);
    Optional<HostRecord> record = readable(host);
    groups.remove(host.group(), PATIENCE);
    List<String> networks = new ArrayList<>(Trees.names(places.lab(lab).resolve("networks")));
    record.ifPresent(known -> networks.addAll(networks(known.declaration())));
    wiring.unplug(name, networks.stream().distinct().toList());
    new HostFiles(host, 0).detach();
    HostNamespaces.delete(host);
    Trees.delete(host.runtime());
    // The record goes last: as long as anything is left, it can be found.
    for (String entry : Trees.allNames(host.directory())) {
      if (!entry.equals(host.record().getFileName().toString())) {
        Trees.delete(host.directory().resolve(entry));
      }
    }
    if (record.isPresent()) {
      ids.release(record.get().ids(), owner(name));
    } else {
      ids.releaseOf(owner(name)::equals);
    }
    Trees.delete(host.directory());
  }

  /// Whose range of ids that of a host is.
  private String owner(String host) {
    return lab + "/" + host;
  }

  private static Optional<HostRecord> readable(HostPlaces host) throws IOException {
    try {
      return HostRecord.read(host);
    } catch (RecordDamaged damaged) {
      return Optional.empty();
    }
  }

  /// The names of all hosts of which anything is found: on disk, pinned, or in a control group.
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>(Trees.names(places.lab(lab).resolve("hosts")));
    names.addAll(Trees.names(places.labRuntime(lab).resolve("hosts")));
    names.addAll(groups.children(ControlGroups.ROOT + "/" + lab));
    return List.copyOf(names);
  }

  /// How a host is.
  public HostState state(String name) throws IOException {
    HostPlaces host = placesOf(name);
    Optional<HostRecord> record = readable(host);
    if (record.isEmpty()) {
      return names().contains(name) ? HostState.BROKEN : HostState.ABSENT;
    }
    if (!record.get().born()) {
      return HostState.BROKEN;
    }
    return init(name).isPresent() ? HostState.RUNNING : HostState.STOPPED;
  }

  /// The process number of a host's init, as the machine sees it; empty when it does not run.
  public OptionalLong init(String name) throws IOException {
    return new Boot(placesOf(name), groups).running();
  }

  /// What was last declared about a host; empty when it has no usable record.
  public Optional<HostDeclaration> declaration(String name) throws IOException {
    return readable(placesOf(name)).filter(HostRecord::born).map(HostRecord::declaration);
  }

  /// What is found in a host's network namespace; empty when it has none.
  ///
  /// @param settings the names of kernel settings to read as well
  public Optional<HostNetwork.Observed> network(String name, Iterable<String> settings)
      throws IOException {
    HostPlaces host = placesOf(name);
    if (!HostNamespaces.exist(host)) {
      return Optional.empty();
    }
    return Optional.of(HostNetwork.observe(host.networkNamespace(), settings));
  }

  /// What a host's init printed so far.
  public Path console(String name) {
    return placesOf(name).console();
  }

  /// The pinned network namespace of a host, for whoever wants to look from inside it.
  public Path networkNamespace(String name) {
    return placesOf(name).networkNamespace();
  }

  /// Whose network a command in a host sees.
  public enum Network {
    /// The host's own.
    OWN,

    /// The machine's, with its name servers, and without any power over it. Everything else is the
    /// host's own.
    MACHINE
  }

  /// The command that runs `command` inside a running host as its root: in its control group and in
  /// all its namespaces, with a fresh environment and nothing of ours but the three standard
  /// streams.
  ///
  /// @throws HostNotRunning when its init does not run
  public List<String> enter(String name, List<String> command, Network network) throws IOException {
    OptionalLong init = init(name);
    if (init.isEmpty()) {
      throw new HostNotRunning(name, state(name));
    }
    HostPlaces host = placesOf(name);
    return new Entry(host, groups.entrances(host.group()), init.getAsLong(), network)
        .command(command);
  }
}
