package dev.holdfast.backends.s3;

import static dev.holdfast.backends.RemoteRun.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backends.PeerContract;
import dev.holdfast.backends.RemoteRun;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the calls of S3 in memory, not against the service itself.
class S3BackendTest implements PeerContract {
  @TempDir private Path root;
  private ObjectServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ObjectServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RemoteRun run(String folder, Map<String, ? extends Value> more) throws IOException {
    Map<String, Value> arguments = new HashMap<>();
    arguments.put("bucket", Value.of("bucket"));
    arguments.put("key", Value.of("network/prod.tfstate"));
    arguments.put("region", Value.of("eu-central-1"));
    arguments.put("use_path_style", Value.of(true));
    arguments.put("endpoint", Value.of(server.endpoint()));
    arguments.put("access_key", Value.of("key"));
    arguments.put("secret_key", Value.of("secret"));
    arguments.put("use_lockfile", Value.of(true));
    arguments.putAll(more);
    return new RemoteRun(
        new S3BackendType(), Files.createDirectories(root.resolve(folder)), arguments);
  }

  @Override
  public RemoteRun in(String folder) throws IOException {
    return run(folder, Map.of());
  }

  @Override
  public String block() {
    return """
    backend "s3" {
      bucket                      = "bucket"
      key                         = "network/prod.tfstate"
      region                      = "eu-central-1"
      access_key                  = "key"
      secret_key                  = "secret"
      endpoints                   = { s3 = "ENDPOINT" }
      use_path_style              = true
      use_lockfile                = true
      skip_credentials_validation = true
      skip_s3_checksum            = true
      skip_requesting_account_id  = true
      skip_metadata_api_check     = true
      skip_region_validation      = true
    }\
    """
        .replace("ENDPOINT", server.endpoint());
  }

  @Override
  public void loseLock() {
    server.remove("network/prod.tfstate.tflock");
  }

  @Test
  void keepsStateAndLockWhereThePeersDo() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
      assertThat(server.keys())
          .containsExactly("network/prod.tfstate", "network/prod.tfstate.tflock");
    }
    assertThat(server.keys()).containsExactly("network/prod.tfstate");
  }

  @Test
  void withoutALockTheSecondOfTwoWritersIsTold() throws Exception {
    Map<String, Value> unlocked = Map.of("use_lockfile", Value.of(false));
    try (StateSession first = run("a", unlocked).store().open(LockRequest.of("apply"));
        StateSession second = run("b", unlocked).store().open(LockRequest.of("apply"))) {
      first.change(put("first"));
      first.commit();
      second.change(put("second"));
      assertThatThrownBy(second::commit).hasMessageContaining("Somebody else has changed");
    }
    assertThat(in("a").output()).isEqualTo("first");
  }

  @Test
  void keepsWorkspacesAndFindsThemAmongManyKeys() throws Exception {
    Backend backend = in("a").backend();
    for (String each : new String[] {"one", "two", "three"}) {
      backend.create(each);
    }
    assertThat(server.keys()).contains("env:/two/network/prod.tfstate");
    assertThat(backend.workspaces()).containsExactly("default", "one", "three", "two");
    try (StateSession session = backend.store("two").open(LockRequest.of("apply"))) {
      session.change(put("second"));
      session.commit();
    }
    assertThat(RemoteRun.output(backend.store("two").read().state())).isEqualTo("second");
    backend.delete("two");
    assertThat(backend.workspaces()).containsExactly("default", "one", "three");
  }

  @Test
  void aLockThatWasLeftBehindIsReleasedByItsId() throws Exception {
    StateSession left = in("a").store().open(LockRequest.of("apply"));
    String id = "";
    try {
      in("b").store().open(LockRequest.of("apply")).close();
    } catch (StateLockedException held) {
      id = held.holder() == null ? "" : held.holder().id();
    }
    assertThatThrownBy(() -> in("b").store().forceUnlock("another"))
        .isInstanceOf(StateLockedException.class);
    in("b").store().forceUnlock(id);
    try (StateSession next = in("b").store().open(LockRequest.of("apply"))) {
      left.close();
      assertThat(server.keys()).contains("network/prod.tfstate.tflock");
      next.commit();
    }
  }

  @Test
  void asksForEncryptionWhereWanted() throws Exception {
    RemoteRun encrypted = run("a", Map.of("encrypt", Value.of(true)));
    try (StateSession session = encrypted.store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
    }
    assertThat(server.encryptions()).isNotEmpty().containsOnly("AES256");
  }

  @Test
  void saysWhatTheServiceSaid() throws Exception {
    RemoteRun stranger =
        run("a", Map.of("access_key", Value.of("other"), "secret_key", Value.of("hush")));
    assertThatThrownBy(stranger::output)
        .hasMessageContaining("AccessDenied")
        .hasMessageNotContaining("hush");
  }

  @Test
  void findsCredentialsInTheEnvironmentAndInProfiles() throws Exception {
    Map<String, Value> bare = new HashMap<>(in("a").arguments());
    bare.remove("access_key");
    bare.remove("secret_key");
    bare.put("skip_metadata_api_check", Value.of(true));
    RemoteRun run = new RemoteRun(new S3BackendType(), root.resolve("a"), bare);
    Map<String, String> home = Map.of("HOME", root.toString());
    assertThatThrownBy(() -> run.backend(home).workspaces())
        .hasMessageContaining("no AWS credentials were found");
    assertThat(
            run.backend(Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "secret"))
                .workspaces())
        .containsExactly("default");
    Files.createDirectories(root.resolve(".aws"));
    Files.writeString(
        root.resolve(".aws/credentials"),
        "[other]\naws_access_key_id = no\n[work]\naws_access_key_id=key\naws_secret_access_key = s\n");
    bare.put("profile", Value.of("work"));
    assertThat(run.backend(home).workspaces()).containsExactly("default");
  }
}
