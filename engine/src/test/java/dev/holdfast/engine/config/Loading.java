package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Loads configurations for tests.
public final class Loading {
  private Loading() {}

  /// What is known early, with these values for variables.
  public static EarlyValues values(InputVariables variables) {
    Path here = Path.of(".");
    return new EarlyValues(
        variables,
        "default",
        new FunctionContext(
            here,
            here,
            () -> Instant.EPOCH,
            new Random(1),
            false,
            Optional.empty(),
            new LanguageTemplates(Functions.builtIn())));
  }

  static Parsed<@Nullable Configuration> load(Path directory) {
    return ConfigurationLoader.load(
        directory, InstalledModules.of(directory), values(InputVariables.none()));
  }

  /// The configuration, which must have no fault.
  public static Configuration loadWell(Path directory) {
    Parsed<@Nullable Configuration> loaded = load(directory);
    Configuration configuration = loaded.tree();
    if (configuration == null || loaded.hasErrors()) {
      throw new AssertionError("cannot be loaded: " + loaded.diagnostics());
    }
    return configuration;
  }

  /// What loading and the static checks say; the checks run only on what could be loaded.
  static List<Diagnostic> diagnose(Path directory) {
    Parsed<@Nullable Configuration> loaded = load(directory);
    List<Diagnostic> diagnostics = new ArrayList<>(loaded.diagnostics());
    Configuration configuration = loaded.tree();
    if (configuration != null && !loaded.hasErrors()) {
      diagnostics.addAll(StaticChecks.check(configuration).diagnostics());
    }
    return diagnostics;
  }

  /// What a map must have.
  static <K, V> V in(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new AssertionError("there is no " + key + " among " + map.keySet());
    }
    return value;
  }

  static void write(Path directory, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
