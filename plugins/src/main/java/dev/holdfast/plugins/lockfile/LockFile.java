package dev.holdfast.plugins.lockfile;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.plugins.packages.PackageHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;

/// The lock file of a configuration.
///
/// @param path of the file, which need not exist
public record LockFile(Path path) {
  /// Its name, in the folder of the root module.
  public static final String NAME = ".terraform.lock.hcl";

  /// The lock file of the configuration in a folder.
  public static LockFile in(Path folder) {
    return new LockFile(folder.resolve(NAME));
  }

  /// What the file says; nothing where there is none. What is wrong in it goes to the diagnostics.
  ///
  /// @param sources takes the file, for diagnostics
  public DependencyLocks read(Consumer<SourceFile> sources, Diagnostics diagnostics) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException none) {
      return DependencyLocks.NONE;
    } catch (IOException fault) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read dependency lock file",
              "The lock file %s cannot be read: %s."
                  .formatted(path, PrivateFiles.describe(fault))));
      return DependencyLocks.NONE;
    }
    SourceFile source = SourceFile.of(path.toString(), bytes);
    sources.accept(source);
    Parsed<HclFile> parsed = HclParser.parseFile(source);
    diagnostics.addAll(parsed.diagnostics());
    return parsed.hasErrors()
        ? DependencyLocks.NONE
        : new LockDecoder(diagnostics).decode(parsed.tree().body());
  }

  /// Puts locks in place of what the file said.
  public void write(DependencyLocks locks) throws IOException {
    PrivateFiles.replace(path, text(locks).getBytes(StandardCharsets.UTF_8));
    // It is to be committed, and has no secrets.
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /// The text of locks, the same for the same locks whoever writes it.
  public static String text(DependencyLocks locks) {
    StringBuilder text =
        new StringBuilder(
            """
            # This file is maintained automatically by "holdfast init".
            # Manual edits may be lost in future updates.
            """);
    for (ProviderLock lock : locks.providers().values()) {
      text.append("\nprovider \"").append(lock.source()).append("\" {\n");
      if (lock.constraints().isEmpty()) {
        text.append("  version = \"").append(lock.version()).append("\"\n");
      } else {
        text.append("  version     = \"").append(lock.version()).append("\"\n");
        text.append("  constraints = \"").append(lock.constraints()).append("\"\n");
      }
      if (!lock.hashes().isEmpty()) {
        text.append("  hashes = [\n");
        for (PackageHash hash : lock.hashes()) {
          text.append("    \"").append(hash).append("\",\n");
        }
        text.append("  ]\n");
      }
      text.append("}\n");
    }
    return text.toString();
  }
}
