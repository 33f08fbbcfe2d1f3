package dev.holdfast.registry.credentials;

import dev.holdfast.registry.settings.HostName;
import dev.holdfast.registry.settings.UserFolders;
import dev.holdfast.registry.settings.UserSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The tokens of a user: from variables `TF_TOKEN_host`, else from `credentials` blocks and
/// `credentials.tfrc.json`, else from the credentials helper, which is asked once for each host.
public final class UserCredentials implements Credentials {
  private static final String PREFIX = "TF_TOKEN_";

  private final Map<String, String> fromEnvironment = new HashMap<>();
  private final Map<String, String> fromFiles;
  private final Optional<CredentialsProgram> program;
  private final Map<String, Optional<String>> asked = new HashMap<>();

  public UserCredentials(UserSettings settings, Map<String, String> environment) {
    environment.forEach((name, token) -> {
      if (name.startsWith(PREFIX) && !token.isEmpty()) {
        host(name.substring(PREFIX.length())).ifPresent(host -> fromEnvironment.put(host, token));
      }
    });
    fromFiles = settings.tokens();
    program =
        settings
            .credentialsHelper()
            .map(
                helper -> new CredentialsProgram(helper, UserFolders.of(environment), environment));
  }

  /// The host that the rest of a variable's name means: `_` stands for a dot and `__` for a dash,
  /// since neither may be in such a name.
  private static Optional<String> host(String encoded) {
    return HostName.normal(encoded.replace("__", "-").replace('_', '.'));
  }

  @Override
  public Optional<String> token(String host)
      throws CredentialsUnavailableException, InterruptedException {
    String token = fromEnvironment.getOrDefault(host, fromFiles.get(host));
    if (token != null || program.isEmpty()) {
      return Optional.ofNullable(token);
    }
    synchronized (asked) {
      Optional<String> known = asked.get(host);
      if (known == null) {
        known = program.get().token(host);
        asked.put(host, known);
      }
      return known;
    }
  }
}
