package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.EarlyValues;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.ModuleRequest;
import dev.holdfast.engine.config.ModuleSource;
import dev.holdfast.engine.config.TestSuiteLoader;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// OpenTofu's test data for loading configurations (`internal/configs/testdata`).
final class ConfigurationSuiteTest {
  private static final Pattern MARKER = Pattern.compile("# (?:ERROR|WARNING): (.*?)\\s*$");

  @TestFactory
  Stream<DynamicTest> validFiles() {
    return Suite.ofEntries(
        "configs/valid-files", file -> assertThat(texts(checkFile(file))).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> validModules() {
    return Suite.ofEntries(
        "configs/valid-modules", folder -> assertThat(texts(load(folder))).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> invalidFiles() {
    return Suite.ofEntries(
        "configs/invalid-files", file -> assertThat(checkFile(file)).anyMatch(Diagnostic::isError));
  }

  @TestFactory
  Stream<DynamicTest> invalidModules() {
    return Suite.ofEntries(
        "configs/invalid-modules",
        folder -> assertThat(load(folder)).anyMatch(Diagnostic::isError));
  }

  @TestFactory
  Stream<DynamicTest> errorFiles() {
    return Suite.ofEntries(
        "configs/error-files",
        file -> assertThat(byLine(checkFile(file), Severity.ERROR)).isEqualTo(markers(file)));
  }

  @TestFactory
  Stream<DynamicTest> warningFiles() {
    return Suite.ofEntries(
        "configs/warning-files",
        file -> assertThat(byLine(checkFile(file), Severity.WARNING)).isEqualTo(markers(file)));
  }

  @TestFactory
  Stream<DynamicTest> configDiagnostics() {
    return Suite.ofEntries("configs/config-diagnostics", ConfigurationSuiteTest::judgeDiagnostics);
  }

  private static List<Diagnostic> checkFile(Path file) throws IOException {
    return ConfigurationLoader.checkFile(
        SourceFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
  }

  private static List<Diagnostic> load(Path folder) {
    return load(folder, InstalledModules.of(folder));
  }

  private static List<Diagnostic> load(Path folder, ModuleLocator locator) {
    FunctionContext functions =
        new FunctionContext(
            folder,
            folder,
            () -> Instant.EPOCH,
            new Random(0),
            false,
            Optional.empty(),
            new LanguageTemplates(Functions.builtIn()));
    EarlyValues values = new EarlyValues(InputVariables.none(), "default", functions);
    Parsed<@Nullable Configuration> loaded = ConfigurationLoader.load(folder, locator, values);
    Configuration tree = loaded.tree();
    List<Diagnostic> found = new ArrayList<>(loaded.diagnostics());
    if (tree != null) {
      found.addAll(
          TestSuiteLoader.load(tree, testDirectory(folder).toString(), locator, values).found());
    }
    return found;
  }

  /// The data has tests in directories of any name: where there are some, it is the test directory.
  private static Path testDirectory(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(path -> path.getFileName().toString().endsWith(".tftest.hcl"))
          .map(path -> folder.relativize(path.getParent()))
          .findFirst()
          .orElse(Path.of(TestSuiteLoader.DEFAULT_DIRECTORY));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The data treats sources of child modules as relative to the root.
  private static void judgeDiagnostics(Path folder) throws IOException {
    List<Diagnostic> found =
        load(
            folder,
            (requests, diagnostics) -> {
              Map<ModulePath, Path> places = new HashMap<>();
              for (ModuleRequest request : requests) {
                if (request.source() instanceof ModuleSource.Local(String local)) {
                  places.put(request.path(), folder.resolve(local).normalize());
                }
              }
              return places;
            });
    compare(folder, "errors", found, Severity.ERROR);
    compare(folder, "warnings", found, Severity.WARNING);
  }

  private static void compare(
      Path folder, String expectations, List<Diagnostic> found, Severity severity)
      throws IOException {
    Path file = folder.resolve(expectations);
    List<String> expected = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        // In the project the data comes from, its folder has this name.
        expected.add(
            neutral(line.replace("\\n", "\n").replace("testdata/config-diagnostics/", "")));
      }
    }
    List<String> texts =
        found.stream()
            .filter(each -> each.severity() == severity)
            .map(ConfigurationSuiteTest::text)
            .toList();
    for (String line : expected) {
      assertThat(texts).as("a diagnostic with: %s", line).anyMatch(text -> text.contains(line));
    }
    for (String text : texts) {
      assertThat(expected).as("expected: %s", text).anyMatch(text::contains);
    }
  }

  private static List<String> texts(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(ConfigurationSuiteTest::text).toList();
  }

  private static String text(Diagnostic diagnostic) {
    return neutral(diagnostic.subject() + ": " + diagnostic.summary() + "; " + diagnostic.detail());
  }

  /// The text without the name of the tool, which is compared as equal.
  private static String neutral(String text) {
    return text.replace("OpenTofu", "TOOL").replace("Holdfast", "TOOL");
  }

  private static Map<Integer, List<String>> byLine(
      List<Diagnostic> diagnostics, Severity severity) {
    Map<Integer, List<String>> byLine = new TreeMap<>();
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == severity) {
        SourceRange subject = diagnostic.subject();
        int line = subject == null ? 0 : subject.start().line();
        byLine.computeIfAbsent(line, _ -> new ArrayList<>()).add(diagnostic.summary());
      }
    }
    return byLine;
  }

  private static Map<Integer, List<String>> markers(Path file) throws IOException {
    Map<Integer, List<String>> markers = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = MARKER.matcher(lines.get(i));
      if (matcher.find()) {
        markers.put(i + 1, List.of(matcher.group(1)));
      }
    }
    return markers;
  }
}
