package dev.holdfast.backends.s3;

import static dev.holdfast.backends.RemoteRun.put;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backends.PeerContract;
import dev.holdfast.backends.RemoteRun;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
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

/// States in a bucket whose locks are in a table; both in memory.
class TableLockTest implements PeerContract {
  private static final String LOCK = "bucket/network/prod.tfstate";

  @TempDir private Path root;
  private ObjectServer objects;
  private TableServer table;

  @BeforeEach
  void start() throws IOException {
    objects = new ObjectServer();
    table = new TableServer();
  }

  @AfterEach
  void stop() {
    objects.close();
    table.close();
  }

  private RemoteRun run(String folder, Map<String, ? extends Value> more) throws IOException {
    Map<String, Value> arguments = new HashMap<>();
    arguments.put("bucket", Value.of("bucket"));
    arguments.put("key", Value.of("network/prod.tfstate"));
    arguments.put("region", Value.of("eu-central-1"));
    arguments.put("use_path_style", Value.of(true));
    arguments.put("endpoint", Value.of(objects.endpoint()));
    arguments.put("dynamodb_endpoint", Value.of(table.endpoint()));
    arguments.put("sts_endpoint", Value.of(table.endpoint()));
    arguments.put("access_key", Value.of("key"));
    arguments.put("secret_key", Value.of("secret"));
    arguments.put("dynamodb_table", Value.of("locks"));
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
      endpoints                   = { s3 = "OBJECTS", dynamodb = "TABLE" }
      use_path_style              = true
      dynamodb_table              = "locks"
      skip_credentials_validation = true
      skip_s3_checksum            = true
      skip_requesting_account_id  = true
      skip_metadata_api_check     = true
      skip_region_validation      = true
    }\
    """
        .replace("OBJECTS", objects.endpoint())
        .replace("TABLE", table.endpoint());
  }

  @Override
  public void loseLock() {
    table.remove(LOCK);
  }

  @Test
  void locksByAnItemAndNotesWhatTheStateIs() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
      assertThat(table.items()).containsOnlyKeys(LOCK, LOCK + "-md5");
      assertThat(TableServer.texts(requireNonNull(table.items().get(LOCK))).get("Info"))
          .contains("\"Operation\":\"apply\"");
      assertThatThrownBy(() -> in("b").store().open(LockRequest.of("apply")).close())
          .isInstanceOf(StateLockedException.class);
    }
    assertThat(table.items()).containsOnlyKeys(LOCK + "-md5");
    assertThat(TableServer.texts(requireNonNull(table.items().get(LOCK + "-md5"))).get("Digest"))
        .matches("[0-9a-f]{32}");
    assertThat(in("b").output()).isEqualTo("one");
  }

  @Test
  void refusesAStateThatIsNotTheOneThatWasNoted() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
    }
    objects.remove("network/prod.tfstate");
    assertThatThrownBy(() -> in("b").store().read())
        .isInstanceOf(StateUnavailableException.class)
        .satisfies(fault ->
            assertThat(((StateUnavailableException) fault).diagnostics().toString())
                .contains("not the one whose checksum is in the table"));
  }

  @Test
  void twoLocksAreTakenTogetherOrNotAtAll() throws Exception {
    Map<String, Value> both = Map.of("use_lockfile", Value.of(true));
    try (StateSession _ = in("a").store().open(LockRequest.of("apply"))) {
      assertThatThrownBy(() -> run("b", both).store().open(LockRequest.of("apply")).close())
          .isInstanceOf(StateLockedException.class);
      assertThat(objects.keys()).isEmpty();
    }
    try (StateSession _ = run("b", both).store().open(LockRequest.of("apply"))) {
      assertThat(objects.keys()).containsExactly("network/prod.tfstate.tflock");
      assertThat(table.items()).containsOnlyKeys(LOCK);
    }
    assertThat(objects.keys()).isEmpty();
    assertThat(table.items()).isEmpty();
  }

  @Test
  void takesARoleOnBeforeAnythingElse() throws Exception {
    table.onlyFor("rolekey");
    Value role =
        Value.object(
            Map.of(
                "role_arn", Value.of("arn:aws:iam::1:role/state"),
                "external_id", Value.of("partner"),
                "duration", Value.of("1h30m")));
    // The bucket in memory knows the first key only, so this run ends at it.
    assertThatThrownBy(() ->
            run("a", Map.of("assume_role", role)).store().open(LockRequest.of("apply")).close())
        .isInstanceOf(StateUnavailableException.class);
    assertThat(table.roles())
        .singleElement()
        .asString()
        .contains(
            "Action=AssumeRole",
            "RoleArn=arn:aws:iam::1:role/state",
            "RoleSessionName=holdfast",
            "ExternalId=partner",
            "DurationSeconds=5400");
  }
}
