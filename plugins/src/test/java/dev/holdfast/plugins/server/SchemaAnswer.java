package dev.holdfast.plugins.server;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A schema as the messages of protocol 6. Numbers are those of their fields.
final class SchemaAnswer {
  private SchemaAnswer() {}

  static MessageBuilder of(ProviderSchema schema) {
    MessageBuilder answer = new MessageBuilder().message(1, schema(0, schema.configuration()));
    resources(answer, 2, schema.resources());
    resources(answer, 3, schema.dataSources());
    Block metadata = schema.metadata();
    if (metadata != null) {
      answer.message(5, schema(0, metadata));
    }
    ProviderSchema.Capabilities capabilities = schema.capabilities();
    answer.message(
        6,
        new MessageBuilder()
            .flag(1, capabilities.planDestroy())
            .flag(2, capabilities.schemaOptional())
            .flag(3, capabilities.moveState()));
    schema.functions().forEach((name, function) -> entry(answer, 7, name, function(function)));
    return answer;
  }

  private static void resources(
      MessageBuilder answer, int field, Map<String, ResourceSchema> resources) {
    resources.forEach((name, resource) ->
        entry(answer, field, name, schema(resource.version(), resource.block())));
  }

  private static void entry(MessageBuilder answer, int field, String name, MessageBuilder value) {
    answer.message(field, new MessageBuilder().text(1, name).message(2, value));
  }

  private static MessageBuilder schema(long version, Block block) {
    return new MessageBuilder().number(1, version).message(2, block(block));
  }

  private static MessageBuilder block(Block block) {
    MessageBuilder message = new MessageBuilder();
    block.attributes().forEach((name, each) -> message.message(2, attribute(name, each)));
    block.blocks().forEach((name, each) -> message.message(3, nested(name, each)));
    return message
        .text(4, block.description().text())
        .flag(5, block.description().markdown())
        .flag(6, !block.deprecation().isEmpty())
        .text(7, block.deprecation());
  }

  private static MessageBuilder nested(String name, NestedBlock nested) {
    return new MessageBuilder()
        .text(1, name)
        .message(2, block(nested.block()))
        .number(3, number(nested.nesting()))
        .number(4, nested.minimum())
        .number(5, nested.maximum());
  }

  private static MessageBuilder attribute(String name, Attribute attribute) {
    MessageBuilder message = new MessageBuilder().text(1, name);
    NestedAttributes nested = attribute.nested();
    if (nested == null) {
      message.bytes(2, type(attribute.type()));
    } else {
      MessageBuilder structure = new MessageBuilder();
      nested.attributes().forEach((inner, each) -> structure.message(1, attribute(inner, each)));
      message.message(10, structure.number(3, number(nested.nesting())));
    }
    return message
        .text(3, attribute.description().text())
        .flag(8, attribute.description().markdown())
        .flag(4, attribute.required())
        .flag(5, attribute.optional())
        .flag(6, attribute.computed())
        .flag(7, attribute.sensitive())
        .flag(9, !attribute.deprecation().isEmpty())
        .flag(11, attribute.writeOnly())
        .text(12, attribute.deprecation());
  }

  private static MessageBuilder function(FunctionSchema function) {
    MessageBuilder message = new MessageBuilder();
    function.parameters().forEach(each -> message.message(1, parameter(each)));
    FunctionSchema.Parameter variadic = function.variadic();
    if (variadic != null) {
      message.message(2, parameter(variadic));
    }
    return message
        .message(3, new MessageBuilder().bytes(1, type(function.result())))
        .text(4, function.summary())
        .text(5, function.description())
        .text(7, function.deprecation());
  }

  private static MessageBuilder parameter(FunctionSchema.Parameter parameter) {
    return new MessageBuilder()
        .text(1, parameter.name())
        .bytes(2, type(parameter.type()))
        .flag(3, parameter.allowNull())
        .flag(4, parameter.allowUnknown())
        .text(5, parameter.description());
  }

  private static byte[] type(Type type) {
    return TypeJson.encode(type).getBytes(StandardCharsets.UTF_8);
  }

  private static int number(Nesting nesting) {
    return switch (nesting) {
      case SINGLE -> 1;
      case LIST -> 2;
      case SET -> 3;
      case MAP -> 4;
      case GROUP -> 5;
    };
  }
}
