package dev.holdfast.plugins.protocol;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.Description;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.IdentityAttribute;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schemas of one type each, out of their messages.
///
/// @param version tells which fields an attribute has
record SchemaMessages(ProtocolVersion version) {
  private static final int MARKDOWN = 1;

  ResourceSchema resource(Message schema, @Nullable IdentitySchema identity)
      throws MalformedMessageException, CodecException {
    return new ResourceSchema(schema.number(1), block(schema.message(2)), identity);
  }

  /// The content of a schema; empty where there is none.
  Block content(@Nullable Message schema) throws MalformedMessageException, CodecException {
    return schema == null ? Block.EMPTY : block(schema.message(2));
  }

  private Block block(@Nullable Message block) throws MalformedMessageException, CodecException {
    if (block == null) {
      return Block.EMPTY;
    }
    Map<String, NestedBlock> blocks = new LinkedHashMap<>();
    for (Message each : block.messages(3)) {
      blocks.put(
          each.text(1),
          new NestedBlock(
              nesting(each.number(3)),
              block(each.message(2)),
              (int) each.number(4),
              (int) each.number(5)));
    }
    return new Block(
        attributes(block.messages(2)),
        blocks,
        description(block, 4, 5),
        deprecation(block.flag(6), block.text(7)));
  }

  private Map<String, Attribute> attributes(List<Message> messages)
      throws MalformedMessageException, CodecException {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (Message each : messages) {
      attributes.put(each.text(1), attribute(each));
    }
    return attributes;
  }

  private Attribute attribute(Message message) throws MalformedMessageException, CodecException {
    boolean six = version == ProtocolVersion.SIX;
    Message structure = six ? message.message(10) : null;
    NestedAttributes nested =
        structure == null
            ? null
            : new NestedAttributes(nesting(structure.number(3)), attributes(structure.messages(1)));
    return new Attribute(
        nested == null ? TypeJson.decode(message.bytes(2)) : nested.impliedType(),
        nested,
        description(message, 3, 8),
        message.flag(4),
        message.flag(5),
        message.flag(6),
        message.flag(7),
        message.flag(six ? 11 : 10),
        deprecation(message.flag(9), message.text(six ? 12 : 11)));
  }

  private static String deprecation(boolean deprecated, String message) {
    return message.isEmpty() && deprecated ? Attribute.NO_ADVICE : message;
  }

  private static Description description(Message message, int text, int kind)
      throws MalformedMessageException {
    return new Description(message.text(text), message.number(kind) == MARKDOWN);
  }

  private static Nesting nesting(long number) throws MalformedMessageException {
    return switch ((int) number) {
      case 1 -> Nesting.SINGLE;
      case 2 -> Nesting.LIST;
      case 3 -> Nesting.SET;
      case 4 -> Nesting.MAP;
      case 5 -> Nesting.GROUP;
      default -> throw new MalformedMessageException("a block nests in an unknown way: " + number);
    };
  }

  FunctionSchema function(Message message) throws MalformedMessageException, CodecException {
    List<FunctionSchema.Parameter> parameters = new ArrayList<>();
    for (Message each : message.messages(1)) {
      parameters.add(parameter(each));
    }
    Message variadic = message.message(2);
    Message result = message.message(3);
    if (result == null) {
      throw new MalformedMessageException("a function has no result");
    }
    return new FunctionSchema(
        parameters,
        variadic == null ? null : parameter(variadic),
        TypeJson.decode(result.bytes(1)),
        message.text(4),
        message.text(5),
        message.text(7));
  }

  private static FunctionSchema.Parameter parameter(Message message)
      throws MalformedMessageException, CodecException {
    Type type = TypeJson.decode(message.bytes(2));
    return new FunctionSchema.Parameter(
        message.text(1), type, message.flag(3), message.flag(4), message.text(5));
  }

  IdentitySchema identity(Message message) throws MalformedMessageException, CodecException {
    Map<String, IdentityAttribute> attributes = new LinkedHashMap<>();
    for (Message each : message.messages(2)) {
      attributes.put(
          each.text(1),
          new IdentityAttribute(
              TypeJson.decode(each.bytes(2)), each.flag(3), each.flag(4), each.text(5)));
    }
    return new IdentitySchema(message.number(1), attributes);
  }
}
