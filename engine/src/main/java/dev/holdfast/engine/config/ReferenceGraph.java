package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What in a configuration needs what, before `count` and `for_each`. Immutable.
public final class ReferenceGraph {
  private final List<ConfigurationNode> nodes;
  private final Map<ConfigurationNode, Integer> numbers;
  private final Map<ConfigurationNode, SourceRange> ranges;

  /// For each node the numbers of those it needs, in ascending order, each once.
  private final int[][] needs;

  private ReferenceGraph(Builder builder) {
    this.nodes = List.copyOf(builder.nodes);
    this.numbers = Map.copyOf(builder.numbers);
    this.ranges = Map.copyOf(builder.ranges);
    this.needs = new int[nodes.size()][];
    for (int i = 0; i < needs.length; i++) {
      needs[i] =
          builder.needs.get(i).stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    }
  }

  /// All nodes, in the order the configuration declares them.
  public List<ConfigurationNode> nodes() {
    return nodes;
  }

  public boolean contains(ConfigurationNode node) {
    return numbers.containsKey(node);
  }

  /// What the node needs directly; nothing where the graph does not have it.
  public List<ConfigurationNode> needs(ConfigurationNode node) {
    Integer number = numbers.get(node);
    return number == null ? List.of() : Arrays.stream(needs[number]).mapToObj(nodes::get).toList();
  }

  /// Where the node is declared, or null where nothing in the text is it alone.
  public @Nullable SourceRange range(ConfigurationNode node) {
    return ranges.get(node);
  }

  /// The groups of nodes that need one another in a circle; for each of them one shortest circle.
  /// Linear in the nodes and needs, plus for each group the size of the group.
  public List<List<ConfigurationNode>> cycles() {
    return Cycles.find(needs).stream()
        .map(cycle -> Arrays.stream(cycle).mapToObj(nodes::get).toList())
        .toList();
  }

  /// Gathers nodes and what they need. For use by one thread.
  static final class Builder {
    private final List<ConfigurationNode> nodes = new ArrayList<>();
    private final Map<ConfigurationNode, Integer> numbers = new HashMap<>();
    private final Map<ConfigurationNode, SourceRange> ranges = new HashMap<>();
    private final List<List<Integer>> needs = new ArrayList<>();

    void node(ConfigurationNode node, @Nullable SourceRange range) {
      number(node);
      if (range != null) {
        ranges.put(node, range);
      }
    }

    void need(ConfigurationNode from, ConfigurationNode to) {
      needs.get(number(from)).add(number(to));
    }

    private int number(ConfigurationNode node) {
      Integer number = numbers.get(node);
      if (number == null) {
        number = nodes.size();
        numbers.put(node, number);
        nodes.add(node);
        needs.add(new ArrayList<>());
      }
      return number;
    }

    ReferenceGraph build() {
      return new ReferenceGraph(this);
    }
  }
}
