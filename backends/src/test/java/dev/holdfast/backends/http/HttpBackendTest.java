package dev.holdfast.backends.http;

import static dev.holdfast.backends.RemoteRun.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backends.Peer;
import dev.holdfast.backends.PeerContract;
import dev.holdfast.backends.RemoteRun;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpBackendTest {
  @TempDir private Path root;
  private StateServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StateServer(false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RemoteRun run(Map<String, Value> more) {
    Map<String, Value> arguments = new LinkedHashMap<>(more);
    arguments.putIfAbsent("address", Value.of(server.address()));
    arguments.putIfAbsent("retry_wait_min", Value.of(0));
    return new RemoteRun(new HttpBackendType(), root, arguments);
  }

  private Map<String, Value> locking() {
    return Map.of(
        "lock_address", Value.of(server.address()), "unlock_address", Value.of(server.address()));
  }

  private String block() {
    return """
    backend "http" {
      address        = "ADDRESS"
      lock_address   = "ADDRESS"
      unlock_address = "ADDRESS"
    }\
    """
        .replace("ADDRESS", server.address());
  }

  /// The contract, with a server that knows entity tags and one that does not.
  abstract class Contract implements PeerContract {
    private final boolean tags;

    Contract(boolean tags) {
      this.tags = tags;
    }

    @BeforeEach
    void replace() throws IOException {
      server.close();
      server = new StateServer(tags);
    }

    @Override
    public RemoteRun in(String folder) throws IOException {
      RemoteRun run = run(locking());
      return new RemoteRun(
          run.type(), Files.createDirectories(root.resolve(folder)), run.arguments());
    }

    @Override
    public String block() {
      return HttpBackendTest.this.block();
    }

    @Override
    public void loseLock() {
      server.forgetLock();
    }
  }

  @Nested
  class WithTags extends Contract {
    WithTags() {
      super(true);
    }
  }

  @Nested
  class WithoutTags extends Contract {
    WithoutTags() {
      super(false);
    }
  }

  @Test
  void needsAnAddressFromSomewhere() throws StateUnavailableException {
    RemoteRun bare = new RemoteRun(new HttpBackendType(), root, Map.of());
    assertThatThrownBy(bare::backend)
        .hasMessageContaining("\"address\" is missing")
        .hasMessageContaining("TF_HTTP_ADDRESS");
    Backend fromEnvironment = bare.backend(Map.of("TF_HTTP_ADDRESS", server.address()));
    assertThat(fromEnvironment.store("default").location()).isEqualTo(server.address());
    assertThat(fromEnvironment.hasWorkspaces()).isFalse();
  }

  @Test
  void neverShowsASecretOfTheAddress() throws StateUnavailableException {
    String secret = server.address().replace("://", "://user:hush@") + "?token=hush";
    StateStore store = run(Map.of("address", Value.of(secret))).store();
    assertThat(store.location()).isEqualTo(server.address());
    assertThatThrownBy(() -> run(Map.of("address", Value.of("hush hush"))).backend())
        .hasMessageNotContaining("hush");
  }

  @Test
  void sendsTheIdOfTheLockAlongAndWritesWithTheMethodAskedFor() throws Exception {
    Map<String, Value> arguments = new LinkedHashMap<>(locking());
    arguments.put("update_method", Value.of("PUT"));
    try (StateSession session = run(arguments).store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
    }
    assertThat(server.log()).first().isEqualTo("LOCK");
    assertThat(server.log()).anyMatch(each -> each.matches("PUT ID=[0-9a-f-]{36}"));
    assertThat(server.log()).last().isEqualTo("UNLOCK");
  }

  @Test
  void triesAgainWhenTheServerIsBusy() throws Exception {
    server.failNext(503, 500);
    assertThat(run(Map.of()).output()).isEmpty();
    server.failNext(503, 503, 503);
    assertThatThrownBy(() -> run(Map.of()).output()).hasMessageContaining("status 503");
  }

  @Test
  void showsWhoItIs() throws Exception {
    server.require("Basic dXNlcjpwYXNz");
    assertThatThrownBy(() -> run(Map.of()).output()).hasMessageContaining("give username");
    Map<String, Value> user = Map.of("username", Value.of("user"), "password", Value.of("pass"));
    assertThat(run(user).output()).isEmpty();
    assertThatThrownBy(
            () -> run(Map.of("username", Value.of("user"), "password", Value.of("wrong"))).output())
        .hasMessageContaining("does not let this user in")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void aStateThatCannotBeSentIsSavedHereAndTheNextRunGoesOn() throws Exception {
    try (StateSession session = run(locking()).store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      server.goDown(true);
      assertThatThrownBy(session::commit)
          .isInstanceOf(StateWriteException.class)
          .hasMessageContaining("state push errored.tfstate");
      server.goDown(false);
    }
    assertThat(Files.readString(root.resolve("errored.tfstate"))).contains("\"one\"");
    assertThat(root.resolve("errored.tfstate"))
        .satisfies(file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
    try (StateSession next = run(locking()).store().open(LockRequest.of("apply"))) {
      next.commit();
    }
    assertThat(run(locking()).output()).isEqualTo("one");
  }

  @Test
  void withoutLocksTheSecondOfTwoWritersIsTold() throws Exception {
    Path other = Files.createDirectories(root.resolve("other"));
    RemoteRun here = run(Map.of());
    RemoteRun there = new RemoteRun(here.type(), other, here.arguments());
    try (StateSession first = here.store().open(LockRequest.of("apply"));
        StateSession second = there.store().open(LockRequest.of("apply"))) {
      first.change(put("first"));
      first.commit();
      second.change(put("second"));
      assertThatThrownBy(second::commit).hasMessageContaining("Somebody else has changed");
    }
    assertThat(here.output()).isEqualTo("first");
  }

  @Test
  void aLockThatWasLeftBehindIsReleasedByItsId() throws Exception {
    StateSession left = run(locking()).store().open(LockRequest.of("apply"));
    RemoteRun other =
        new RemoteRun(
            new HttpBackendType(),
            Files.createDirectories(root.resolve("other")),
            run(locking()).arguments());
    String id = "";
    try {
      other.store().open(LockRequest.of("apply")).close();
    } catch (StateLockedException held) {
      id = held.holder() == null ? "" : held.holder().id();
    }
    assertThatThrownBy(() -> other.store().forceUnlock("another"))
        .isInstanceOf(StateLockedException.class);
    other.store().forceUnlock(id);
    other.store().open(LockRequest.of("apply")).close();
    left.close();
  }

  @Test
  void terraformReadsWhatWeWroteAndWeReadWhatItWrote() throws Exception {
    Peer terraform = Peer.terraform(root.resolve("terraform"), block());
    terraform.require("apply", "-auto-approve", "-input=false");
    assertThat(run(locking()).output()).isEqualTo("theirs");
    try (StateSession session = run(locking()).store().open(LockRequest.of("apply"))) {
      assertThat(terraform.run("apply", "-auto-approve", "-input=false"))
          .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1))
          .satisfies(
              refused -> assertThat(refused.output()).contains("Error acquiring the state lock"));
      session.change(put("ours"));
      session.commit();
    }
    assertThat(terraform.require("output", "-raw", "it")).isEqualTo("ours");
    terraform.require("apply", "-auto-approve", "-input=false");
    assertThat(run(locking()).output()).isEqualTo("theirs");
  }
}
