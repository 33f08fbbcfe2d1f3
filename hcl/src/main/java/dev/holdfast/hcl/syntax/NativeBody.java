package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A body of the native syntax.
public final class NativeBody implements Body {
  private final Map<String, Attribute> attributes;
  private final List<Block> blocks;
  private final SourceRange range;
  private final SourceRange openRange;

  /// Names of arguments and types of blocks that a partial reading has taken.
  private final Set<String> takenAttributes;

  private final Set<String> takenBlocks;

  /// @param openRange the opening brace
  NativeBody(
      Map<String, Attribute> attributes,
      List<Block> blocks,
      SourceRange range,
      SourceRange openRange) {
    this(
        Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
        List.copyOf(blocks),
        range,
        openRange,
        Set.of(),
        Set.of());
  }

  private NativeBody(
      Map<String, Attribute> attributes,
      List<Block> blocks,
      SourceRange range,
      SourceRange openRange,
      Set<String> takenAttributes,
      Set<String> takenBlocks) {
    this.attributes = attributes;
    this.blocks = blocks;
    this.range = range;
    this.openRange = openRange;
    this.takenAttributes = takenAttributes;
    this.takenBlocks = takenBlocks;
  }

  /// All arguments as written, whatever has been taken by partial readings.
  public Map<String, Attribute> attributes() {
    return attributes;
  }

  /// All blocks as written, whatever has been taken by partial readings.
  public List<Block> blocks() {
    return blocks;
  }

  /// The blocks of the types that no partial reading has taken yet.
  public List<Block> remainingBlocks() {
    return blocks.stream().filter(block -> !takenBlocks.contains(block.type())).toList();
  }

  /// From the opening through the closing brace, or the whole file.
  public SourceRange range() {
    return range;
  }

  @Override
  public SourceRange missingItemRange() {
    return openRange;
  }

  @Override
  public BodyContent content(BodySchema schema) {
    Partial partial = partialContent(schema);
    BodyContent content = partial.content();
    NativeBody rest = (NativeBody) partial.remaining();
    List<Diagnostic> diagnostics = new ArrayList<>(content.diagnostics());
    for (Attribute attribute : attributes.values()) {
      if (!rest.takenAttributes.contains(attribute.name())) {
        diagnostics.add(SchemaMessages.unsupportedArgument(attribute, schema, content));
      }
    }
    for (Block block : blocks) {
      if (!rest.takenBlocks.contains(block.type())) {
        diagnostics.add(SchemaMessages.unsupportedBlock(block, schema));
      }
    }
    return new BodyContent(
        content.attributes(), content.blocks(), content.missingItemRange(), diagnostics);
  }

  @Override
  public Partial partialContent(BodySchema schema) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Map<String, Attribute> found = new LinkedHashMap<>();
    Set<String> nowTakenAttributes = new HashSet<>(takenAttributes);
    for (BodySchema.AttributeSchema expected : schema.attributes()) {
      Attribute attribute = attributes.get(expected.name());
      if (attribute != null && !takenAttributes.contains(expected.name())) {
        found.put(expected.name(), attribute);
      } else if (expected.required()) {
        diagnostics.add(SchemaMessages.missingArgument(expected.name(), missingItemRange()));
      }
      nowTakenAttributes.add(expected.name());
    }
    Map<String, BodySchema.BlockSchema> expectedBlocks = new LinkedHashMap<>();
    schema.blocks().forEach(expected -> expectedBlocks.put(expected.type(), expected));
    List<Block> foundBlocks = new ArrayList<>();
    for (Block block : blocks) {
      BodySchema.BlockSchema expected = expectedBlocks.get(block.type());
      if (expected != null && !takenBlocks.contains(block.type())) {
        Diagnostic wrongLabels = checkLabels(block, expected);
        if (wrongLabels == null) {
          foundBlocks.add(block);
        } else {
          diagnostics.add(wrongLabels);
        }
      }
    }
    Set<String> nowTakenBlocks = new HashSet<>(takenBlocks);
    nowTakenBlocks.addAll(expectedBlocks.keySet());
    return new Partial(
        new BodyContent(inSourceOrder(found), foundBlocks, missingItemRange(), diagnostics),
        new NativeBody(attributes, blocks, range, openRange, nowTakenAttributes, nowTakenBlocks));
  }

  @Override
  public BodyContent justAttributes() {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Block block : blocks) {
      if (!takenBlocks.contains(block.type())) {
        diagnostics.add(
            Diagnostic.error(
                "Unexpected \"" + block.type() + "\" block",
                "Blocks are not allowed here.",
                block.typeRange()));
        break;
      }
    }
    Map<String, Attribute> found = new LinkedHashMap<>(attributes);
    found.keySet().removeAll(takenAttributes);
    return new BodyContent(found, List.of(), missingItemRange(), diagnostics);
  }

  private Map<String, Attribute> inSourceOrder(Map<String, Attribute> found) {
    Map<String, Attribute> ordered = new LinkedHashMap<>();
    for (Attribute attribute : attributes.values()) {
      if (found.containsKey(attribute.name())) {
        ordered.put(attribute.name(), attribute);
      }
    }
    return ordered;
  }

  private static @Nullable Diagnostic checkLabels(Block block, BodySchema.BlockSchema expected) {
    SourceRange brace = ((NativeBody) block.body()).openRange;
    int count = expected.labelNames().size();
    if (block.labels().size() > count) {
      return SchemaMessages.extraneousLabel(
          expected, block.labels().get(count).range(), block.typeRange().through(brace));
    }
    return block.labels().size() < count
        ? SchemaMessages.missingLabel(
            expected, block.labels().size(), brace, block.typeRange().through(brace))
        : null;
  }
}
