package dev.holdfast.hosts.connection;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a host is, as the user writes it.
///
///     local               the machine Holdfast runs on
///     lab://shop/web1     host web1 of the lab named shop
///     ssh://ann@web1:22   user ann on the machine web1
///
/// Equal addresses are the same host and share one connection.
public sealed interface HostAddress {

  /// The scheme, which says which [Connector] opens it: `local`, `lab` or `ssh`.
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

  /// A machine that is reached by ssh.
  ///
  /// @param user empty for the one that runs Holdfast
  /// @param host a name or an IP address, without brackets
  record Ssh(String user, String host, int port) implements HostAddress {
    /// Where ssh servers listen.
    public static final int STANDARD_PORT = 22;

    @Override
    public String scheme() {
      return "ssh";
    }

    @Override
    public String text() {
      return "ssh://"
          + (user.isEmpty() ? "" : user + "@")
          + (host.contains(":") ? "[" + host + "]" : host)
          + (port == STANDARD_PORT ? "" : ":" + port);
    }
  }

  /// The parts after `ssh://`.
  Pattern SSH =
      Pattern.compile(
          "(?:([A-Za-z0-9_][A-Za-z0-9_.-]*)@)?"
              + "(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9][A-Za-z0-9_.-]*))(?::([0-9]{1,5}))?/?");

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
    if (text.startsWith("ssh://")) {
      return parseSsh(text, diagnostics);
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

  private static Optional<HostAddress> parseSsh(String text, Diagnostics diagnostics) {
    Matcher parts = SSH.matcher(text.substring("ssh://".length()));
    if (parts.matches()) {
      String user = parts.group(1) == null ? "" : parts.group(1);
      String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
      int port = parts.group(4) == null ? Ssh.STANDARD_PORT : Integer.parseInt(parts.group(4));
      if (port > 0 && port < 65_536) {
        return Optional.of(new Ssh(user, host, port));
      }
    }
    diagnostics.add(
        Diagnostic.error(
            "Invalid ssh host address",
            "\""
                + text
                + "\" must have the form ssh://USER@HOST:PORT, such as ssh://ann@web1.example.com. The"
                + " user and the port may be left out."));
    return Optional.empty();
  }

  /// What may be written instead; part of several diagnostics.
  String KNOWN =
      "Write local for this machine, lab://LAB/HOST for a host of a lab, or ssh://USER@HOST for"
          + " another machine.";
}
