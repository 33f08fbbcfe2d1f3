package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.config.ConfigurationNode;
import dev.holdfast.engine.config.ConfigurationNode.ResourceNode;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.format.QuotedText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `graph`: which resource needs which, in the DOT language of Graphviz.
final class GraphCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "graph",
          "Show which resource needs which, for Graphviz",
          "Prints the resources of the configuration and which of them need which, directly or through"
              + " variables, locals and outputs, in the DOT language.\n\n"
              + "  holdfast graph | dot -Tsvg >graph.svg",
          List.of(CommonFlags.VARIABLE, CommonFlags.VARIABLE_FILE, CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Project.Loaded> loaded = Project.of(invocation).load(diagnostics);
    if (invocation.report(diagnostics.list()) || loaded.isEmpty()) {
      return Invocation.FAILED;
    }
    invocation.out().print(dot(loaded.get().references()));
    return 0;
  }

  private static String dot(ReferenceGraph graph) {
    StringBuilder nodes = new StringBuilder();
    StringBuilder edges = new StringBuilder();
    for (ConfigurationNode node : graph.nodes()) {
      if (node instanceof ResourceNode resource) {
        nodes.append("  ").append(QuotedText.of(resource.toString())).append(";\n");
        for (String needed : neededResources(resource, graph)) {
          edges
              .append("  ")
              .append(QuotedText.of(resource.toString()))
              .append(" -> ")
              .append(QuotedText.of(needed))
              .append(";\n");
        }
      }
    }
    return "digraph G {\n  rankdir = \"RL\";\n  node [shape = rect, fontname = \"sans-serif\"];\n"
        + nodes
        + edges
        + "}\n";
  }

  /// The nearest resources on every way out of one. Linear in what lies between them.
  private static Set<String> neededResources(ResourceNode from, ReferenceGraph graph) {
    Set<String> found = new TreeSet<>();
    Set<ConfigurationNode> seen = new HashSet<>();
    Deque<ConfigurationNode> open = new ArrayDeque<>(graph.needs(from));
    while (!open.isEmpty()) {
      ConfigurationNode node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      if (node instanceof ResourceNode resource) {
        found.add(resource.toString());
      } else {
        open.addAll(graph.needs(node));
      }
    }
    return found;
  }
}
