package dev.holdfast.hosts.facts;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.operation.Check;
import dev.holdfast.hosts.operation.CheckFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gathers [Facts] in one round trip.
///
/// `managers.sh` and `facts.sh` print lines of a word, a space and a value; many lines may begin
/// with the same word.
public final class FactsCheck {
  private static final Check<Facts> CHECK =
      new Check<>(
          "the facts",
          Request.reading(Managers.SCRIPT + Managers.script("facts.sh")),
          answer -> parse(answer.output()));

  private FactsCheck() {}

  /// Asks a host.
  ///
  /// @throws CheckFailedException if what it says makes no sense
  /// @throws HostException if it cannot be asked
  public static Facts on(Host host)
      throws HostException, CheckFailedException, InterruptedException {
    return CHECK.on(host);
  }

  /// Reads what the scripts printed. Linear in its length.
  ///
  /// @throws IllegalArgumentException if a number is none
  static Facts parse(String text) {
    Map<String, List<String>> lines = new HashMap<>();
    text.lines()
        .map(line -> line.split(" ", 2))
        .forEach(pair ->
            lines
                .computeIfAbsent(pair[0], word -> new ArrayList<>())
                .add(pair.length == 2 ? pair[1] : ""));
    return new Facts(
        first(lines, "hostname"),
        distribution(lines.getOrDefault("os", List.of())),
        first(lines, "kernel"),
        first(lines, "architecture"),
        Math.max(1, Integer.parseInt(first(lines, "processors"))),
        memory(first(lines, "memory")),
        lines.getOrDefault("address", List.of()).stream().map(FactsCheck::address).toList(),
        lines.getOrDefault("route", List.of()).stream().findFirst().map(FactsCheck::route),
        Managers.services(first(lines, "init")),
        Managers.packages(first(lines, "packages")),
        lines.getOrDefault("user", List.of()).stream()
            .map(line -> line.split(":", -1))
            .filter(fields -> fields.length == 7)
            .map(FactsCheck::account)
            .toList(),
        groups(lines.getOrDefault("group", List.of())),
        Optional.of(first(lines, "python")).filter(path -> !path.isEmpty()),
        first(lines, "me"));
  }

  private static String first(Map<String, List<String>> lines, String word) {
    List<String> values = lines.getOrDefault(word, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static Facts.Distribution distribution(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
      }
    }
    String like = values.getOrDefault("ID_LIKE", "").strip();
    return new Facts.Distribution(
        values.getOrDefault("ID", ""),
        like.isEmpty() ? List.of() : List.of(like.split(" +")),
        values.getOrDefault("VERSION_ID", ""),
        values.getOrDefault("VERSION_CODENAME", ""),
        values.getOrDefault("PRETTY_NAME", ""));
  }

  private static String unquote(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted
        ? value.substring(1, value.length() - 1).replaceAll("\\\\([\\\\\"$`'])", "$1")
        : value;
  }

  /// From a line of `/proc/meminfo`: a number and `kB`.
  private static long memory(String value) {
    return 1024 * Long.parseLong(value.strip().split(" ", 2)[0]);
  }

  /// From a line of `ip -o address`: `2: eth0 inet 10.0.0.2/24 brd …`.
  private static Facts.Address address(String line) {
    String[] words = line.strip().split("\\s+", -1);
    String[] network = words[3].split("/", 2);
    return new Facts.Address(
        words[1],
        network[0],
        network.length == 2 ? Integer.parseInt(network[1]) : network[0].contains(":") ? 128 : 32);
  }

  /// From a line of `/proc/net/route`: the device, and the gateway as eight hexadecimal digits of
  /// which the last two are the first byte.
  private static Facts.Route route(String line) {
    String[] words = line.split(" ", -1);
    long gateway = Long.parseLong(words[1], 16);
    return new Facts.Route(
        "%d.%d.%d.%d"
            .formatted(gateway & 255, gateway >> 8 & 255, gateway >> 16 & 255, gateway >> 24 & 255),
        words[0]);
  }

  private static Facts.Account account(String[] fields) {
    return new Facts.Account(
        fields[0], Long.parseLong(fields[2]), Long.parseLong(fields[3]), fields[5], fields[6]);
  }

  private static Map<String, Long> groups(List<String> lines) {
    Map<String, Long> groups = new LinkedHashMap<>();
    for (String line : lines) {
      String[] fields = line.split(":", -1);
      if (fields.length >= 3) {
        groups.put(fields[0], Long.parseLong(fields[2]));
      }
    }
    return groups;
  }
}
