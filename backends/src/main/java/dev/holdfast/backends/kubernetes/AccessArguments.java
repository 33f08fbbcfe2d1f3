package dev.holdfast.backends.kubernetes;

import dev.holdfast.backends.InvalidArguments;
import dev.holdfast.backends.web.Certificates;
import dev.holdfast.engine.backend.BackendArguments;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.state.StateUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out how to get into a cluster: by the arguments of the block, the variables `KUBE_*`, a
/// kubeconfig file, or the account of the pod that this runs in; the former win.
record AccessArguments(BackendArguments arguments, BackendEnvironment environment) {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /// What is collected on the way; certificates and keys as PEM texts.
  private static final class Draft {
    private String server = "";
    private String token = "";
    private String username = "";
    private String password = "";
    private boolean insecure;
    private @Nullable String authority;
    private @Nullable String certificate;
    private @Nullable String key;
  }

  private Optional<String> text(String argument, String variable) {
    return arguments
        .text(argument)
        .or(() -> environment.variable(variable))
        .filter(each -> !each.isEmpty());
  }

  ClusterAccess access() throws StateUnavailableException {
    Draft draft = new Draft();
    if (arguments.truth("in_cluster_config").orElse(isOn("KUBE_IN_CLUSTER_CONFIG"))) {
      readAccount(draft);
    } else {
      readFile(draft);
    }
    text("host", "KUBE_HOST").ifPresent(host -> draft.server = host);
    text("token", "KUBE_TOKEN").ifPresent(token -> draft.token = token);
    text("username", "KUBE_USER").ifPresent(user -> draft.username = user);
    text("password", "KUBE_PASSWORD").ifPresent(password -> draft.password = password);
    text("cluster_ca_certificate", "KUBE_CLUSTER_CA_CERT_DATA")
        .ifPresent(pem -> draft.authority = pem);
    text("client_certificate", "KUBE_CLIENT_CERT_DATA").ifPresent(pem -> draft.certificate = pem);
    text("client_key", "KUBE_CLIENT_KEY_DATA").ifPresent(pem -> draft.key = pem);
    draft.insecure |= arguments.truth("insecure").orElse(isOn("KUBE_INSECURE"));
    return finish(draft);
  }

  private boolean isOn(String variable) {
    return environment.variable(variable).orElse("").equalsIgnoreCase("true");
  }

  private static ClusterAccess finish(Draft draft) throws StateUnavailableException {
    if (draft.server.isEmpty()) {
      throw InvalidArguments.because(
          KubernetesBackendType.NAME,
          "no cluster is named. Write \"host\" or \"config_path\", set KUBE_CONFIG_PATH, or write"
              + " in_cluster_config = true where this runs in a pod.");
    }
    URI server;
    try {
      server = URI.create(draft.server.contains("://") ? draft.server : "https://" + draft.server);
    } catch (IllegalArgumentException malformed) {
      throw InvalidArguments.because(
          KubernetesBackendType.NAME, "the address of the cluster is not readable.");
    }
    Map<String, String> headers = new HashMap<>();
    if (!draft.token.isEmpty()) {
      headers.put("Authorization", "Bearer " + draft.token);
    } else if (!draft.username.isEmpty()) {
      String both = draft.username + ":" + draft.password;
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    boolean plain = draft.authority == null && draft.certificate == null && !draft.insecure;
    try {
      return new ClusterAccess(
          server,
          headers,
          plain
              ? null
              : Certificates.context(
                  draft.authority, draft.certificate, draft.key, draft.insecure));
    } catch (GeneralSecurityException fault) {
      throw InvalidArguments.because(
          KubernetesBackendType.NAME,
          "a certificate or key cannot be used: %s.".formatted(fault.getMessage()));
    }
  }

  private void readAccount(Draft draft) throws StateUnavailableException {
    String host = environment.variable("KUBERNETES_SERVICE_HOST").orElse("");
    String port = environment.variable("KUBERNETES_SERVICE_PORT").orElse("443");
    try {
      if (host.isEmpty()) {
        throw new IOException("KUBERNETES_SERVICE_HOST is not set");
      }
      draft.server = "https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port);
      draft.token = Files.readString(ACCOUNT.resolve("token")).strip();
      draft.authority = Files.readString(ACCOUNT.resolve("ca.crt"));
    } catch (IOException fault) {
      throw InvalidArguments.because(
          KubernetesBackendType.NAME,
          "in_cluster_config works in a pod only: %s.".formatted(fault.getMessage()));
    }
  }

  private void readFile(Draft draft) throws StateUnavailableException {
    Optional<String> path =
        text("config_path", "KUBE_CONFIG_PATH")
            .or(() -> arguments.texts("config_paths").stream().findFirst())
            .or(() -> environment.variable("KUBE_CONFIG_PATHS").map(all -> all.split(":", 2)[0]));
    if (path.isEmpty()) {
      return;
    }
    String home = environment.variables().getOrDefault("HOME", "/");
    Path file =
        path.get().startsWith("~/")
            ? Path.of(home, path.get().substring(2))
            : environment.folder().resolve(path.get());
    try {
      Kubeconfig config = Kubeconfig.read(file);
      Kubeconfig.Context context =
          config.context(
              text("config_context", "KUBE_CTX").orElse(""),
              text("config_context_cluster", "KUBE_CTX_CLUSTER").orElse(""),
              text("config_context_auth_info", "KUBE_CTX_AUTH_INFO").orElse(""));
      draft.server = context.cluster().text("server");
      draft.insecure = context.cluster().text("insecure-skip-tls-verify").equals("true");
      draft.authority = context.cluster().pem("certificate-authority");
      Kubeconfig.Section user = context.user();
      if (user.has("exec") || user.has("auth-provider")) {
        throw new IOException(
            "its user gets credentials from another program, which is not supported; put a token"
                + " into KUBE_TOKEN, such as one of \"kubectl create token\"");
      }
      draft.token = user.textOrFile("token", "tokenFile");
      draft.username = user.text("username");
      draft.password = user.text("password");
      draft.certificate = user.pem("client-certificate");
      draft.key = user.pem("client-key");
    } catch (IOException fault) {
      // With a token given otherwise, a user of the file is of no interest.
      if (text("token", "KUBE_TOKEN").isEmpty() || draft.server.isEmpty()) {
        throw InvalidArguments.because(
            KubernetesBackendType.NAME,
            "the kubeconfig file %s: %s.".formatted(file, fault.getMessage()));
      }
    }
  }
}
