package dev.holdfast.backends.pg;

import dev.holdfast.backends.InvalidArguments;
import dev.holdfast.engine.state.StateUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/// Which database to connect to, and as whom. Holds secrets.
///
/// @param words by the names that libpq has for them, such as `host` and `sslmode`
record PgAddress(Map<String, String> words) {
  private static final Pattern WORD =
      Pattern.compile("\\s*([a-z_]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|((?:[^\\s'\\\\]|\\\\.)*))");

  /// Variables of the environment that libpq and its kin look at.
  private static final Map<String, String> VARIABLES =
      Map.of(
          "PGHOST", "host",
          "PGPORT", "port",
          "PGDATABASE", "dbname",
          "PGUSER", "user",
          "PGPASSWORD", "password",
          "PGSSLMODE", "sslmode",
          "PGSSLROOTCERT", "sslrootcert",
          "PGSSLCERT", "sslcert",
          "PGSSLKEY", "sslkey",
          "PGCONNECT_TIMEOUT", "connect_timeout");

  /// What the words are called by the driver; those it calls alike are not named.
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "connect_timeout", "connectTimeout",
          "application_name", "ApplicationName");

  PgAddress {
    words = Map.copyOf(words);
  }

  /// Reads a connection string.
  ///
  /// @param text `postgres://USER:PASSWORD@HOST:PORT/DATABASE?…` or `host=… dbname=…`; may be empty
  ///   where the environment says all
  static PgAddress of(String text, Map<String, String> environment)
      throws StateUnavailableException {
    Map<String, String> words = new TreeMap<>();
    // As the peers' driver has it; the environment and the text may say otherwise.
    words.put("sslmode", "require");
    words.put("host", "localhost");
    words.put("port", "5432");
    VARIABLES.forEach((variable, word) -> {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        words.put(word, value);
      }
    });
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      readAddress(text, words);
    } else {
      readWords(text, words);
    }
    words.putIfAbsent("user", System.getProperty("user.name"));
    words.putIfAbsent("dbname", words.get("user"));
    if (words.getOrDefault("host", "").startsWith("/")) {
      throw InvalidArguments.because(
          PgBackendType.NAME,
          "a socket in the file system cannot be used; name a host, such as localhost.");
    }
    return new PgAddress(words);
  }

  private static void readAddress(String text, Map<String, String> words)
      throws StateUnavailableException {
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException malformed) {
      throw malformed();
    }
    if (address.getRawAuthority() == null) {
      readQuery(address, words);
      return;
    }
    String authority = address.getRawAuthority();
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String[] user = authority.substring(0, at).split(":", 2);
      words.put("user", decoded(user[0]));
      if (user.length > 1) {
        words.put("password", decoded(user[1]));
      }
    }
    if (address.getHost() != null) {
      words.put("host", address.getHost());
    }
    if (address.getPort() > 0) {
      words.put("port", Integer.toString(address.getPort()));
    }
    String path = address.getPath();
    if (path != null && path.length() > 1) {
      words.put("dbname", path.substring(1));
    }
    readQuery(address, words);
  }

  private static void readQuery(URI address, Map<String, String> words) {
    String query = address.getRawQuery();
    if (query != null) {
      for (String each : query.split("&", -1)) {
        String[] pair = each.split("=", 2);
        words.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void readWords(String text, Map<String, String> words)
      throws StateUnavailableException {
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      words.put(matcher.group(1), value.replaceAll("\\\\(.)", "$1"));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw malformed();
    }
  }

  private static StateUnavailableException malformed() {
    // The text may hold a password, so it is not quoted.
    return InvalidArguments.because(
        PgBackendType.NAME,
        "\"conn_str\" is not readable. Write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with %XX"
            + " for special characters.");
  }

  /// Such as `db.example.org:5432/terraform`.
  String shown() {
    return "%s:%s/%s".formatted(words.get("host"), words.get("port"), words.get("dbname"));
  }

  /// A new connection.
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.put("ApplicationName", "holdfast");
    properties.put("connectTimeout", "10");
    properties.put("tcpKeepAlive", "true");
    words.forEach((word, value) -> {
      switch (word) {
        case "host", "port", "dbname" -> {}
        default -> properties.put(PROPERTIES.getOrDefault(word, word), value);
      }
    });
    Connection connection =
        new Driver()
            .connect(
                "jdbc:postgresql://%s:%s/%s"
                    .formatted(
                        words.get("host"),
                        words.get("port"),
                        java.net.URLEncoder.encode(
                            words.getOrDefault("dbname", ""), StandardCharsets.UTF_8)),
                properties);
    if (connection == null) {
      throw new SQLException("the address is not one of PostgreSQL");
    }
    return connection;
  }

  @Override
  public String toString() {
    return "PgAddress[" + shown() + "]";
  }
}
