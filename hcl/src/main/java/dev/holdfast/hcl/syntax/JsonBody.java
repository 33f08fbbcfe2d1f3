package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A body of the JSON syntax (HCL JSON syntax specification, "Bodies"): an object, or an array of
/// objects that are read as one. The property `//` is a comment.
///
/// Faults in the templates of arguments are found when the arguments are read.
final class JsonBody implements Body {
  private static final String COMMENT = "//";

  private final SourceFile source;
  private final List<JsonNode.Property> properties;
  private final SourceRange missingItemRange;

  /// What was wrong with the value that should have been a body.
  private final List<Diagnostic> faults;

  /// Properties that a partial reading has taken.
  private final Set<String> taken;

  private JsonBody(
      SourceFile source,
      List<JsonNode.Property> properties,
      SourceRange missingItemRange,
      List<Diagnostic> faults,
      Set<String> taken) {
    this.source = source;
    this.properties = properties;
    this.missingItemRange = missingItemRange;
    this.faults = faults;
    this.taken = taken;
  }

  /// The body that a value is.
  ///
  /// @param what to say if it is neither an object nor an array of objects
  static JsonBody of(SourceFile source, JsonNode node, String what) {
    List<JsonNode.Property> properties = new ArrayList<>();
    List<Diagnostic> faults = new ArrayList<>();
    for (JsonNode.JsonObject object : objects(node, what, faults)) {
      properties.addAll(object.properties());
    }
    SourceRange place =
        node instanceof JsonNode.JsonObject object ? object.closeRange() : node.range();
    return new JsonBody(source, properties, place, faults, Set.of(COMMENT));
  }

  private static List<JsonNode.JsonObject> objects(
      JsonNode node, String what, List<Diagnostic> faults) {
    List<JsonNode.JsonObject> objects = new ArrayList<>();
    List<JsonNode> values =
        node instanceof JsonNode.JsonArray(var elements, var range) ? elements : List.of(node);
    for (JsonNode value : values) {
      if (value instanceof JsonNode.JsonObject object) {
        objects.add(object);
      } else {
        faults.add(Diagnostic.error("Incorrect JSON value type", what, value.range()));
      }
    }
    return objects;
  }

  @Override
  public SourceRange missingItemRange() {
    return missingItemRange;
  }

  @Override
  public BodyContent content(BodySchema schema) {
    Partial partial = partialContent(schema);
    BodyContent content = partial.content();
    Set<String> nowTaken = ((JsonBody) partial.remaining()).taken;
    List<Diagnostic> diagnostics = new ArrayList<>(content.diagnostics());
    for (JsonNode.Property property : properties) {
      String name = property.name().text();
      if (!nowTaken.contains(name)) {
        diagnostics.add(
            Diagnostic.error(
                "Extraneous JSON object property",
                "No argument or block type is named \"" + name + "\"." + suggestion(name, schema),
                property.name().range()));
      }
    }
    return new BodyContent(content.attributes(), content.blocks(), missingItemRange, diagnostics);
  }

  private static String suggestion(String name, BodySchema schema) {
    List<String> names = new ArrayList<>();
    schema.attributes().forEach(each -> names.add(each.name()));
    schema.blocks().forEach(each -> names.add(each.type()));
    return Suggestion.sentence(name, names);
  }

  @Override
  public Partial partialContent(BodySchema schema) {
    Set<String> attributeNames = new HashSet<>();
    schema.attributes().forEach(each -> attributeNames.add(each.name()));
    Map<String, BodySchema.BlockSchema> blockTypes = new LinkedHashMap<>();
    schema.blocks().forEach(each -> blockTypes.put(each.type(), each));
    Reading reading = new Reading();
    for (JsonNode.Property property : properties) {
      String name = property.name().text();
      BodySchema.BlockSchema blockType = blockTypes.get(name);
      if (taken.contains(name)) {
        continue;
      }
      if (attributeNames.contains(name)) {
        reading.addAttribute(property);
      } else if (blockType != null) {
        reading.addBlocks(property, blockType);
      }
    }
    for (BodySchema.AttributeSchema expected : schema.attributes()) {
      if (expected.required() && !reading.attributes.containsKey(expected.name())) {
        reading.diagnostics.add(SchemaMessages.missingArgument(expected.name(), missingItemRange));
      }
    }
    Set<String> nowTaken = new HashSet<>(taken);
    nowTaken.addAll(attributeNames);
    nowTaken.addAll(blockTypes.keySet());
    return new Partial(
        reading.content(), new JsonBody(source, properties, missingItemRange, List.of(), nowTaken));
  }

  @Override
  public BodyContent justAttributes() {
    Reading reading = new Reading();
    for (JsonNode.Property property : properties) {
      if (!taken.contains(property.name().text())) {
        reading.addAttribute(property);
      }
    }
    return reading.content();
  }

  /// What a reading has found so far.
  private final class Reading {
    final Map<String, Attribute> attributes = new LinkedHashMap<>();
    final List<Block> blocks = new ArrayList<>();
    final List<Diagnostic> diagnostics = new ArrayList<>(faults);

    BodyContent content() {
      return new BodyContent(attributes, blocks, missingItemRange, diagnostics);
    }

    void addAttribute(JsonNode.Property property) {
      JsonNode.JsonString name = property.name();
      Attribute earlier = attributes.get(name.text());
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.error(
                "Duplicate argument",
                "The argument \""
                    + name.text()
                    + "\" was already set at "
                    + earlier.nameRange()
                    + ".",
                name.range()));
        return;
      }
      Expression expression = new JsonExpressions(source, diagnostics).expression(property.value());
      attributes.put(
          name.text(),
          new Attribute(
              name.text(),
              expression,
              name.range().through(property.value().range()),
              name.range()));
    }

    void addBlocks(JsonNode.Property property, BodySchema.BlockSchema type) {
      addBlocks(property.name(), property.value(), type, List.of());
    }

    /// Each level of labels is an object whose properties are the labels.
    private void addBlocks(
        JsonNode.JsonString typeName,
        JsonNode value,
        BodySchema.BlockSchema type,
        List<Block.Label> labels) {
      if (labels.size() == type.labelNames().size()) {
        addBodies(typeName, value, type, labels);
        return;
      }
      String labelName = type.labelNames().get(labels.size());
      String what =
          "A JSON object is required, whose keys represent the "
              + type.type()
              + " block's "
              + labelName
              + ".";
      for (JsonNode.JsonObject object : objects(value, what, diagnostics)) {
        boolean labelled = false;
        for (JsonNode.Property property : object.properties()) {
          if (property.name().text().equals(COMMENT)) {
            continue;
          }
          labelled = true;
          List<Block.Label> more = new ArrayList<>(labels);
          more.add(new Block.Label(property.name().text(), property.name().range()));
          addBlocks(typeName, property.value(), type, more);
        }
        if (!labelled) {
          diagnostics.add(
              Diagnostic.error(
                  "Missing block label",
                  "At least one object property is required, whose name represents the "
                      + type.type()
                      + " block's "
                      + labelName
                      + ".",
                  object.range()));
        }
      }
    }

    private void addBodies(
        JsonNode.JsonString typeName,
        JsonNode value,
        BodySchema.BlockSchema type,
        List<Block.Label> labels) {
      String what =
          "Either a JSON object or a JSON array is required, representing the contents of one or more \""
              + type.type()
              + "\" blocks.";
      switch (value) {
        case JsonNode.JsonConstant(var constant, var range) when constant.isNull() -> {}
        case JsonNode.JsonArray(var elements, var range) ->
            elements.forEach(each -> addBlock(typeName, each, what, labels));
        default -> addBlock(typeName, value, what, labels);
      }
    }

    private void addBlock(
        JsonNode.JsonString typeName, JsonNode value, String what, List<Block.Label> labels) {
      SourceRange typeRange = typeName.range();
      SourceRange definition = labels.isEmpty() ? typeRange : labels.getLast().range();
      blocks.add(
          new Block(
              typeName.text(), labels, JsonBody.of(source, value, what), definition, typeRange));
    }
  }

  /// The body of a file of which nothing could be read.
  static JsonBody empty(SourceFile source) {
    return new JsonBody(source, List.of(), source.range(0, 0), List.of(), Set.of());
  }
}
