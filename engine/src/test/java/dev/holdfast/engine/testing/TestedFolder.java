package dev.holdfast.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.EarlyValues;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.TestSuiteLoader;
import dev.holdfast.engine.config.VariableOption;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.planning.RecordingProvider;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A folder with a configuration and test files, which are run with a provider that keeps its
/// objects in memory. Time stands still.
final class TestedFolder {
  private final Path folder;
  private final RecordingProvider provider = new RecordingProvider();
  private final List<VariableOption> options = new ArrayList<>();
  private final List<TestEvent> events = new ArrayList<>();
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private int runsUntilCancelled = Integer.MAX_VALUE;

  TestedFolder(Path folder) {
    this.folder = folder;
  }

  RecordingProvider provider() {
    return provider;
  }

  List<TestEvent> events() {
    return events;
  }

  TestedFolder write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  TestedFolder withVariable(String assignment) {
    options.add(new VariableOption.Assignment(assignment));
    return this;
  }

  /// Asks for an end once so many runs are done.
  TestedFolder cancelAfter(int runs) {
    runsUntilCancelled = runs;
    return this;
  }

  /// Everything that is wrong with the test files themselves.
  List<Diagnostic> load() {
    return loaded().found();
  }

  private TestSuiteLoader.Loaded loaded() {
    InputVariables input = variables();
    EarlyValues early = new EarlyValues(input, "default", functions(true));
    Parsed<@Nullable Configuration> loaded =
        ConfigurationLoader.load(folder, InstalledModules.of(folder), early);
    assertThat(loaded.diagnostics()).isEmpty();
    return TestSuiteLoader.load(
        Objects.requireNonNull(loaded.tree()), "tests", InstalledModules.of(folder), early);
  }

  private InputVariables variables() {
    return InputVariables.collect(folder, options, Map.of()).tree();
  }

  SuiteOutcome run() {
    TestSuiteLoader.Loaded loaded = loaded();
    assertThat(loaded.found()).isEmpty();
    InputVariables input = variables();
    TestInput everything =
        new TestInput(
            file -> input,
            source -> {
              if (source.type().equals("test")) {
                return provider.connect();
              }
              throw new ProviderUnavailableException("no provider " + source + " here");
            },
            0,
            this::functions,
            new RunSettings("default", false, false, ".", folder.toString()),
            event -> {},
            clock,
            new Random(1),
            TestStates.NOWHERE,
            10,
            events::add,
            () ->
                events.stream().filter(event -> event instanceof TestEvent.RunEnded).count()
                    >= runsUntilCancelled);
    try {
      return new TestRunner(everything, loaded.suite()).run(loaded.suite().files());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Each run as `name status`.
  static List<String> statuses(SuiteOutcome outcome) {
    return outcome.files().stream()
        .flatMap(file -> file.runs().stream())
        .map(run -> run.run().name() + " " + run.status())
        .toList();
  }

  /// What all runs have to say, by summaries.
  static List<String> summaries(SuiteOutcome outcome) {
    return outcome.files().stream()
        .flatMap(file -> file.runs().stream())
        .flatMap(run -> run.diagnostics().stream())
        .map(Diagnostic::summary)
        .toList();
  }

  private FunctionContext functions(boolean planning) {
    return new FunctionContext(
        folder,
        folder,
        clock,
        new Random(2),
        planning,
        Optional.of(clock.instant()),
        new LanguageTemplates(Functions.builtIn()));
  }
}
