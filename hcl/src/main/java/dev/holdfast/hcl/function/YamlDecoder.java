package dev.holdfast.hcl.function;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.value.Value;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads one YAML document as a value: mappings as objects, sequences as tuples (YAML 1.2 core
/// schema and merge keys).
///
/// Aliases share what they refer to, and the size of the result is limited, so a small document
/// cannot become a huge value.
final class YamlDecoder {
  private static final int LARGEST_TEXT = 64 << 20;
  private static final int MOST_NODES = 5_000_000;
  private static final int DEEPEST = 500;

  private final IdentityHashMap<Node, Value> done = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Integer> sizes = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private long nodes;

  private YamlDecoder() {}

  static Value decode(String text) throws FunctionFault {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST_TEXT);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    Composer composer =
        new Composer(
            new ParserImpl(new StreamReader(new StringReader(text)), options),
            new Untyped(),
            options);
    try {
      Node node = composer.getSingleNode();
      if (node == null) {
        throw FunctionFault.of("on line 1, column 1: missing start of document");
      }
      return new YamlDecoder().value(node);
    } catch (MarkedYAMLException e) {
      throw FunctionFault.of(place(e.getProblemMark()) + e.getProblem());
    } catch (YAMLException e) {
      throw FunctionFault.of(String.valueOf(e.getMessage()));
    }
  }

  /// Leaves the type of plain scalars open, to be found by the rules of YAML 1.2.
  private static final class Untyped extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // None of those of YAML 1.1.
    }

    @Override
    public Tag resolve(NodeId kind, @Nullable String value, boolean implicit) {
      return kind == NodeId.scalar && implicit
          ? YamlScalar.OPEN
          : super.resolve(kind, value, implicit);
    }
  }

  private static String place(@Nullable Mark mark) {
    return mark == null
        ? ""
        : "on line %d, column %d: ".formatted(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Value value(Node node) throws FunctionFault {
    Value known = done.get(node);
    if (known != null) {
      count(sizes.getOrDefault(node, 1));
      return known;
    }
    if (!open.add(node)) {
      throw FunctionFault.of(
          "cannot refer to anchor %s from inside its own definition"
              .formatted(QuotedText.of(String.valueOf(node.getAnchor()))));
    }
    long before = nodes;
    count(1);
    Value value =
        switch (node) {
          case ScalarNode scalar -> YamlScalar.value(scalar);
          case SequenceNode sequence -> {
            checkTag(sequence, Tag.SEQ);
            List<Value> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
              elements.add(value(element));
            }
            yield Value.tuple(elements);
          }
          case MappingNode mapping -> {
            checkTag(mapping, Tag.MAP);
            yield Value.object(entries(mapping));
          }
          default -> throw new IllegalStateException("no node: " + node.getNodeId());
        };
    open.remove(node);
    done.put(node, value);
    sizes.put(node, (int) (nodes - before));
    return value;
  }

  private void count(long more) throws FunctionFault {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw FunctionFault.of("the document has too many values once its aliases are followed");
    }
  }

  private static void checkTag(Node node, Tag usual) throws FunctionFault {
    if (!node.getTag().equals(usual)) {
      throw YamlScalar.unsupported(node.getTag());
    }
  }

  private Map<String, Value> entries(MappingNode mapping) throws FunctionFault {
    Map<String, Value> entries = new LinkedHashMap<>();
    Set<String> merged = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMergeKey(tuple.getKeyNode())) {
        for (MappingNode source : sources(tuple.getValueNode())) {
          Map<String, Value> more = entries(source);
          for (Map.Entry<String, Value> entry : more.entrySet()) {
            // What the mapping says itself wins, and so does what was merged first.
            if (entries.putIfAbsent(entry.getKey(), entry.getValue()) == null) {
              merged.add(entry.getKey());
            }
          }
        }
        continue;
      }
      String key = key(tuple.getKeyNode());
      if (entries.containsKey(key) && !merged.remove(key)) {
        throw FunctionFault.of(
            place(tuple.getKeyNode().getStartMark())
                + "key %s already defined".formatted(QuotedText.of(key)));
      }
      entries.put(key, value(tuple.getValueNode()));
    }
    return entries;
  }

  private static boolean isMergeKey(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getTag().equals(YamlScalar.OPEN)
        && scalar.getValue().equals("<<");
  }

  private static List<MappingNode> sources(Node node) throws FunctionFault {
    List<MappingNode> sources = new ArrayList<>();
    List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    for (Node each : nodes) {
      if (!(each instanceof MappingNode mapping)) {
        throw FunctionFault.of(
            place(each.getStartMark()) + "map merge requires map or sequence of maps as the value");
      }
      sources.add(mapping);
    }
    return sources;
  }

  private static String key(Node node) throws FunctionFault {
    if (node instanceof ScalarNode scalar) {
      return YamlScalar.key(scalar);
    }
    throw FunctionFault.of(
        place(node.getStartMark()) + "only primitive values are allowed as keys");
  }
}
