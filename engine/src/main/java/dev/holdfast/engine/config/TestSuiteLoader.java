package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds and reads the test files of a configuration: those beside it, and those in its test
/// directory. Linear in the size of the files and of the modules that their runs use; a module that
/// several runs use is read once.
public final class TestSuiteLoader {
  /// Where tests are unless the user says otherwise.
  public static final String DEFAULT_DIRECTORY = "tests";

  private static final List<String> EXTENSIONS =
      List.of(".tofutest.hcl", ".tofutest.json", ".tftest.hcl", ".tftest.json");

  private final Configuration configuration;
  private final ModuleLocator locator;
  private final EarlyValues values;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Map<String, SourceFile> sources = new LinkedHashMap<>();
  private final Map<TestSuite.ModuleKey, Configuration> modules = new LinkedHashMap<>();

  private TestSuiteLoader(Configuration configuration, ModuleLocator locator, EarlyValues values) {
    this.configuration = configuration;
    this.locator = locator;
    this.values = values;
  }

  /// What was read.
  ///
  /// @param sources every file that was read by its name, for showing its lines
  public record Loaded(TestSuite suite, Map<String, SourceFile> sources, List<Diagnostic> found) {
    public Loaded {
      sources = Map.copyOf(sources);
      found = List.copyOf(found);
    }
  }

  /// The tests of a configuration with everything that is wrong with them.
  ///
  /// @param testDirectory relative to the configuration's; it need not exist
  /// @param values as for the configuration itself
  public static Loaded load(
      Configuration configuration,
      String testDirectory,
      ModuleLocator locator,
      EarlyValues values) {
    TestSuiteLoader loader = new TestSuiteLoader(configuration, locator, values);
    List<TestFile> files = loader.read(Path.of(testDirectory));
    loader.loadModules(files);
    TestSuite suite = new TestSuite(configuration, files, loader.modules);
    if (!loader.diagnostics.hasErrors()) {
      TestProviderChecks.check(suite, loader.diagnostics);
    }
    return new Loaded(suite, loader.sources, loader.diagnostics.list());
  }

  private List<TestFile> read(Path testDirectory) {
    Path root = configuration.root().directory();
    Path directory = root.resolve(testDirectory).normalize();
    Map<String, TestFile> files = new TreeMap<>();
    for (Path folder : directory.equals(root) ? List.of(root) : List.of(root, directory)) {
      for (Path path : list(folder)) {
        String name = relative(root, path);
        TestFile file = read(path, name, folder.equals(directory));
        if (file != null) {
          files.put(name, file);
        }
      }
    }
    return List.copyOf(files.values());
  }

  private static String relative(Path root, Path path) {
    return root.toString().isEmpty() || path.isAbsolute() != root.isAbsolute()
        ? path.toString()
        : root.relativize(path).toString();
  }

  private List<Path> list(Path folder) {
    if (!Files.isDirectory(folder.toString().isEmpty() ? Path.of(".") : folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> paths =
          entries
              .map(path -> folder.resolve(path.getFileName()).normalize())
              .filter(path -> isTest(path.getFileName().toString()) && Files.isRegularFile(path))
              .toList();
      Set<Path> all = Set.copyOf(paths);
      return paths.stream().filter(path -> !isShadowed(path, all)).toList();
    } catch (IOException unreadable) {
      diagnostics.add(
          Diagnostic.error(
              "Unreadable test directory",
              "The directory \"%s\" could not be read: %s."
                  .formatted(folder, unreadable.getMessage())));
      return List.of();
    }
  }

  private static boolean isTest(String name) {
    return !name.startsWith(".")
        && !name.endsWith("~")
        && EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  /// A file for this language hides the one of the same name for its predecessor.
  private static boolean isShadowed(Path path, Set<Path> all) {
    String name = path.getFileName().toString();
    int extension = name.lastIndexOf(".tftest.");
    return extension >= 0
        && all.contains(
            path.resolveSibling(
                name.substring(0, extension)
                    + ".tofutest."
                    + name.substring(extension + ".tftest.".length())));
  }

  private @Nullable TestFile read(Path path, String name, boolean inTestDirectory) {
    SourceFile source;
    try {
      source = SourceFile.of(path.toString(), Files.readAllBytes(path));
    } catch (IOException unreadable) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read file",
              "The file \"%s\" could not be read: %s.".formatted(path, unreadable.getMessage())));
      return null;
    }
    sources.put(source.name(), source);
    Parsed<HclFile> parsed = ModuleFiles.parse(source);
    diagnostics.addAll(parsed.diagnostics());
    MockFiles mocks =
        new MockFiles(
            configuration.root().directory(), each -> sources.put(each.name(), each), diagnostics);
    return new TestFileDecoder(new Decoding(diagnostics), mocks)
        .decode(name, inTestDirectory, parsed.tree().body());
  }

  /// Loads the modules of all runs; each that several runs use once, under the name of the first.
  private void loadModules(List<TestFile> files) {
    Map<TestSuite.ModuleKey, ModuleRequest> requests = new LinkedHashMap<>();
    for (TestFile file : files) {
      for (TestRun run : file.runs()) {
        TestRun.TestModule module = run.module();
        if (module != null) {
          requests.computeIfAbsent(
              TestSuite.ModuleKey.of(module), _ -> request(module, installedAs(file, run)));
        }
      }
    }
    if (requests.isEmpty()) {
      return;
    }
    Map<ModulePath, Path> places = locator.locate(List.copyOf(requests.values()), diagnostics);
    requests.forEach((key, request) -> {
      Path directory = places.get(request.path());
      if (directory != null) {
        load(key, request, directory);
      }
    });
  }

  private ModuleRequest request(TestRun.TestModule module, ModulePath installedAs) {
    return new ModuleRequest(
        installedAs,
        configuration.root().directory(),
        ModuleSource.parse(module.source()),
        module.version(),
        module.range());
  }

  /// The name under which the peers install the module of a run: `test.folder.file.run`.
  private static ModulePath installedAs(TestFile file, TestRun run) {
    List<String> names = new ArrayList<>();
    names.add("test");
    Path name = Path.of(file.name());
    Path parent = name.getParent();
    if (parent != null) {
      parent.forEach(each -> names.add(each.toString()));
    }
    String last = name.getFileName().toString();
    names.add(last.substring(0, last.indexOf('.')));
    names.add(run.name());
    return new ModulePath(names);
  }

  private void load(TestSuite.ModuleKey key, ModuleRequest request, Path directory) {
    Parsed<@Nullable Configuration> loaded =
        ConfigurationLoader.load(directory, within(request.path()), values);
    diagnostics.addAll(loaded.diagnostics());
    Configuration tree = loaded.tree();
    if (tree != null) {
      sources.putAll(tree.sources());
      modules.put(key, tree);
    }
  }

  /// Finds the modules that a module of a run calls: they are installed under its name.
  private ModuleLocator within(ModulePath installedAs) {
    return (requests, found) -> {
      Map<ModulePath, ModulePath> asked = new LinkedHashMap<>();
      List<ModuleRequest> longer = new ArrayList<>();
      for (ModuleRequest request : requests) {
        List<String> names = new ArrayList<>(installedAs.names());
        names.addAll(request.path().names());
        ModulePath path = new ModulePath(names);
        asked.put(path, request.path());
        longer.add(
            new ModuleRequest(
                path, request.caller(), request.source(), request.version(), request.range()));
      }
      Map<ModulePath, Path> places = new LinkedHashMap<>();
      locator.locate(longer, found).forEach((path, place) -> places.put(asked.get(path), place));
      return places;
    };
  }
}
