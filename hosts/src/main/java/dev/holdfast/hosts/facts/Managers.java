package dev.holdfast.hosts.facts;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.operation.Check;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.PackageManager;
import dev.holdfast.hosts.operation.ServiceManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The part of the facts that operations on packages and services need. Asking for it costs next to
/// nothing, so it is asked for each time and never out of date.
///
/// @param services what starts services; empty if nothing that we know
/// @param packages what installs packages; empty if nothing that we know
public record Managers(Optional<ServiceManager> services, Optional<PackageManager> packages) {
  static final String SCRIPT = script("managers.sh");
  private static final Check<Managers> CHECK =
      new Check<>("its managers", Request.reading(SCRIPT), answer -> parse(answer.output()));

  /// Asks a host.
  ///
  /// @throws HostException if it cannot be asked
  public static Managers on(Host host)
      throws HostException, CheckFailedException, InterruptedException {
    return CHECK.on(host);
  }

  private static Managers parse(String text) {
    List<String> lines = text.lines().toList();
    return new Managers(services(value(lines, "init ")), packages(value(lines, "packages ")));
  }

  private static String value(List<String> lines, String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .findFirst()
        .orElse("");
  }

  static Optional<ServiceManager> services(String word) {
    return switch (word) {
      case "systemd" -> Optional.of(ServiceManager.SYSTEMD);
      case "openrc" -> Optional.of(ServiceManager.OPENRC);
      case "scripts" -> Optional.of(ServiceManager.INIT_SCRIPTS);
      default -> Optional.empty();
    };
  }

  static Optional<PackageManager> packages(String word) {
    return switch (word) {
      case "apt" -> Optional.of(PackageManager.APT);
      case "dnf" -> Optional.of(PackageManager.DNF);
      case "apk" -> Optional.of(PackageManager.APK);
      default -> Optional.empty();
    };
  }

  /// The text of a script that lies beside this class.
  static String script(String name) {
    try (InputStream script = Managers.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " is missing from the library");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
