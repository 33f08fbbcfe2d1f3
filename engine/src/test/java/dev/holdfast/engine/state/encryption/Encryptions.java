package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.config.EarlyScope;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.Loading;
import dev.holdfast.engine.config.Module;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Reads encryption as configurations say it.
public final class Encryptions {
  /// A passphrase of its own for each name, and as few rounds as are allowed.
  public static final String KEYS_AND_METHODS =
      """
      key_provider "pbkdf2" "one" {
        passphrase = "correct horse battery staple"
        iterations = 200000
      }
      key_provider "pbkdf2" "two" {
        passphrase = "another passphrase of some length"
        iterations = 200000
      }
      method "aes_gcm" "one" {
        keys = key_provider.pbkdf2.one
      }
      method "aes_gcm" "two" {
        keys = key_provider.pbkdf2.two
      }
      method "unencrypted" "none" {}
      """;

  private Encryptions() {}

  /// What was read and what was said to it.
  public record Outcome(StateEncryption encryption, List<Diagnostic> diagnostics) {}

  /// Reads a body in a configuration, with the environment variable.
  ///
  /// @param more of the configuration, outside the block
  public static Outcome read(Path folder, String body, String variable, String more) {
    Module root;
    try {
      Files.writeString(
          folder.resolve("main.tf"),
          "terraform {\nencryption {\n%s\n}\n}\n%s".formatted(body, more));
      root = Loading.loadWell(folder).root();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
    Diagnostics diagnostics = new Diagnostics();
    StateEncryption.Read read =
        StateEncryption.read(
            root.settings().encryption(),
            variable,
            EarlyScope.root(root, Loading.values(InputVariables.none())),
            new Random(1),
            diagnostics);
    return new Outcome(read.encryption(), diagnostics.list());
  }

  /// The encryption of a body in which nothing is wrong.
  public static StateEncryption of(Path folder, String body) {
    Outcome outcome = read(folder, body, "", "");
    if (!outcome.diagnostics().isEmpty()) {
      throw new AssertionError(outcome.diagnostics());
    }
    return outcome.encryption();
  }

  /// The encryption of states with two methods, of which the second is the fallback.
  public static StateEncryption of(Path folder, String method, String fallback) {
    return of(
        folder,
        KEYS_AND_METHODS
            + "state {\nmethod = method.%s\n%s\n}\n"
                .formatted(
                    method,
                    fallback.isEmpty()
                        ? ""
                        : "fallback {\nmethod = method.%s\n}".formatted(fallback)));
  }
}
