package dev.holdfast.backends.pg;

import static dev.holdfast.backends.RemoteRun.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.backends.Peer;
import dev.holdfast.backends.PeerContract;
import dev.holdfast.backends.RemoteRun;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.StateMigration;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real PostgreSQL.
class PgBackendTest implements PeerContract {
  private static @Nullable PostgresServer server;

  @TempDir private Path root;
  private Connection observer;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    Optional<Path> programs = PostgresServer.installed();
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
    server = PostgresServer.start(programs.get());
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @BeforeEach
  void emptyDatabase() throws SQLException {
    execute(connect("postgres"), "DROP DATABASE IF EXISTS states WITH (FORCE)");
    execute(connect("postgres"), "CREATE DATABASE states");
    observer = connect("states");
  }

  @AfterEach
  void disconnect() throws SQLException {
    observer.close();
  }

  private static PostgresServer server() {
    PostgresServer running = server;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private static Connection connect(String database) throws SQLException {
    String address = server().address(database).replace("postgres://tester@", "jdbc:postgresql://");
    return DriverManager.getConnection(address + "&user=tester");
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private String ask(String text) throws SQLException {
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  private void change(String text) throws SQLException {
    try (Statement statement = observer.createStatement()) {
      statement.execute(text);
    }
  }

  private RemoteRun in(String folder, Map<String, Value> more) throws IOException {
    Map<String, Value> arguments = new HashMap<>(more);
    arguments.put("conn_str", Value.of(server().address("states")));
    return new RemoteRun(
        new PgBackendType(), Files.createDirectories(root.resolve(folder)), arguments);
  }

  @Override
  public RemoteRun in(String folder) throws IOException {
    return in(folder, Map.of());
  }

  @Override
  public String block() {
    return "backend \"pg\" { conn_str = \"%s\" }".formatted(server().address("states"));
  }

  /// Ends the connections of whoever holds an advisory lock, and waits until they are gone.
  @Override
  public void loseLock() throws SQLException {
    change("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
    while (!ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").equals("0")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void usesTheTableOfThePeers() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
    }
    assertThat(ask("SELECT name FROM terraform_remote_state.states")).isEqualTo("default");
    assertThat(ask("SELECT data FROM terraform_remote_state.states"))
        .startsWith("{\"version\":4,\"terraform_version\":\"1.2.3\",\"serial\":1,")
        .contains("\"it\"");
    assertThat(
            ask(
                "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position)"
                    + " FROM information_schema.columns WHERE table_name = 'states'"))
        .isEqualTo("id name data");
  }

  @Test
  void holdsTheAdvisoryLockOnTheIdOfTheRowThatThePeersLookAt() throws Exception {
    String query =
        "SELECT pg_try_advisory_lock(id) FROM terraform_remote_state.states WHERE name = 'default'";
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      assertThat(ask(query)).isEqualTo("f");
      session.commit();
    }
    assertThat(ask(query)).isEqualTo("t");
    assertThatThrownBy(() -> in("a").store().open(LockRequest.of("apply")))
        .isInstanceOf(StateLockedException.class);
  }

  @Test
  void aBrokenConnectionIsMadeAnewWhereNobodyCameInBetween() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      loseLock();
      session.commit();
      session.change(put("two"));
      session.commit();
    }
    assertThat(in("b").output()).isEqualTo("two");
  }

  /// What the peers do: their lock is gone with its connection, and another one of their pool
  /// writes all the same.
  @Test
  void aWriteOfAPeerWithoutALockIsNotOverwritten() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("first"));
      session.commit();
      change("UPDATE terraform_remote_state.states SET data = replace(data, 'first', 'peer')");
      session.change(put("second"));
      assertThatThrownBy(session::commit).hasMessageContaining("Somebody else has changed");
    }
    assertThat(in("b").output()).isEqualTo("peer");
  }

  /// Where a pooler keeps the connection alive, a lock can be lost without a broken connection; and
  /// a successor that has not written yet has left no trace in the state.
  @Test
  void aRunOfAnEarlierEpochWritesNothingEvenIfTheStateIsUnchanged() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("late"));
      change("UPDATE terraform_remote_state.states_holdfast_fence SET epoch = epoch + 1");
      assertThatThrownBy(session::commit).hasMessageContaining("another run has taken the lock");
    }
    assertThat(in("b").output()).isEmpty();
  }

  @Test
  void forceUnlockEndsTheRunThatHeldIt() throws Exception {
    StateSession stuck = in("a").store().open(LockRequest.of("apply"));
    String id = "";
    try {
      in("b").store().open(LockRequest.of("apply")).close();
    } catch (StateLockedException held) {
      id = held.holder() == null ? "" : held.holder().id();
    }
    assertThatThrownBy(() -> in("b").store().forceUnlock("another"))
        .isInstanceOf(StateLockedException.class)
        .hasMessageContaining("has another lock");
    in("b").store().forceUnlock(id);
    try (StateSession next = in("b").store().open(LockRequest.of("apply"))) {
      next.change(put("next"));
      next.commit();
    }
    stuck.change(put("stuck"));
    assertThatThrownBy(stuck::commit).hasMessageContaining("Somebody else has changed");
    stuck.close();
    assertThat(in("b").output()).isEqualTo("next");
  }

  @Test
  void aRoleThatMayMakeNoTablesWorksWithThoseThatAreThere() throws Exception {
    in("a").backend().create("default");
    change("DROP TABLE terraform_remote_state.states_holdfast_fence");
    change("CREATE ROLE plain LOGIN");
    change("GRANT USAGE ON SCHEMA terraform_remote_state TO plain");
    change("GRANT SELECT, UPDATE ON terraform_remote_state.states TO plain");
    String address = server().address("states").replace("tester@", "plain@");
    RemoteRun plain =
        new RemoteRun(new PgBackendType(), root, Map.of("conn_str", Value.of(address)));
    try (StateSession session = plain.store().open(LockRequest.of("apply"))) {
      session.change(put("plain"));
      session.commit();
    } finally {
      change("DROP OWNED BY plain");
      change("DROP ROLE plain");
    }
    assertThat(in("b").output()).isEqualTo("plain");
  }

  @Test
  void keepsWorkspaces() throws Exception {
    Backend backend = in("a").backend();
    assertThat(backend.workspaces()).containsExactly("default");
    backend.create("staging");
    try (StateSession session = backend.store("staging").open(LockRequest.of("apply"))) {
      session.change(put("staging"));
      session.commit();
    }
    assertThat(backend.workspaces()).containsExactly("default", "staging");
    assertThat(RemoteRun.output(backend.store("staging").read().state())).isEqualTo("staging");
    backend.delete("staging");
    assertThat(backend.workspaces()).containsExactly("default");
  }

  @Test
  void aStateMovesFromOneRemotePlaceToAnotherInTheSameFolder() throws Exception {
    RemoteRun old = in("a");
    RemoteRun other = in("a", Map.of("schema_name", Value.of("elsewhere")));
    try (StateSession session = old.store().open(LockRequest.of("apply"))) {
      session.change(put("moved"));
      session.commit();
    }
    new StateMigration(old.backend(), other.backend(), Duration.ZERO).copy("default", "staging");
    assertThat(RemoteRun.output(other.backend().store("staging").read().state()))
        .isEqualTo("moved");
  }

  @Test
  void usesOtherNamesWhereAsked() throws Exception {
    Map<String, Value> names =
        Map.of(
            "schema_name", Value.of("odd \"schema\""),
            "table_name", Value.of("kept"),
            "index_name", Value.of("kept_index"));
    try (StateSession session = in("a", names).store().open(LockRequest.of("apply"))) {
      session.change(put("odd"));
      session.commit();
    }
    assertThat(ask("SELECT count(*) FROM \"odd \"\"schema\"\"\".kept")).isEqualTo("1");
    assertThat(in("b", names).output()).isEqualTo("odd");
  }

  @Test
  void openTofuFindsOurWorkspacesAndWeFindItsOnes() throws Exception {
    Backend backend = in("a").backend();
    backend.create("ours");
    Peer tofu = Peer.tofu(root.resolve("tofu"), block());
    tofu.require("workspace", "new", "theirs");
    tofu.require("apply", "-auto-approve", "-input=false");
    assertThat(tofu.require("workspace", "list")).contains("ours");
    assertThat(backend.workspaces()).containsExactly("default", "ours", "theirs");
    assertThat(RemoteRun.output(backend.store("theirs").read().state())).isEqualTo("theirs");
    try (StateSession session = backend.store("ours").open(LockRequest.of("apply"))) {
      session.change(put("ours"));
      session.commit();
    }
    tofu.require("workspace", "select", "ours");
    assertThat(tofu.require("output", "-raw", "it")).isEqualTo("ours");
    tofu.require("workspace", "delete", "-force", "theirs");
    assertThat(backend.workspaces()).containsExactly("default", "ours");
    tofu.require("workspace", "select", "default");
    backend.delete("ours");
    assertThat(tofu.require("workspace", "list")).contains("default").doesNotContain("ours");
  }

  @Test
  void terraformReadsWhatWeWroteAndWeReadWhatItWrote() throws Exception {
    Peer terraform = Peer.terraform(root.resolve("terraform"), block());
    terraform.require("apply", "-auto-approve", "-input=false");
    assertThat(in("a").output()).isEqualTo("theirs");
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      assertThat(terraform.run("apply", "-auto-approve", "-input=false"))
          .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1))
          .satisfies(
              refused -> assertThat(refused.output()).contains("Error acquiring the state lock"));
      session.change(put("ours"));
      session.commit();
    }
    assertThat(terraform.require("output", "-raw", "it")).isEqualTo("ours");
    terraform.require("apply", "-auto-approve", "-input=false");
    assertThat(in("a").output()).isEqualTo("theirs");
  }
}
