package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `providers`: which module wants which providers, and which of them the state needs.
public final class ProvidersCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "providers",
          "Show the providers that a configuration uses",
          "Shows which module uses which providers, with the versions that it wants, and the providers"
              + " of the objects in the state.",
          List.of(CommonFlags.VARIABLE, CommonFlags.VARIABLE_FILE, CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    Optional<Configuration> configuration =
        project
            .load(diagnostics)
            .map(Project.Loaded::configuration)
            .filter(each -> project.hasConfiguration(each, diagnostics));
    if (invocation.report(diagnostics.list()) || configuration.isEmpty()) {
      return Invocation.FAILED;
    }
    try {
      StringBuilder text = new StringBuilder("\nProviders required by configuration:\n.\n");
      append(configuration.get().root(), "", text);
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
  /// @param below what it leads to, or null for a leaf
  private record Branch(String label, @Nullable Module below) {}

  private static void append(Module module, String indent, StringBuilder text) {
    List<Branch> branches = new ArrayList<>();
    RequiredProviders required = RequiredProviders.of(module);
    for (ProviderSource source : required.sources()) {
      branches.add(new Branch((name(source) + " " + required.text(source)).strip(), null));
    }
    new TreeMap<>(module.children())
        .forEach((name, child) -> branches.add(new Branch("module." + name, child)));
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      boolean last = i == branches.size() - 1;
      text.append(indent).append(last ? "└── " : "├── ").append(branch.label()).append('\n');
      if (branch.below() != null) {
        append(branch.below(), indent + (last ? "    " : "│   "), text);
      }
    }
  }
}
