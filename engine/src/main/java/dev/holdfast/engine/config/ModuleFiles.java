package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The configuration files of one directory, parsed, in the order of their names.
///
/// @param primary what declares things
/// @param overrides what changes things that are declared: `override.tf`, `x_override.tf`, …
record ModuleFiles(List<HclFile> primary, List<HclFile> overrides) {
  private static final List<String> EXTENSIONS = List.of(".tofu.json", ".tf.json", ".tofu", ".tf");

  ModuleFiles {
    primary = List.copyOf(primary);
    overrides = List.copyOf(overrides);
  }

  /// Reads a directory, its files at the same time. Subdirectories are not looked into. Linear in
  /// the size of the files.
  ///
  /// @throws IOException if the directory cannot be listed; a file that cannot be read is a
  ///   diagnostic
  static ModuleFiles read(Path directory, Diagnostics diagnostics) throws IOException {
    List<Path> paths = list(directory);
    List<Parsed<@Nullable HclFile>> parsed = parseAll(paths, directory);
    List<HclFile> primary = new ArrayList<>();
    List<HclFile> overrides = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      diagnostics.addAll(parsed.get(i).diagnostics());
      HclFile file = parsed.get(i).tree();
      if (file != null) {
        (isOverride(paths.get(i).getFileName().toString()) ? overrides : primary).add(file);
      }
    }
    return new ModuleFiles(primary, overrides);
  }

  /// Parses one file by the syntax that its name says.
  static Parsed<HclFile> parse(SourceFile source) {
    return source.name().endsWith(".json")
        ? HclParser.parseJson(source)
        : HclParser.parseFile(source);
  }

  /// The same with other files that declare things.
  ModuleFiles with(List<SourceFile> more, Diagnostics diagnostics) {
    List<HclFile> longer = new ArrayList<>(primary);
    for (SourceFile source : more) {
      Parsed<HclFile> parsed = parse(source);
      diagnostics.addAll(parsed.diagnostics());
      longer.add(parsed.tree());
    }
    return new ModuleFiles(longer, overrides);
  }

  List<HclFile> all() {
    List<HclFile> all = new ArrayList<>(primary);
    all.addAll(overrides);
    return all;
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> paths = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (extension(name) != null && !isEditorFile(name) && !Files.isDirectory(entry)) {
          paths.add(entry);
          names.add(name);
        }
      }
    }
    paths.removeIf(path -> isShadowed(path.getFileName().toString(), names));
    paths.sort(null);
    return paths;
  }

  private static @Nullable String extension(String name) {
    return EXTENSIONS.stream().filter(name::endsWith).findFirst().orElse(null);
  }

  private static boolean isEditorFile(String name) {
    return name.startsWith(".")
        || name.endsWith("~")
        || (name.startsWith("#") && name.endsWith("#"));
  }

  /// A file for this language hides the one of the same name for its predecessor.
  private static boolean isShadowed(String name, Set<String> names) {
    String other =
        name.endsWith(".tf")
            ? name.substring(0, name.length() - ".tf".length()) + ".tofu"
            : name.endsWith(".tf.json")
                ? name.substring(0, name.length() - ".tf.json".length()) + ".tofu.json"
                : "";
    return names.contains(other);
  }

  private static boolean isOverride(String name) {
    String extension = extension(name);
    String stem = extension == null ? name : name.substring(0, name.length() - extension.length());
    return stem.equals("override") || stem.endsWith("_override");
  }

  private static List<Parsed<@Nullable HclFile>> parseAll(List<Path> paths, Path directory) {
    if (paths.size() < 2) {
      return paths.stream().map(path -> readAndParse(path, directory)).toList();
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Parsed<@Nullable HclFile>>> running =
          paths.stream().map(path -> threads.submit(() -> readAndParse(path, directory))).toList();
      List<Parsed<@Nullable HclFile>> parsed = new ArrayList<>();
      for (Future<Parsed<@Nullable HclFile>> each : running) {
        parsed.add(each.get());
      }
      return parsed;
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + directory, exception);
    } catch (ExecutionException exception) {
      throw new IllegalStateException("cannot parse " + directory, exception);
    }
  }

  private static Parsed<@Nullable HclFile> readAndParse(Path path, Path directory) {
    String name = displayName(path, directory);
    try {
      Parsed<HclFile> parsed = parse(SourceFile.of(name, Files.readAllBytes(path)));
      return new Parsed<>(parsed.tree(), parsed.diagnostics());
    } catch (IOException exception) {
      return new Parsed<>(
          null,
          List.of(
              Diagnostic.error(
                  "Failed to read file",
                  "The file \"%s\" could not be read: %s."
                      .formatted(name, exception.getMessage()))));
    }
  }

  private static String displayName(Path path, Path directory) {
    return directory.resolve(path.getFileName()).normalize().toString();
  }
}
