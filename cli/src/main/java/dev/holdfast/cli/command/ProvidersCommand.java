package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// `providers`: which module wants which providers, and which of them the state needs.
public final class ProvidersCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "providers",
          "Show the providers that a configuration uses",
          "Shows which module uses which providers, with the versions that it wants, and the providers"
              + " of the objects in the state.",
          List.of(
              ProjectTests.DIRECTORY,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    Optional<TestSuite> tests =
        ModuleInstall.load(
                project,
                InstalledModules.of(project.folder(), project.dataDirectory()),
                diagnostics)
            .map(ModuleInstall.WithTests::tests)
            .filter(each -> project.hasConfiguration(each.configuration(), diagnostics));
    if (invocation.report(diagnostics.list()) || tests.isEmpty()) {
      return Invocation.FAILED;
    }
    try {
      StringBuilder text = new StringBuilder("\nProviders required by configuration:\n.\n");
      append(branches(tests.get()), "", text);
      text.append('\n');
      State state = project.store().read().state();
      Set<ProviderSource> stored = state == null ? Set.of() : state.providers();
      if (!stored.isEmpty()) {
        text.append("Providers required by state:\n\n");
        stored.forEach(source -> text.append("    ").append(name(source)).append("\n\n"));
      }
      invocation.out().print(text);
      return 0;
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static String name(ProviderSource source) {
    return "provider[" + source + "]";
  }

  /// One branch of the tree.
  ///
  /// @param below what it leads to
  private record Branch(String label, List<Branch> below) {}

  /// The configuration, and below it the test files that need providers of their own.
  private static List<Branch> branches(TestSuite suite) {
    Module root = suite.configuration().root();
    List<Branch> branches = branches(root);
    for (TestFile file : suite.files()) {
      List<Branch> ofFile = new ArrayList<>();
      file.providers()
          .forEach((name, block) -> {
            if (!file.mocks().containsKey(name)) {
              Branch branch = new Branch(name(root.providerSource(block.localName())), List.of());
              if (!ofFile.contains(branch)) {
                ofFile.add(branch);
              }
            }
          });
      for (TestRun run : file.runs()) {
        Configuration module = run.module() == null ? null : suite.configuration(run);
        if (module != null) {
          ofFile.add(new Branch("run." + run.name(), branches(module.root())));
        }
      }
      if (!ofFile.isEmpty()) {
        branches.add(new Branch("test." + file.name(), ofFile));
      }
    }
    return branches;
  }

  private static List<Branch> branches(Module module) {
    List<Branch> branches = new ArrayList<>();
    RequiredProviders required = RequiredProviders.of(module);
    for (ProviderSource source : required.sources()) {
      branches.add(new Branch((name(source) + " " + required.text(source)).strip(), List.of()));
    }
    new TreeMap<>(module.children())
        .forEach((name, child) -> branches.add(new Branch("module." + name, branches(child))));
    return branches;
  }

  private static void append(List<Branch> branches, String indent, StringBuilder text) {
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      boolean last = i == branches.size() - 1;
      text.append(indent).append(last ? "└── " : "├── ").append(branch.label()).append('\n');
      append(branch.below(), indent + (last ? "    " : "│   "), text);
    }
  }
}
