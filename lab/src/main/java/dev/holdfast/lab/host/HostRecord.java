package dev.holdfast.lab.host;

import dev.holdfast.lab.controlgroup.Limits;
import dev.holdfast.lab.disk.RecordLines;
import dev.holdfast.lab.disk.RecordLines.Line;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What is on disk about a host: what was last declared, and its range of user ids.
///
/// @param declaration with every interface named
/// @param ids the machine's user id of the host's root; 65536 ids from there are the host's
/// @param born whether it ever started: one that did not holds nothing worth keeping
record HostRecord(HostDeclaration declaration, int ids, boolean born) {
  private static final String DEFAULT = "default";

  /// Reads a host's record; empty when there is none.
  ///
  /// @throws RecordDamaged when it cannot be understood
  static Optional<HostRecord> read(HostPlaces places) throws IOException {
    Optional<RecordLines> lines = RecordLines.read(places.record());
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(places.host(), lines.get()));
    } catch (IllegalArgumentException damaged) {
      throw new RecordDamaged(places.record(), damaged);
    }
  }

  void write(HostPlaces places) throws IOException {
    encode().write(places.record());
  }

  private RecordLines encode() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("ids", Integer.toString(ids)));
    if (born) {
      lines.add(new Line("born", ""));
    }
    lines.add(new Line("rootfs", declaration.rootfs().toString()));
    lines.add(new Line("init", declaration.init().word()));
    Limits limits = declaration.limits();
    limits.memory().ifPresent(bytes -> lines.add(new Line("memory", Long.toString(bytes))));
    limits.cpus().ifPresent(cpus -> lines.add(new Line("cpus", Double.toString(cpus))));
    limits.processes().ifPresent(count -> lines.add(new Line("processes", Long.toString(count))));
    declaration.disk().ifPresent(bytes -> lines.add(new Line("disk", Long.toString(bytes))));
    for (Attachment attachment : declaration.attachments()) {
      StringBuilder text = new StringBuilder(attachment.interfaceName());
      text.append(' ').append(attachment.network());
      attachment.addresses().forEach(address -> text.append(' ').append(address));
      lines.add(new Line("interface", text.toString()));
    }
    for (Route route : declaration.routes()) {
      Cidr destination = route.destination();
      InetAddress gateway = route.gateway();
      lines.add(
          new Line(
              "route",
              (destination == null ? DEFAULT : destination.toString())
                  + (gateway == null ? "" : " " + gateway.getHostAddress())));
    }
    for (InetAddress server : declaration.resolver().nameservers()) {
      lines.add(new Line("nameserver", server.getHostAddress()));
    }
    declaration.resolver().search().forEach(domain -> lines.add(new Line("search", domain)));
    declaration
        .settings()
        .forEach((name, value) -> lines.add(new Line("setting", name + " " + value)));
    return new RecordLines(lines);
  }

  private static HostRecord decode(String name, RecordLines lines) {
    Limits limits =
        new Limits(
            number(lines, "memory"),
            lines
                .value("cpus")
                .map(Double::parseDouble)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty()),
            number(lines, "processes"));
    TreeMap<String, String> settings = new TreeMap<>();
    for (String setting : lines.values("setting")) {
      int blank = setting.indexOf(' ');
      settings.put(setting.substring(0, blank), setting.substring(blank + 1));
    }
    HostDeclaration declaration =
        new HostDeclaration(
            name,
            path(required(lines, "rootfs")),
            Init.ofWord(required(lines, "init")).orElseThrow(() -> missing("init")),
            limits,
            number(lines, "disk"),
            lines.values("interface").stream().map(HostRecord::attachment).toList(),
            lines.values("route").stream().map(HostRecord::route).toList(),
            new Resolver(
                lines.values("nameserver").stream().map(HostRecord::address).toList(),
                lines.values("search")),
            settings);
    return new HostRecord(
        declaration, Integer.parseInt(required(lines, "ids")), lines.value("born").isPresent());
  }

  private static Attachment attachment(String text) {
    List<String> words = Arrays.asList(text.split(" ", -1));
    if (words.size() < 2) {
      throw missing("network of an interface");
    }
    List<Cidr> addresses =
        words.subList(2, words.size()).stream()
            .map(word -> Cidr.parse(word).orElseThrow(() -> missing("address")))
            .toList();
    return new Attachment(words.get(1), words.get(0), addresses);
  }

  private static Route route(String text) {
    String[] words = text.split(" ", -1);
    return new Route(
        words[0].equals(DEFAULT)
            ? null
            : Cidr.parse(words[0]).orElseThrow(() -> missing("destination of a route")),
        words.length < 2 ? null : address(words[1]));
  }

  private static InetAddress address(String text) {
    return Cidr.parseAddress(text).orElseThrow(() -> missing("address"));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new IllegalArgumentException(invalid);
    }
  }

  private static OptionalLong number(RecordLines lines, String word) {
    Optional<String> value = lines.value(word);
    return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.get()));
  }

  private static String required(RecordLines lines, String word) {
    return lines.value(word).orElseThrow(() -> missing(word));
  }

  private static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException("no usable " + what);
  }
}
