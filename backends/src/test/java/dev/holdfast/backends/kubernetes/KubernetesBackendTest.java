package dev.holdfast.backends.kubernetes;

import static dev.holdfast.backends.RemoteRun.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backends.RemoteContract;
import dev.holdfast.backends.RemoteRun;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the calls of a cluster in memory, not against a cluster.
class KubernetesBackendTest implements RemoteContract {
  @TempDir private Path root;
  private ClusterServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ClusterServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  public RemoteRun in(String folder) throws IOException {
    return new RemoteRun(
        new KubernetesBackendType(),
        Files.createDirectories(root.resolve(folder)),
        Map.of(
            "secret_suffix", Value.of("prod"),
            "namespace", Value.of("infra"),
            "host", Value.of(server.address()),
            "token", Value.of("token")));
  }

  @Override
  public void loseLock() {
    server.release("lock-tfstate-default-prod");
  }

  @Test
  void keepsSecretAndLeaseAsThePeersDo() throws Exception {
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
      ClusterObject lease = server.object("lock-tfstate-default-prod");
      assertThat(lease.annotations().get("app.terraform.io/lock-info"))
          .contains("\"ID\":\"" + lease.holder() + "\"");
    }
    assertThat(server.names()).containsExactly("lock-tfstate-default-prod", "tfstate-default-prod");
    assertThat(server.object("lock-tfstate-default-prod").holder()).isEmpty();
    ClusterObject secret = server.object("tfstate-default-prod");
    assertThat(secret.annotations()).containsEntry("encoding", "gzip");
    assertThat(secret.labels())
        .containsEntry("tfstate", "true")
        .containsEntry("tfstateSecretSuffix", "prod")
        .containsEntry("tfstateWorkspace", "default");
    // What every gzip text begins with, in base 64.
    assertThat(secret.data().get("tfstate")).startsWith("H4sI");
  }

  @Test
  void keepsWorkspaces() throws Exception {
    Backend backend = in("a").backend();
    backend.create("staging");
    assertThat(backend.workspaces()).containsExactly("default", "staging");
    backend.delete("staging");
    assertThat(backend.workspaces()).containsExactly("default");
  }

  @Test
  void findsTheClusterInAKubeconfigFile() throws Exception {
    Files.writeString(
        root.resolve("config"),
        """
        current-context: work
        contexts:
          - name: work
            context: {cluster: prod, user: me}
        clusters:
          - name: prod
            cluster: {server: "%s"}
        users:
          - name: me
            user: {token: token}
          - name: other
            user: {exec: {command: aws}}
        """
            .formatted(server.address()));
    RemoteRun run =
        new RemoteRun(
            new KubernetesBackendType(),
            root,
            Map.of("secret_suffix", Value.of("prod"), "config_path", Value.of("config")));
    Map<String, String> infra = Map.of("KUBE_NAMESPACE", "infra");
    assertThat(run.backend(infra).workspaces()).containsExactly("default");
    assertThatThrownBy(
            () -> run.backend(Map.of("KUBE_NAMESPACE", "infra", "KUBE_CTX_AUTH_INFO", "other")))
        .hasMessageContaining("KUBE_TOKEN");
    assertThat(
            run.backend(
                    Map.of(
                        "KUBE_NAMESPACE", "infra",
                        "KUBE_CTX_AUTH_INFO", "other",
                        "KUBE_TOKEN", "token"))
                .workspaces())
        .containsExactly("default");
  }

  @Test
  void saysWhatTheClusterSaid() {
    assertThatThrownBy(() ->
            new RemoteRun(
                    new KubernetesBackendType(),
                    root,
                    Map.of(
                        "secret_suffix", Value.of("prod"),
                        "host", Value.of(server.address()),
                        "token", Value.of("hush")))
                .output())
        .hasMessageContaining("401: Unauthorized")
        .hasMessageNotContaining("hush");
  }

  @Test
  void needsAClusterAndASuffix() {
    assertThatThrownBy(() -> new RemoteRun(new KubernetesBackendType(), root, Map.of()).backend())
        .hasMessageContaining("\"secret_suffix\" is missing");
    assertThatThrownBy(() ->
            new RemoteRun(
                    new KubernetesBackendType(), root, Map.of("secret_suffix", Value.of("prod")))
                .backend())
        .hasMessageContaining("no cluster is named");
  }
}
