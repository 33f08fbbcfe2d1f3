package dev.holdfast.backends.pg;

import dev.holdfast.backends.EmptyState;
import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import dev.holdfast.engine.state.RemoteLockedException;
import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The row of one workspace.
record PgPlace(PgAddress address, PgTables tables, String workspace, StoreSettings settings)
    implements RemotePlace {

  @Override
  public String location() {
    return "postgres://%s, table %s, workspace \"%s\""
        .formatted(address.shown(), tables.states(), workspace);
  }

  @Override
  public @Nullable Content read() throws IOException {
    try (Connection connection = address.connect()) {
      return tables.exist(connection) ? read(connection) : null;
    } catch (SQLException fault) {
      throw PgFault.of(fault);
    }
  }

  @Nullable Content read(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT data, md5(data) FROM %s WHERE name = ?".formatted(tables.states()))) {
      query.setString(1, workspace);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getString(1) == null) {
          return null;
        }
        return new Content(row.getString(1).getBytes(StandardCharsets.UTF_8), row.getString(2));
      }
    }
  }

  @Override
  public RemotePlace.Lock lock(LockInfo info) throws RemoteLockedException, IOException {
    try {
      Connection connection = address.connect();
      try {
        return lock(connection, info);
      } catch (SQLException | RemoteLockedException | RuntimeException fault) {
        connection.close();
        throw fault;
      }
    } catch (SQLException fault) {
      throw PgFault.of(fault);
    }
  }

  private PgLock lock(Connection connection, LockInfo info)
      throws SQLException, RemoteLockedException {
    boolean fenced = tables.prepare(connection);
    long id = tryLockRow(connection, fenced);
    long epoch = fenced ? nextEpoch(connection, info) : PgLock.NO_EPOCH;
    return new PgLock(this, connection, id, epoch);
  }

  /// Takes the advisory lock on the id of the row, as the peers do.
  ///
  /// @return the id
  long tryLockRow(Connection connection, boolean fenced)
      throws SQLException, RemoteLockedException {
    while (true) {
      OptionalLong id = rowId(connection);
      if (id.isEmpty()) {
        if (!createRow(connection)) {
          throw new RemoteLockedException(null);
        }
        continue;
      }
      if (!tryAdvisoryLock(connection, id.getAsLong())) {
        throw new RemoteLockedException(fenced ? holder(connection) : null);
      }
      // Between the two somebody may have deleted the workspace and made it anew.
      OptionalLong again = rowId(connection);
      if (again.equals(id)) {
        return id.getAsLong();
      }
      advisoryUnlock(connection, id.getAsLong());
    }
  }

  private OptionalLong rowId(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id FROM %s WHERE name = ?".formatted(tables.states()))) {
      query.setString(1, workspace);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  private String emptyState() throws SQLException {
    try {
      return new String(EmptyState.text(settings), StandardCharsets.UTF_8);
    } catch (IOException noKey) {
      throw new SQLException(noKey.getMessage(), noKey);
    }
  }

  /// Makes the row, with a state that has nothing in it: the peers cannot read an empty text.
  ///
  /// @return false if somebody else is making a workspace at this moment
  boolean createRow(Connection connection) throws SQLException {
    long[] locks = tables.creationLocks();
    int taken = 0;
    try {
      while (taken < locks.length && tryAdvisoryLock(connection, locks[taken])) {
        taken++;
      }
      if (taken < locks.length) {
        return false;
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO %s (name, data) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"
                  .formatted(tables.states()))) {
        insert.setString(1, workspace);
        insert.setString(2, emptyState());
        insert.executeUpdate();
      }
      return true;
    } finally {
      while (taken > 0) {
        taken--;
        advisoryUnlock(connection, locks[taken]);
      }
    }
  }

  void deleteRow(Connection connection) throws SQLException {
    delete(connection, tables.states());
    if (tables.prepare(connection)) {
      delete(connection, tables.fences());
    }
  }

  private void delete(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM %s WHERE name = ?".formatted(table))) {
      statement.setString(1, workspace);
      statement.executeUpdate();
    }
  }

  private static boolean tryAdvisoryLock(Connection connection, long key) throws SQLException {
    return askWith(connection, "SELECT pg_try_advisory_lock(?)", key);
  }

  static void advisoryUnlock(Connection connection, long key) throws SQLException {
    askWith(connection, "SELECT pg_advisory_unlock(?)", key);
  }

  private static boolean askWith(Connection connection, String text, long key) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(text)) {
      query.setLong(1, key);
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  /// Begins the next epoch: whoever held the lock before can write no more.
  private long nextEpoch(Connection connection, LockInfo info) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO %1$s AS fence (name, epoch, holder) VALUES (?, 1, ?)
            ON CONFLICT (name) DO UPDATE SET epoch = fence.epoch + 1, holder = excluded.holder
            RETURNING epoch\
            """
                .formatted(tables.fences()))) {
      statement.setString(1, workspace);
      statement.setString(2, new String(LockText.encode(info), StandardCharsets.UTF_8));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private @Nullable LockInfo holder(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT holder FROM %s WHERE name = ?".formatted(tables.fences()))) {
      query.setString(1, workspace);
      try (ResultSet row = query.executeQuery()) {
        String text = row.next() ? row.getString(1) : null;
        return text == null ? null : LockText.decode(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public void forceUnlock(String lockId) throws RemoteLockedException, IOException {
    try (Connection connection = address.connect()) {
      boolean fenced = tables.exist(connection) && tables.prepare(connection);
      LockInfo holder = fenced ? holder(connection) : null;
      OptionalLong id = fenced ? rowId(connection) : OptionalLong.empty();
      if (holder == null || id.isEmpty() || !holder.id().equals(lockId)) {
        throw new RemoteLockedException(holder);
      }
      endEpoch(connection);
      terminate(connection, id.getAsLong());
    } catch (SQLException fault) {
      throw PgFault.of(fault);
    }
  }

  private void endEpoch(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE %s SET epoch = epoch + 1, holder = NULL WHERE name = ?"
                .formatted(tables.fences()))) {
      statement.setString(1, workspace);
      statement.executeUpdate();
    }
  }

  /// An advisory lock lives as long as the connection of its owner, so that is ended.
  private static void terminate(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE " + PgLock.HELD)) {
      PgLock.setKey(statement, 1, id);
      statement.executeQuery().close();
    }
  }
}
