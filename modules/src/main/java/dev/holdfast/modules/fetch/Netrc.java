package dev.holdfast.modules.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Users and passwords for web servers in the file `.netrc`: `machine HOST login USER password
/// SECRET`, in as many lines as one likes, and `default` for all other hosts.
final class Netrc {
  private final Map<String, String> environment;

  /// @param environment of this process; `NETRC` names another file than `~/.netrc`
  Netrc(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The value of the header `Authorization` for a host; empty where the file has nothing for it.
  Optional<String> authorization(String host) throws FetchException {
    Path file = file();
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return find(Files.readString(file), host);
    } catch (IOException unreadable) {
      throw new FetchException("%s cannot be read: %s.".formatted(file, unreadable.getMessage()));
    }
  }

  private Path file() {
    String named = environment.getOrDefault("NETRC", "");
    return named.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", "/"), ".netrc")
        : Path.of(named);
  }

  /// Linear in the text. The first entry that fits counts. What follows `macdef` up to an empty
  /// line is no entry.
  static Optional<String> find(String text, String host) {
    String withoutMacros =
        text.replaceAll("(?m)^\\s*#.*$", "")
            .replaceAll("(?ms)^\\s*macdef\\b.*?(?:\\R\\s*\\R|\\z)", "");
    Iterator<String> words = List.of(withoutMacros.strip().split("\\s+", -1)).iterator();
    boolean fits = false;
    String login = "";
    String password = "";
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "machine", "default" -> {
          if (fits) {
            return Optional.of(basic(login, password));
          }
          fits = word.equals("default") || (words.hasNext() && words.next().equals(host));
          login = "";
          password = "";
        }
        case "login" -> login = words.hasNext() ? words.next() : "";
        case "password" -> password = words.hasNext() ? words.next() : "";
        default -> {}
      }
    }
    return fits ? Optional.of(basic(login, password)) : Optional.empty();
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
