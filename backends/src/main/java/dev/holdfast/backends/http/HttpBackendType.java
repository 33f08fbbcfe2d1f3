package dev.holdfast.backends.http;

import static dev.holdfast.backends.Argument.number;
import static dev.holdfast.backends.Argument.secret;
import static dev.holdfast.backends.Argument.text;

import dev.holdfast.backends.InvalidArguments;
import dev.holdfast.backends.web.Certificates;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// `backend "http"`.
public final class HttpBackendType implements BackendType {
  private static final String NAME = "http";

  private static final Block SCHEMA =
      Block.of(
          Map.ofEntries(
              text("address", "The address of the state."),
              text("update_method", "The method to write the state with (POST)."),
              text("lock_address", "The address to lock at; without it nothing is locked."),
              text("lock_method", "The method to lock with (LOCK)."),
              text("unlock_address", "The address to unlock at."),
              text("unlock_method", "The method to unlock with (UNLOCK)."),
              text("username", "For basic authentication."),
              secret("password", "For basic authentication."),
              Map.entry(
                  "skip_cert_verification",
                  Attribute.optional(Type.BOOLEAN, "Trust any server (false).")),
              number("retry_max", "How often a request is sent again (2)."),
              number("retry_wait_min", "Seconds before it is sent again (1)."),
              number("retry_wait_max", "Seconds at most before it is sent again (30)."),
              text("client_ca_certificate_pem", "Certificates of authorities to trust."),
              text("client_certificate_pem", "A certificate to show."),
              secret("client_private_key_pem", "The key of that certificate."),
              Map.entry(
                  "headers",
                  Attribute.optional(
                      Type.map(Type.STRING), "Further headers for every request."))));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Block schema() {
    return SCHEMA;
  }

  @Override
  public Backend open(ObjectValue arguments, BackendEnvironment environment)
      throws StateUnavailableException {
    Given given = new Given(new BackendArguments(arguments), environment);
    URI address = given.address("address");
    if (address == null) {
      throw InvalidArguments.missing(NAME, "address", "TF_HTTP_ADDRESS");
    }
    HttpEndpoint endpoint =
        new HttpEndpoint(
            address,
            given.text("update_method").orElse("POST"),
            given.address("lock_address"),
            given.text("lock_method").orElse("LOCK"),
            given.address("unlock_address"),
            given.text("unlock_method").orElse("UNLOCK"),
            given.headers());
    return new HttpBackend(
        new HttpPlace(endpoint, new WebClient(given.retry(), given.security())), environment);
  }

  /// The arguments, each from the block or else from the variable of the environment for it.
  private record Given(BackendArguments arguments, BackendEnvironment environment) {

    Optional<String> text(String name) {
      return arguments
          .text(name)
          .or(() -> environment.variable("TF_HTTP_" + name.toUpperCase(Locale.ROOT)))
          .filter(value -> !value.isEmpty());
    }

    @Nullable URI address(String name) throws StateUnavailableException {
      Optional<String> text = text(name);
      if (text.isEmpty()) {
        return null;
      }
      try {
        URI address = new URI(text.get());
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
          return address;
        }
      } catch (URISyntaxException malformed) {
        // The address may hold a secret, so what is wrong with it is not quoted.
      }
      throw InvalidArguments.because(
          NAME, "\"%s\" must be a whole http or https address.".formatted(name));
    }

    private long whole(String name, long fallback) throws StateUnavailableException {
      var given = arguments.whole(name);
      if (given.isPresent()) {
        return Math.max(0, given.getAsLong());
      }
      Optional<String> variable = environment.variable("TF_HTTP_" + name.toUpperCase(Locale.ROOT));
      if (variable.isPresent() && !variable.get().matches("\\d{1,9}")) {
        throw InvalidArguments.because(NAME, "\"%s\" must be a whole number.".formatted(name));
      }
      return variable.map(Long::parseLong).orElse(fallback);
    }

    WebClient.Retry retry() throws StateUnavailableException {
      return new WebClient.Retry(
          (int) Math.min(100, whole("retry_max", 2)),
          Duration.ofSeconds(whole("retry_wait_min", 1)),
          Duration.ofSeconds(whole("retry_wait_max", 30)));
    }

    @Nullable SSLContext security() throws StateUnavailableException {
      String trusted = text("client_ca_certificate_pem").orElse(null);
      String certificate = text("client_certificate_pem").orElse(null);
      String key = text("client_private_key_pem").orElse(null);
      boolean skip = arguments.truth("skip_cert_verification").orElse(false);
      if ((certificate == null) != (key == null)) {
        throw InvalidArguments.because(
            NAME, "\"client_certificate_pem\" and \"client_private_key_pem\" need each other.");
      }
      if (trusted == null && certificate == null && !skip) {
        return null;
      }
      try {
        return Certificates.context(trusted, certificate, key, skip);
      } catch (GeneralSecurityException fault) {
        throw InvalidArguments.because(
            NAME, "a certificate or key cannot be used: %s.".formatted(fault.getMessage()));
      }
    }

    Map<String, String> headers() throws StateUnavailableException {
      Map<String, String> headers = new HashMap<>();
      Optional<String> username = text("username");
      for (Map.Entry<String, String> each : arguments.textsByName("headers").entrySet()) {
        String name = each.getKey().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9_-]+")
            || name.equals("content-type")
            || name.equals("content-md5")
            || (name.equals("authorization") && username.isPresent())) {
          throw InvalidArguments.because(
              NAME, "the header \"%s\" cannot be set.".formatted(each.getKey()));
        }
        headers.put(each.getKey(), each.getValue());
      }
      username.ifPresent(user -> {
        String both = user + ":" + text("password").orElse("");
        headers.put(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
      });
      return headers;
    }
  }
}
