package dev.holdfast.backends.pg;

import dev.holdfast.engine.state.RemoteLockedException;
import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.SupersededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A lock that is held. It lives as long as its connection, so every write goes through that one:
/// when the connection is gone, so is the lock, and then nothing can be written any more.
///
/// The peers write through any connection of a pool. Theirs may lose the lock unnoticed, and then
/// they write over what their successor has written; see the decision record on fencing.
///
/// Each write is one transaction, which holds the row while it looks whether the lock is still
/// ours, the epoch is still ours, and the text is still the one that was read.
final class PgLock implements RemotePlace.Lock {
  /// Where there is no table of epochs.
  static final long NO_EPOCH = -1;

  /// Picks the advisory lock on a 64-bit key out of `pg_locks`, which shows it in two halves.
  static final String HELD =
      """
      locktype = 'advisory' AND granted AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::bigint = ? AND objid::bigint = ?\
      """;

  private static final int ATTEMPTS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final PgPlace place;
  private final long id;
  private final long epoch;
  private Connection connection;

  PgLock(PgPlace place, Connection connection, long id, long epoch) {
    this.place = place;
    this.connection = connection;
    this.id = id;
    this.epoch = epoch;
  }

  static void setKey(PreparedStatement statement, int index, long key) throws SQLException {
    statement.setLong(index, key >>> 32);
    statement.setLong(index + 1, key & 0xffffffffL);
  }

  @Override
  public RemotePlace.@Nullable Content read() throws IOException {
    try {
      return place.read(connection);
    } catch (SQLException fault) {
      throw PgFault.of(fault);
    }
  }

  @Override
  public String write(byte[] bytes, @Nullable String expected) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      return replace(text, expected);
    } catch (SQLException fault) {
      if (!PgFault.isDisconnection(fault)) {
        throw PgFault.of(fault);
      }
    }
    // Whether the write has come through cannot be told from here: the row will tell.
    try {
      reconnect();
      return replace(text, expected);
    } catch (SQLException fault) {
      throw PgFault.of(fault);
    }
  }

  private String replace(String text, @Nullable String expected)
      throws SQLException, SupersededException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      requireOurs();
      String version = replaceRow(text, expected);
      connection.commit();
      done = true;
      return version;
    } finally {
      if (!done) {
        rollBack();
      }
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      // The server rolls back what was not committed.
      System.getLogger(PgLock.class.getName()).log(System.Logger.Level.DEBUG, "rollback", gone);
    }
  }

  private void requireOurs() throws SQLException, SupersededException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND " + HELD)) {
      setKey(query, 1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (row.getLong(1) == 0) {
          throw new SupersededException("the lock is not ours any more");
        }
      }
    }
    if (epoch == NO_EPOCH) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT epoch FROM %s WHERE name = ? FOR UPDATE".formatted(place.tables().fences()))) {
      query.setString(1, place.workspace());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getLong(1) != epoch) {
          throw new SupersededException("another run has taken the lock since");
        }
      }
    }
  }

  private String replaceRow(String text, @Nullable String expected)
      throws SQLException, SupersededException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT md5(data), md5(?) FROM %s WHERE id = ? FOR UPDATE"
                .formatted(place.tables().states()))) {
      query.setString(1, text);
      query.setLong(2, id);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new SupersededException("the workspace was deleted");
        }
        String found = row.getString(1);
        String ours = row.getString(2);
        if (Objects.equals(found, ours)) {
          return ours;
        }
        if (!Objects.equals(found, expected)) {
          throw new SupersededException("the state there is not the one that was read any more");
        }
        update(text);
        return ours;
      }
    }
  }

  private void update(String text) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE %s SET data = ? WHERE id = ?".formatted(place.tables().states()))) {
      update.setString(1, text);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /// Takes the lock again. The epoch stays: if anybody else had the lock in between, theirs is a
  /// later one, and the next write notices.
  private void reconnect() throws SQLException, IOException {
    for (int attempt = 1; ; attempt++) {
      Connection fresh = place.address().connect();
      boolean ours = false;
      try {
        if (place.tryLockRow(fresh, epoch != NO_EPOCH) == id) {
          connection = fresh;
          ours = true;
          return;
        }
        throw new SupersededException("the workspace was deleted and made anew");
      } catch (RemoteLockedException held) {
        // The server may not have noticed yet that our connection is gone.
        if (attempt == ATTEMPTS) {
          throw new SupersededException("the connection broke, and another run has the lock now");
        }
      } finally {
        if (!ours) {
          fresh.close();
        }
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    try (Connection last = connection) {
      if (!last.isClosed() && last.isValid(1)) {
        leave(last);
        PgPlace.advisoryUnlock(last, id);
      }
    } catch (SQLException fault) {
      throw PgFault.of(fault);
    }
  }

  private void leave(Connection last) throws SQLException {
    if (epoch == NO_EPOCH) {
      return;
    }
    try (PreparedStatement update =
        last.prepareStatement(
            "UPDATE %s SET holder = NULL WHERE name = ? AND epoch = ?"
                .formatted(place.tables().fences()))) {
      update.setString(1, place.workspace());
      update.setLong(2, epoch);
      update.executeUpdate();
    }
  }
}
