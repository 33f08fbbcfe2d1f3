package dev.holdfast.backends.kubernetes;

import static dev.holdfast.backends.Argument.secret;
import static dev.holdfast.backends.Argument.text;
import static dev.holdfast.backends.Argument.truth;

import dev.holdfast.backends.InvalidArguments;
import dev.holdfast.backends.web.WebClient;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendArguments;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendType;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import java.util.Map;

/// `backend "kubernetes"`.
public final class KubernetesBackendType implements BackendType {
  static final String NAME = "kubernetes";

  private static final Block SCHEMA =
      Block.of(
          Map.ofEntries(
              text("secret_suffix", "What the names of the secrets end with."),
              Map.entry(
                  "labels",
                  Attribute.optional(Type.map(Type.STRING), "Further labels of the secrets.")),
              text("namespace", "The namespace of the secrets (default)."),
              truth("in_cluster_config", "Use the account of the pod this runs in (false)."),
              text("host", "The address of the API."),
              text("username", "For basic authentication."),
              secret("password", "For basic authentication."),
              truth("insecure", "Trust any server (false)."),
              text("client_certificate", "A certificate to show, in PEM."),
              secret("client_key", "The key of that certificate, in PEM."),
              text("cluster_ca_certificate", "Certificates of authorities to trust, in PEM."),
              Map.entry(
                  "config_paths",
                  Attribute.optional(
                      Type.list(Type.STRING), "Kubeconfig files; the first one counts.")),
              text("config_path", "A kubeconfig file."),
              text("config_context", "A context in it."),
              text("config_context_auth_info", "Another user than that of the context."),
              text("config_context_cluster", "Another cluster than that of the context."),
              secret("token", "A bearer token.")));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Block schema() {
    return SCHEMA;
  }

  @Override
  public Backend open(ObjectValue values, BackendEnvironment environment)
      throws StateUnavailableException {
    BackendArguments arguments = new BackendArguments(values);
    String suffix = arguments.text("secret_suffix").orElse("");
    if (suffix.isEmpty()) {
      throw InvalidArguments.missing(NAME, "secret_suffix", "");
    }
    String namespace =
        arguments
            .text("namespace")
            .or(() -> environment.variable("KUBE_NAMESPACE"))
            .orElse("default");
    if (!isLabel(suffix) || !isLabel(namespace) || suffix.matches(".*-[0-9]+")) {
      throw InvalidArguments.because(
          NAME,
          "\"secret_suffix\" and \"namespace\" are lower case letters, digits and dashes, and the"
              + " suffix does not end with a dash and a number.");
    }
    ClusterAccess access = new AccessArguments(arguments, environment).access();
    WebClient client = new WebClient(WebClient.Retry.USUAL, access.security());
    return new KubernetesBackend(
        new Cluster(access, namespace, client),
        suffix,
        arguments.textsByName("labels"),
        environment);
  }

  private static boolean isLabel(String text) {
    return text.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  }
}
