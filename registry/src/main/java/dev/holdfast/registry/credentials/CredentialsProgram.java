package dev.holdfast.registry.credentials;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.registry.settings.UserFolders;
import dev.holdfast.registry.settings.UserSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks a program for tokens, as the protocol of credentials helpers has it: run with the arguments
/// `get HOST` it prints `{"token": "…"}`, or `{}` when it knows none.
final class CredentialsProgram {
  private static final int PATIENCE_SECONDS = 60;
  private static final int MOST_OUTPUT = 1 << 20;

  private final UserSettings.HelperProgram settings;
  private final UserFolders folders;
  private final Map<String, String> environment;

  CredentialsProgram(
      UserSettings.HelperProgram settings, UserFolders folders, Map<String, String> environment) {
    this.settings = settings;
    this.folders = folders;
    this.environment = environment;
  }

  Optional<String> token(String host) throws CredentialsUnavailableException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(file().toString());
    words.addAll(settings.arguments());
    words.add("get");
    words.add(host);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    byte[] output;
    try {
      Process process = builder.start();
      Thread watch = killAfterPatience(process);
      try {
        output = process.getInputStream().readNBytes(MOST_OUTPUT);
        if (process.waitFor() != 0) {
          throw unavailable("it did not know an answer for " + host);
        }
      } finally {
        watch.interrupt();
        process.destroyForcibly();
      }
    } catch (CredentialsUnavailableException known) {
      throw known;
    } catch (IOException fault) {
      throw unavailable("it cannot be run");
    }
    return parse(output);
  }

  /// Ends the process when it has not ended by itself.
  private static Thread killAfterPatience(Process process) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
              process.destroyForcibly();
            }
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Path file() throws CredentialsUnavailableException {
    String name = "terraform-credentials-" + settings.name();
    for (Path folder : folders.plugins()) {
      Path file = folder.resolve(name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw unavailable("there is no program " + name + " in the plugin folders");
  }

  private Optional<String> parse(byte[] output) throws CredentialsUnavailableException {
    String[] token = {""};
    try (JsonInput input =
        new JsonInput(
            new String(output, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8),
            settings.name())) {
      input.document(() ->
          input.object(name -> {
            if (name.equals("token") && input.isText()) {
              token[0] = input.text();
            } else {
              input.skip();
            }
          }));
    } catch (DamagedJsonException damaged) {
      // Nothing of the output is shown: a token may be in it.
      throw unavailable("it answered with something else than JSON");
    }
    return token[0].isEmpty() ? Optional.empty() : Optional.of(token[0]);
  }

  private CredentialsUnavailableException unavailable(String reason) {
    return new CredentialsUnavailableException(
        "the credentials helper \"" + settings.name() + "\" failed: " + reason);
  }
}
