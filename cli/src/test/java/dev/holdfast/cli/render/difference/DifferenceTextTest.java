package dev.holdfast.cli.render.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The expected texts are what Terraform 1.11 and OpenTofu 1.12 print for such values.
class DifferenceTextTest {

  @Test
  void createsOfUnknownTypeShowNulls() {
    assertThat(
            dynamic(
                null,
                object(
                    "flag",
                    Value.of(true),
                    "nothing",
                    Values.NULL,
                    "a list",
                    Value.tuple(List.of(Value.of("x"), Value.of(1))))))
        .isEqualTo(
            """
            {
                  + "a list" = [
                      + "x",
                      + 1,
                    ]
                  + flag     = true
                  + nothing  = null
                }\
            """);
  }

  @Test
  void updatesHideWhatDoesNotChange() {
    Value before =
        object(
            "same", Value.of("s"),
            "also", Value.of(2),
            "size", Value.of(1),
            "gone", Value.of("g"),
            "nested", object("id", Value.of("i"), "r", Value.of(1)));
    Value after =
        object(
            "same", Value.of("s"),
            "also", Value.of(2),
            "size", Value.of(3),
            "added", Value.of(false),
            "nested", object("id", Value.of("i"), "r", Value.of(2)));

    assertThat(dynamic(before, after))
        .isEqualTo(
            """
            {
                  + added  = false
                  - gone   = "g"
                  ~ nested = {
                        id = "i"
                      ~ r  = 1 -> 2
                    }
                  ~ size   = 1 -> 3
                    # (2 unchanged attributes hidden)
                }\
            """);
  }

  @Test
  void listsShowTheNeighboursOfChanges() {
    Type strings = Type.list(Type.STRING);

    assertThat(
            typed(
                Value.list(Type.STRING, texts("a", "b", "c", "d", "e", "f")),
                Value.list(Type.STRING, texts("a", "b", "c", "x", "e", "f")),
                strings))
        .isEqualTo(
            """
            [
                    # (2 unchanged elements hidden)
                    "c",
                  - "d",
                  + "x",
                    "e",
                    # (1 unchanged element hidden)
                ]\
            """);
  }

  @Test
  void listsOfObjectsChangeInPlace() {
    Value before = Value.tuple(List.of(object("k", Value.of(1), "n", Value.of("x"))));
    Value after = Value.tuple(List.of(object("k", Value.of(2), "n", Value.of("x")), Value.of(7)));

    assertThat(dynamic(before, after))
        .isEqualTo(
            """
            [
                  ~ {
                      ~ k = 1 -> 2
                        # (1 unchanged attribute hidden)
                    },
                  + 7,
                ]\
            """);
  }

  @Test
  void setsShowWhatGoesAndWhatComes() {
    assertThat(
            typed(
                Value.set(Type.STRING, texts("a", "b")),
                Value.set(Type.STRING, texts("b", "c")),
                Type.set(Type.STRING)))
        .isEqualTo(
            """
            [
                  - "a",
                  + "c",
                    # (1 unchanged element hidden)
                ]\
            """);
  }

  @Test
  void mapsHaveQuotedKeysAndObjectsInThemCommas() {
    assertThat(
            typed(
                Value.map(Type.STRING, Map.of("a", Value.of("1"), "bb", Value.of("2"))),
                Value.map(Type.STRING, Map.of("a", Value.of("1"), "ccc", Value.of("3"))),
                Type.map(Type.STRING)))
        .isEqualTo(
            """
            {
                  - "bb"  = "2" -> null
                  + "ccc" = "3"
                    # (1 unchanged element hidden)
                }\
            """);
    Type element = Type.object(Map.of("id", Type.STRING));
    assertThat(
            typed(
                null,
                Value.map(element, Map.of("k", object("id", Value.of("i")))),
                Type.map(element)))
        .isEqualTo(
            """
            {
                  + "k" = {
                      + id = "i"
                    },
                }\
            """);
  }

  @Test
  void deletedStructuresSayNullOnceAndDeletedAttributesEach() {
    Type type = Type.object(Map.of("a", Type.STRING, "b", Type.list(Type.STRING)));
    Value value = object("a", Value.of("x"), "b", Value.list(Type.STRING, texts("y")));

    assertThat(typed(value, null, type))
        .isEqualTo(
            """
            {
                  - a = "x" -> null
                  - b = [
                      - "y",
                    ] -> null
                } -> null\
            """);
    assertThat(dynamic(value, null))
        .isEqualTo(
            """
            {
                  - a = "x"
                  - b = [
                      - "y",
                    ]
                } -> null\
            """);
  }

  @Test
  void unknownsShowWhatTheyReplace() {
    assertThat(dynamic(null, Value.unknown(Type.STRING))).isEqualTo("(known after apply)");
    assertThat(dynamic(Value.of("x"), Value.unknown(Type.STRING)))
        .isEqualTo("\"x\" -> (known after apply)");
    assertThat(dynamic(Value.tuple(texts("x")), Values.UNKNOWN))
        .isEqualTo(
            """
            [
                  - "x",
                ] -> (known after apply)\
            """);
  }

  @Test
  void changesOfKindShowBoth() {
    assertThat(dynamic(Value.of("1"), Value.tuple(texts("a"))))
        .isEqualTo(
            """
            "1" -> [
                  + "a",
                ]\
            """);
    assertThat(dynamic(Value.of(1), Value.of("2"))).isEqualTo("1 -> \"2\"");
    assertThat(dynamic(Values.NULL, Value.of("q"))).isEqualTo("null -> \"q\"");
  }

  @Test
  void sensitiveValuesAreNotShown() {
    Value secret = Value.of("s").mark(Mark.SENSITIVE);

    assertThat(dynamic(null, secret)).isEqualTo("(sensitive value)");
    assertThat(dynamic(secret, null)).isEqualTo("(sensitive value) -> null");
    Difference becomes = ValueComparison.dynamic(Value.of("s"), secret, ReplacementPaths.NONE);
    assertThat(becomes.change()).isEqualTo(Change.UPDATE);
    assertThat(DifferenceText.warnings(becomes, Palette.PLAIN))
        .containsExactly(
            "  # Warning: this attribute value will be marked as sensitive and will not",
            "  # display in UI output after applying this change. The value is unchanged.");
    assertThat(ValueComparison.dynamic(secret, secret, ReplacementPaths.NONE).change())
        .isEqualTo(Change.NONE);
  }

  @Test
  void textsOfSeveralLinesChangeByLine() {
    assertThat(dynamic(Value.of("a\nb\n"), Value.of("a\nc\n")))
        .isEqualTo(
            """
            <<-EOT
                    a
                  - b
                  + c
                EOT\
            """);
    assertThat(dynamic(null, Value.of("a\nb\n")))
        .isEqualTo(
            """
            <<-EOT
                    a
                    b
                EOT\
            """);
  }

  @Test
  void controlCharactersDoNothing() {
    assertThat(dynamic(null, Value.of("a\u001b[31m\t\u202e")))
        .isEqualTo("\"a\\x1b[31m\\t\\u202e\"");
    assertThat(dynamic(null, Value.of("a\u001b[31m\nb"))).doesNotContain("\u001b");
  }

  @Test
  void blocksStandBehindAttributesAndUnchangedOnesAreCounted() {
    Block inner = Block.of(Map.of("port", Attribute.required(Type.NUMBER, "")));
    Block schema =
        new Block(
            Map.of(
                "id", Attribute.computed(Type.STRING, ""),
                "size", Attribute.optional(Type.NUMBER, ""),
                "kind", Attribute.optional(Type.STRING, "")),
            Map.of(
                "rule", NestedBlock.list(inner),
                "note", NestedBlock.single(inner)));
    Value before =
        object(
            "id", Value.of("i"),
            "size", Value.of(1),
            "kind", Value.of("k"),
            "rule", Value.list(inner.impliedType(), List.of(port(80), port(81))),
            "note", port(5));
    Value after =
        object(
            "id", Value.unknown(Type.STRING),
            "size", Value.of(2),
            "kind", Value.of("k"),
            "rule", Value.list(inner.impliedType(), List.of(port(80), port(82), port(83))),
            "note", port(5));

    String text =
        DifferenceText.of(
            BlockComparison.block(
                before, after, schema, new ReplacementPaths(List.of(Path.ROOT.attribute("size")))),
            0,
            Palette.PLAIN);

    assertThat(text)
        .isEqualTo(
            """
            {
                  ~ id   = "i" -> (known after apply)
                  ~ size = 1 -> 2 # forces replacement
                    # (1 unchanged attribute hidden)

                  ~ rule {
                      ~ port = 81 -> 82
                    }
                  + rule {
                      + port = 83
                    }

                    # (2 unchanged blocks hidden)
                }\
            """);
  }

  @Test
  void nestedAttributesOfAMapAreNotAligned() {
    NestedAttributes nested =
        new NestedAttributes(Nesting.MAP, Map.of("id", Attribute.optional(Type.STRING, "")));
    Block schema = Block.of(Map.of("map", Attribute.nested(nested, false, true, false)));
    Value before =
        object("map", Value.map(nested.objectType(), Map.of("a", id("1"), "bbb", id("2"))));
    Value after = object("map", Value.map(nested.objectType(), Map.of("a", id("3"))));

    assertThat(
            DifferenceText.of(
                BlockComparison.block(before, after, schema, ReplacementPaths.NONE),
                0,
                Palette.PLAIN))
        .isEqualTo(
            """
            {
                  ~ map = {
                      ~ "a" = {
                          ~ id = "1" -> "3"
                        },
                      - "bbb" = {
                          - id = "2" -> null
                        },
                    }
                }\
            """);
  }

  @Test
  void valuesAloneHaveNoSymbols() {
    Value value = object("a", Value.of("x"), "b", Value.tuple(texts("y", "z")));

    assertThat(
            DifferenceText.ofValue(
                ValueComparison.dynamic(value, value, ReplacementPaths.NONE), 0, Palette.PLAIN))
        .isEqualTo(
            """
            {
                a = "x"
                b = [
                    "y",
                    "z",
                ]
            }\
            """);
  }

  @Test
  void mapsSayThatAnEntryGoesAndOnceThatTheyGoThemselves() {
    Type map = Type.map(Type.STRING);
    Value before = Value.map(Type.STRING, Map.of("a", Value.of("1"), "b", Value.of("2")));
    assertThat(typed(before, Value.map(Type.STRING, Map.of("a", Value.of("1"))), map))
        .isEqualTo(
            """
            {
                  - "b" = "2" -> null
                    # (1 unchanged element hidden)
                }\
            """);
    assertThat(typed(before, null, map))
        .isEqualTo(
            """
            {
                  - "a" = "1"
                  - "b" = "2"
                } -> null\
            """);
  }

  @Test
  void structuresThatAreNotKnownYetSayTwiceThatTheyForceAReplacement() {
    ReplacementPaths here = new ReplacementPaths(List.of(Path.ROOT));
    Value before = Value.map(Type.STRING, Map.of("a", Value.of("1")));
    Type map = Type.map(Type.STRING);
    assertThat(
            DifferenceText.of(
                ValueComparison.typed(before, Value.unknown(map), map, here), 0, Palette.PLAIN))
        .isEqualTo(
            """
            { # forces replacement
                  - "a" = "1"
                } -> (known after apply) # forces replacement\
            """);
  }

  @Test
  void writeOnlyAttributesAreShownWhereverAnythingChanges() {
    Block schema =
        Block.of(
            Map.of(
                "id", Attribute.computed(Type.STRING, ""),
                "secret", Attribute.optional(Type.STRING, "").withWriteOnly()));
    Value nothing = Value.nullOf(Type.STRING);
    Value one = object("id", Value.of("1"), "secret", nothing);
    Value two = object("id", Value.of("2"), "secret", nothing);
    assertThat(block(null, one, schema))
        .isEqualTo(
            """
            {
                  + id     = "1"
                  + secret = (write-only attribute)
                }\
            """);
    assertThat(block(one, two, schema)).contains("~ secret = (write-only attribute)\n");
    assertThat(block(one, null, schema)).contains("- secret = (write-only attribute) -> null\n");
    assertThat(BlockComparison.block(one, one, schema, ReplacementPaths.NONE).attributes())
        .doesNotContainKey("secret");
  }

  private static String block(@Nullable Value before, @Nullable Value after, Block schema) {
    return DifferenceText.of(
        BlockComparison.block(before, after, schema, ReplacementPaths.NONE), 0, Palette.PLAIN);
  }

  private static Value port(long port) {
    return object("port", Value.of(port));
  }

  private static Value id(String id) {
    return object("id", Value.of(id));
  }

  private static List<Value> texts(String... texts) {
    return java.util.Arrays.stream(texts).map(Value::of).toList();
  }

  private static Value object(Object... namesAndValues) {
    Map<String, Value> attributes = new java.util.HashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      attributes.put((String) namesAndValues[index], (Value) namesAndValues[index + 1]);
    }
    return Value.object(attributes);
  }

  private static String dynamic(@Nullable Value before, @Nullable Value after) {
    return DifferenceText.of(
        ValueComparison.dynamic(before, after, ReplacementPaths.NONE), 0, Palette.PLAIN);
  }

  private static String typed(@Nullable Value before, @Nullable Value after, Type type) {
    return DifferenceText.of(
        ValueComparison.typed(before, after, type, ReplacementPaths.NONE), 0, Palette.PLAIN);
  }
}
