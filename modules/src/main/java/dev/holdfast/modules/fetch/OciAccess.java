package dev.holdfast.modules.fetch;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks one OCI registry, and shows who asks once it wants to know: with the credentials that
/// `docker login` and `podman login` have kept, or as nobody.
final class OciAccess {
  private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
  private static final int LARGEST_TOKEN = 1 << 20;

  private final Web web;
  private final Map<String, String> environment;
  private final String server;
  private @Nullable String authorization;

  /// @param server host and port
  OciAccess(Web web, Map<String, String> environment, String server) {
    this.web = web;
    this.environment = environment;
    this.server = server;
  }

  /// The answer to a request, whatever it is, after the registry was told who asks.
  WebReply ask(URI address, String accepted, int limit)
      throws FetchException, WebException, InterruptedException {
    WebReply first = web.ask(request(address).withHeader("Accept", accepted), limit);
    String challenge = first.header("WWW-Authenticate").orElse("");
    if (first.status() != 401 || challenge.isEmpty()) {
      return first;
    }
    authorization = answer(challenge).orElse(null);
    return authorization == null
        ? first
        : web.ask(request(address).withHeader("Accept", accepted), limit);
  }

  /// A request that shows who asks, as far as the registry wanted to know that before.
  WebRequest request(URI address) {
    WebRequest plain = WebRequest.of(address);
    return authorization == null ? plain : plain.withHeader("Authorization", authorization);
  }

  private Optional<String> answer(String challenge)
      throws FetchException, WebException, InterruptedException {
    Optional<String> basic = kept();
    if (!challenge.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
      return basic;
    }
    List<String> query = new ArrayList<>();
    String realm = "";
    Matcher parameters = PARAMETER.matcher(challenge);
    while (parameters.find()) {
      if (parameters.group(1).equals("realm")) {
        realm = parameters.group(2);
      } else if (List.of("service", "scope").contains(parameters.group(1))) {
        query.add(
            parameters.group(1)
                + "="
                + URLEncoder.encode(parameters.group(2), StandardCharsets.UTF_8));
      }
    }
    URI address =
        WebPackages.uri(realm + (realm.contains("?") ? "&" : "?") + String.join("&", query));
    WebRequest request = WebRequest.of(address);
    WebReply reply =
        web.ask(
            basic.map(each -> request.withHeader("Authorization", each)).orElse(request),
            LARGEST_TOKEN);
    return reply.status() == 200 ? token(reply.body()).map("Bearer "::concat) : Optional.empty();
  }

  private static Optional<String> token(byte[] json) throws FetchException {
    String[] found = {""};
    read(
        json,
        "The registry's answer about a token",
        in ->
            in.object(member -> {
              if ((member.equals("token") || member.equals("access_token")) && in.isText()) {
                found[0] = in.text();
              } else {
                in.skip();
              }
            }));
    return found[0].isEmpty() ? Optional.empty() : Optional.of(found[0]);
  }

  /// What was kept for this registry, as the value of a header.
  private Optional<String> kept() throws FetchException {
    for (Path file : files()) {
      if (Files.isReadable(file)) {
        Optional<String> found = kept(file);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private List<Path> files() {
    String home = environment.getOrDefault("HOME", "/");
    List<Path> files = new ArrayList<>();
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isEmpty()) {
      files.add(Path.of(runtime, "containers", "auth.json"));
    }
    files.add(Path.of(home, ".config", "containers", "auth.json"));
    String docker = environment.getOrDefault("DOCKER_CONFIG", "");
    files.add(
        docker.isEmpty()
            ? Path.of(home, ".docker", "config.json")
            : Path.of(docker, "config.json"));
    return files;
  }

  private Optional<String> kept(Path file) throws FetchException {
    String[] found = {""};
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new FetchException("%s cannot be read: %s.".formatted(file, unreadable.getMessage()));
    }
    read(
        content,
        file.toString(),
        in ->
            in.object(member -> {
              if (!member.equals("auths")) {
                in.skip();
                return;
              }
              in.object(registry -> {
                boolean ours = registry.replaceFirst("^https?://", "").equals(server);
                in.object(field -> {
                  if (ours && field.equals("auth")) {
                    found[0] = in.text();
                  } else {
                    in.skip();
                  }
                });
              });
            }));
    return found[0].isEmpty() ? Optional.empty() : Optional.of("Basic " + found[0]);
  }

  @FunctionalInterface
  private interface Reading {
    void read(JsonInput in) throws DamagedJsonException;
  }

  private static void read(byte[] json, String what, Reading reading) throws FetchException {
    try (JsonInput in = new JsonInput(json, what)) {
      in.document(() -> reading.read(in));
    } catch (DamagedJsonException fault) {
      throw new FetchException("%s cannot be read: %s.".formatted(what, fault.getMessage()), fault);
    }
  }
}
