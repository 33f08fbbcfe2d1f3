package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.DiagnosticText;
import dev.holdfast.cli.render.JunitReport;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.testing.SuiteOutcome;
import dev.holdfast.engine.testing.TestInput;
import dev.holdfast.engine.testing.TestRunner;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `test`: run the tests that come with a configuration.
///
/// The first Ctrl-C lets what is under way finish and destroys what was made, the second stops at
/// once and says what is left.
final class TestCommand implements Command {
  private static final Flag FILTER =
      Flag.repeated("filter", "FILE", "Run only this test file, as it is listed.");

  static final Flag VERBOSE = Flag.on("verbose", "Show the plan or state of each run.");

  private static final Flag JUNIT_XML =
      Flag.text("junit-xml", "FILE", "Write the outcome to this file as JUnit XML as well.");

  /// How many runs of a file that may run beside each other do so, unless -parallelism says.
  private static final int RUNS_AT_ONCE = 10;

  private static final int PLAIN_WIDTH = 78;

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "test",
          "Run the tests of a configuration",
          "Runs the test files (*.tftest.hcl, *.tofutest.hcl) beside the configuration and in its test"
              + " directory. Runs make real infrastructure unless it is mocked; everything is"
              + " destroyed at the end of each file.",
          CommonFlags.withDiagnostics(
              FILTER,
              ProjectTests.DIRECTORY,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              VERBOSE,
              JUNIT_XML,
              CommonFlags.PARALLELISM,
              CommonFlags.JSON,
              CommonFlags.NO_COLOR),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    TestView view = TestView.of(invocation);
    Project project = Project.here(invocation);
    Diagnostics diagnostics = new Diagnostics();
    Variables variables = Variables.of(project, ProjectTests.directory(invocation), diagnostics);
    ModuleLocator installed = InstalledModules.of(project.folder(), project.dataDirectory());
    Optional<TestSuite> suite =
        project
            .loadUnchecked(project.folder(), installed, variables.outside(), List.of(), diagnostics)
            .flatMap(each ->
                ProjectTests.load(project, each, installed, variables.outside(), diagnostics));
    List<TestFile> files =
        suite.map(each -> selected(each, invocation, diagnostics)).orElse(List.of());
    suite.ifPresent(each -> ProjectPlugins.of(project).check(each, diagnostics));
    if (view.report(diagnostics.list()) || suite.isEmpty()) {
      return Invocation.FAILED;
    }
    TestRunFiles states = new TestRunFiles(project);
    view.report(states.leftBehind());
    SuiteOutcome outcome = run(project, suite.get(), files, variables, states, view);
    boolean reported = writeReport(invocation, outcome, view);
    return outcome.status().isBad() || outcome.leavesObjects() || !reported ? Invocation.FAILED : 0;
  }

  private static List<TestFile> selected(
      TestSuite suite, Invocation invocation, Diagnostics diagnostics) {
    Arguments arguments = invocation.arguments();
    if (arguments.all(FILTER).isEmpty()) {
      return suite.files();
    }
    List<TestFile> selected = new ArrayList<>();
    for (String name : arguments.all(FILTER)) {
      String normal = Path.of(name).normalize().toString();
      Optional<TestFile> found =
          suite.files().stream().filter(file -> file.name().equals(normal)).findFirst();
      found.filter(file -> !selected.contains(file)).ifPresent(selected::add);
      if (found.isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                "Unknown test file",
                "There is no test file \"%s\". Known are: %s."
                    .formatted(
                        name,
                        suite.files().isEmpty()
                            ? "none"
                            : String.join(
                                ", ", suite.files().stream().map(TestFile::name).toList()))));
      }
    }
    return selected;
  }

  /// The values from outside, for files beside the configuration and in the test directory.
  private record Variables(InputVariables outside, InputVariables ofTestDirectory) {
    static Variables of(Project project, String testDirectory, Diagnostics diagnostics) {
      Path folder = project.folder();
      Path tests = folder.resolve(testDirectory).normalize();
      InputVariables outside = collect(project, List.of(folder), diagnostics);
      if (tests.equals(folder.normalize()) || !Files.isDirectory(tests)) {
        return new Variables(outside, outside);
      }
      // What is wrong with the files that both have was said already.
      Diagnostics again = new Diagnostics();
      InputVariables ofTests = collect(project, List.of(folder, tests), again);
      again.list().stream()
          .filter(each -> !diagnostics.list().contains(each))
          .forEach(diagnostics::add);
      return new Variables(outside, ofTests);
    }

    private static InputVariables collect(
        Project project, List<Path> folders, Diagnostics diagnostics) {
      Invocation invocation = project.invocation();
      Parsed<InputVariables> collected =
          InputVariables.collect(
              folders, project.variableOptions(), invocation.world().environment());
      collected.tree().sources().values().forEach(invocation.sources()::add);
      diagnostics.addAll(collected.diagnostics());
      return collected.tree();
    }

    InputVariables of(TestFile file) {
      return file.inTestDirectory() ? ofTestDirectory : outside;
    }
  }

  private static SuiteOutcome run(
      Project project,
      TestSuite suite,
      List<TestFile> files,
      Variables variables,
      TestRunFiles states,
      TestView view)
      throws InterruptedException {
    World world = project.invocation().world();
    CommandPlugins plugins = project.invocation().plugins();
    try (CommandProviders providers = project.providers()) {
      List<TestRunner> runner = new ArrayList<>(1);
      try (Interruption interruption =
          Interruption.catching(
              () -> {
                view.interrupted();
                plugins.stop();
              },
              () -> {
                runner.forEach(each -> view.abandoned(each.unfinished()));
                providers.kill();
                plugins.kill();
              })) {
        runner.add(
            new TestRunner(
                new TestInput(
                    variables::of,
                    providers,
                    project.parallelism(),
                    project::functions,
                    project.settings(),
                    event -> {},
                    world.clock(),
                    world.random(),
                    states,
                    project.parallelism() > 0 ? project.parallelism() : RUNS_AT_ONCE,
                    event -> view.accept(event, providers),
                    interruption),
                suite));
        return runner.getFirst().run(files);
      }
    }
  }

  private static boolean writeReport(Invocation invocation, SuiteOutcome outcome, TestView view) {
    Optional<String> file = invocation.arguments().text(JUNIT_XML);
    if (file.isEmpty()) {
      return true;
    }
    String report =
        JunitReport.of(
            outcome, new DiagnosticText(invocation.sources(), Palette.PLAIN, PLAIN_WIDTH));
    try {
      Files.writeString(invocation.folder().resolve(file.get()), report, StandardCharsets.UTF_8);
      return true;
    } catch (IOException e) {
      return !view.report(
          List.of(
              Diagnostic.error(
                  "The JUnit report cannot be written",
                  "The file %s: %s.".formatted(file.get(), PrivateFiles.describe(e)))));
    }
  }
}
