package dev.holdfast.backends.pg;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The table of the peers, and one of our own beside it, which they do not look at.
///
/// | table | column | what |
/// |---|---|---|
/// | states | id | what the advisory lock of a workspace is taken on |
/// | | name | the workspace |
/// | | data | the state |
/// | states_holdfast_fence | name | the workspace |
/// | | epoch | how often it was locked |
/// | | holder | who has locked it, as JSON; null for nobody |
///
/// @param schema its name, not quoted
record PgTables(
    String schema,
    String table,
    String index,
    boolean skipSchema,
    boolean skipTable,
    boolean skipIndex) {

  /// No permission (SQLSTATE class 42, insufficient_privilege).
  private static final String NOT_PERMITTED = "42501";

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// The table of states, as it stands in a statement.
  String states() {
    return quoted(schema) + "." + quoted(table);
  }

  /// The table of epochs, as it stands in a statement.
  String fences() {
    return quoted(schema) + "." + quoted(table + "_holdfast_fence");
  }

  /// Whether the table of states is there.
  boolean exist(Connection connection) throws SQLException {
    return isThere(connection, states());
  }

  private static boolean isThere(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, table);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getBoolean(1);
      }
    }
  }

  /// Makes what is missing, unless that is switched off.
  ///
  /// @return whether there is the table of epochs, which not everybody may make
  boolean prepare(Connection connection) throws SQLException {
    if (!skipSchema && !isSchemaThere(connection)) {
      execute(connection, "CREATE SCHEMA IF NOT EXISTS " + quoted(schema));
    }
    if (!skipTable && !exist(connection)) {
      execute(connection, "CREATE SEQUENCE IF NOT EXISTS public.global_states_id_seq AS bigint");
      execute(
          connection,
          """
          CREATE TABLE IF NOT EXISTS %s (
            id bigint NOT NULL DEFAULT nextval('public.global_states_id_seq') PRIMARY KEY,
            name text UNIQUE,
            data text)\
          """
              .formatted(states()));
    }
    if (!skipIndex && !isThere(connection, quoted(schema) + "." + quoted(index))) {
      execute(
          connection,
          "CREATE UNIQUE INDEX IF NOT EXISTS %s ON %s (name)".formatted(quoted(index), states()));
    }
    return isThere(connection, fences()) || mayMakeFences(connection);
  }

  private boolean mayMakeFences(Connection connection) throws SQLException {
    try {
      execute(
          connection,
          """
          CREATE TABLE IF NOT EXISTS %s (
            name text PRIMARY KEY,
            epoch bigint NOT NULL,
            holder text)\
          """
              .formatted(fences()));
      return true;
    } catch (SQLException fault) {
      if (NOT_PERMITTED.equals(fault.getSQLState())) {
        return false;
      }
      throw fault;
    }
  }

  private boolean isSchemaThere(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(1) FROM information_schema.schemata WHERE schema_name = ?")) {
      query.setString(1, schema);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getLong(1) > 0;
      }
    }
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /// The advisory locks that the peers take while they make a workspace: the first one all versions
  /// of Terraform and older ones of OpenTofu, the second one newer ones.
  long[] creationLocks() {
    return new long[] {-1, -fnv32(schema)};
  }

  /// FNV-1, 32 bits.
  private static long fnv32(String text) {
    int hash = 0x811c9dc5;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash *= 0x01000193;
      hash ^= each & 0xff;
    }
    return Integer.toUnsignedLong(hash);
  }
}
