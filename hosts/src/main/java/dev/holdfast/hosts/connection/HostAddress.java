package dev.holdfast.hosts.connection;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a host is, as the user writes it.
///
///     local               the machine Holdfast runs on
///     lab://shop/web1     host web1 of the lab named shop
///
/// Equal addresses are the same host and share one connection.
public sealed interface HostAddress {

  /// The scheme, which says which [Connector] opens it: `local` or `lab`.
  String scheme();

  /// The address as the user would write it; [#parse] of it gives an equal address.
  String text();

  /// The machine Holdfast runs on.
  record Local() implements HostAddress {
    @Override
    public String scheme() {
      return "local";
    }

    @Override
    public String text() {
      return "local";
    }
  }

  /// A host of a lab on this machine.
  ///
  /// @param lab the name of the lab
  /// @param host the name of the host in it
  record Lab(String lab, String host) implements HostAddress {
    public Lab {
      if (!NAME.matcher(lab).matches() || !NAME.matcher(host).matches()) {
        throw new IllegalArgumentException("not a lab and host name: " + lab + "/" + host);
      }
    }

    @Override
    public String scheme() {
      return "lab";
    }

    @Override
    public String text() {
      return "lab://" + lab + "/" + host;
    }
  }

  /// Names of labs and their hosts: they become names of folders and host names.
  Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

  /// Reads an address. On a mistake the result is empty and `diagnostics` has one more error.
  static Optional<HostAddress> parse(String text, Diagnostics diagnostics) {
    if (text.equals("local")) {
      return Optional.of(new Local());
    }
    if (text.startsWith("lab://")) {
      return parseLab(text, diagnostics);
    }
    diagnostics.add(Diagnostic.error("Unknown kind of host address", unknownKind(text)));
    return Optional.empty();
  }

  private static String unknownKind(String text) {
    if (text.isBlank()) {
      return "The host address is empty. " + KNOWN;
    }
    int colon = text.indexOf("://");
    return colon > 0
        ? "\"" + text + "\" has the scheme \"" + text.substring(0, colon) + "\". " + KNOWN
        : "\"" + text + "\" is not a host address. " + KNOWN;
  }

  private static Optional<HostAddress> parseLab(String text, Diagnostics diagnostics) {
    String[] parts = text.substring("lab://".length()).split("/", -1);
    if (parts.length == 2 && NAME.matcher(parts[0]).matches() && NAME.matcher(parts[1]).matches()) {
      return Optional.of(new Lab(parts[0], parts[1]));
    }
    diagnostics.add(
        Diagnostic.error(
            "Invalid lab host address",
            "\""
                + text
                + "\" must have the form lab://LAB/HOST, such as lab://shop/web1. Names are 1 to 63"
                + " letters, digits, dots, hyphens and underscores, and begin and end with a letter"
                + " or digit."));
    return Optional.empty();
  }

  /// What may be written instead; part of several diagnostics.
  String KNOWN = "Write local for this machine or lab://LAB/HOST for a host of a lab.";
}
