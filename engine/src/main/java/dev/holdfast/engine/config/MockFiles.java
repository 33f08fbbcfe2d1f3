package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The mocks that a `mock_provider` block takes from a folder with its `source`: all files
/// `*.tfmock.hcl`, `*.tofumock.hcl` and their JSON forms in it, together.
final class MockFiles {
  private static final List<String> EXTENSIONS =
      List.of(".tofumock.hcl", ".tofumock.json", ".tfmock.hcl", ".tfmock.json");

  private final Path root;
  private final Consumer<SourceFile> sources;
  private final Diagnostics diagnostics;

  /// @param root of the configuration under test, which folders are relative to
  /// @param sources takes every file that is read
  MockFiles(Path root, Consumer<SourceFile> sources, Diagnostics diagnostics) {
    this.root = root;
    this.sources = sources;
    this.diagnostics = diagnostics;
  }

  /// What is in a folder; linear in the size of its files.
  ///
  /// @param source the folder as the block names it
  /// @param range where it does
  /// @param decoder of what the files hold
  MockDecoder.Mocks read(String source, SourceRange range, MockDecoder decoder) {
    MockDecoder.Mocks all = new MockDecoder.Mocks(Map.of(), Map.of(), List.of());
    for (Path path : list(root.resolve(source).normalize(), source, range)) {
      MockDecoder.Mocks read = decoder.file(parse(path).body());
      checkNew("mock_resource", read.resources(), all.resources());
      checkNew("mock_data", read.dataSources(), all.dataSources());
      all = all.over(read);
    }
    return all;
  }

  private List<Path> list(Path folder, String source, SourceRange range) {
    try (Stream<Path> entries = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
      List<Path> paths =
          entries
              .map(path -> folder.resolve(path.getFileName()))
              .filter(path -> isMock(path.getFileName().toString()) && Files.isRegularFile(path))
              .sorted()
              .toList();
      Set<Path> present = new HashSet<>(paths);
      return paths.stream().filter(path -> !isShadowed(path, present)).toList();
    } catch (IOException unreadable) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read mock data directory",
              "There is no folder \"%s\", or it cannot be read. It is relative to the folder of the"
                      .formatted(source)
                  + " configuration under test.",
              range));
      return List.of();
    }
  }

  private static boolean isMock(String name) {
    return !name.startsWith(".") && EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  /// A file for this language hides the one of the same name for its predecessor.
  private static boolean isShadowed(Path path, Set<Path> present) {
    String name = path.getFileName().toString();
    int extension = name.lastIndexOf(".tfmock.");
    return extension >= 0
        && present.contains(
            path.resolveSibling(
                name.substring(0, extension)
                    + ".tofumock."
                    + name.substring(extension + ".tfmock.".length())));
  }

  private HclFile parse(Path path) {
    SourceFile source;
    try {
      source = SourceFile.of(path.toString(), Files.readAllBytes(path));
    } catch (IOException unreadable) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read file",
              "The file \"%s\" could not be read: %s.".formatted(path, unreadable.getMessage())));
      source = SourceFile.of(path.toString(), new byte[0]);
    }
    sources.accept(source);
    Parsed<HclFile> parsed = ModuleFiles.parse(source);
    diagnostics.addAll(parsed.diagnostics());
    return parsed.tree();
  }

  private void checkNew(
      String type,
      Map<String, MockProvider.Defaults> found,
      Map<String, MockProvider.Defaults> before) {
    Map<String, MockProvider.Defaults> twice = new HashMap<>(found);
    twice.keySet().retainAll(before.keySet());
    twice.forEach((name, defaults) ->
        diagnostics.add(
            Diagnostic.error(
                "Duplicate %s block".formatted(type),
                "There is a %s block for \"%s\" at %s already."
                    .formatted(type, name, Objects.requireNonNull(before.get(name)).range()),
                defaults.range())));
  }
}
