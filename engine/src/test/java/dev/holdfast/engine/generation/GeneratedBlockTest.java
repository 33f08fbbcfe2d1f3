package dev.holdfast.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedBlockTest {
  private static final Block DISK =
      Block.of(
          Map.of(
              "size", Attribute.required(Type.NUMBER, ""),
              "device", Attribute.computed(Type.STRING, "")));
  private static final Block SCHEMA =
      new Block(
          Map.of(
              "id", Attribute.optionalComputed(Type.STRING, ""),
              "arn", Attribute.computed(Type.STRING, ""),
              "name", Attribute.required(Type.STRING, ""),
              "old", Attribute.optional(Type.STRING, "").withDeprecation("use name"),
              "password", Attribute.optional(Type.STRING, "").withSensitive(),
              "tags", Attribute.optional(Type.map(Type.STRING), ""),
              "ports", Attribute.optional(Type.set(Type.NUMBER), ""),
              "net",
                  Attribute.nested(
                      new NestedAttributes(
                          Nesting.SINGLE,
                          Map.of(
                              "cidr", Attribute.required(Type.STRING, ""),
                              "gateway", Attribute.computed(Type.STRING, ""))),
                      false,
                      true,
                      false)),
          Map.of("disk", NestedBlock.list(DISK)));

  @Test
  void everythingThatMayBeSetIsWrittenAndNothingSecret() {
    Value object =
        Value.object(
            Map.of(
                "id", Value.of("i-1"),
                "arn", Value.of("arn:1"),
                "name", Value.of("a \"quoted\" ${name}"),
                "old", Value.of("old"),
                "password", Value.of("hunter2"),
                "tags", Value.map(Type.STRING, Map.of("a", Value.of("x"), "b c", Value.of("y"))),
                "ports", Value.set(Type.NUMBER, List.of(Value.of(80), Value.of(443))),
                "net",
                    Value.object(
                        Map.of("cidr", Value.of("10.0.0.0/8"), "gateway", Value.of("10.0.0.1"))),
                "disk",
                    Value.list(
                        DISK.impliedType(),
                        List.of(
                            Value.object(
                                Map.of("size", Value.of(3), "device", Value.of("sda")))))));
    assertThat(
            GeneratedBlock.of(
                ResourceAddress.managed("x_thing", "a"),
                "x.west",
                ResourceSchema.of(SCHEMA),
                object))
        .isEqualTo(
            """
            resource "x_thing" "a" {
              provider = x.west
              name     = "a \\"quoted\\" $${name}"
              net = {
                cidr = "10.0.0.0/8"
              }
              password = null # sensitive
              ports    = [80, 443]
              tags = {
                a     = "x"
                "b c" = "y"
              }
              disk {
                size = 3
              }
            }
            """);
  }
}
