package dev.holdfast.hcl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {

  @Test
  void readsBackWhatItWrites() {
    Property.holds(
        3000,
        5,
        (random, size) -> {
          RandomValues values = new RandomValues(random, false);
          Type type = values.type(size);
          Value value = values.value(type, size);
          assertThat(ValueJson.decode(ValueJson.encode(value, type), type)).isEqualTo(value);
          assertThat(ValueJson.decode(ValueJson.encode(value, Type.DYNAMIC), Type.DYNAMIC))
              .isEqualTo(value);
          assertThat(ValueJson.decode(ValueJson.encodeIndented(value), type)).isEqualTo(value);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":[true,null,\"x\"]}",
        "[]",
        "{}",
        "[[],{}]",
        "0.1",
        "123456789012345678901234567890.123456789",
        "\"\\u003ca\\u003e \\u0026 \\u2028\\u2029 \\\"\\\\ \\n\\r\\t\\b\\f\\u0001\"",
        "\"é😀\u007f/\""
      })
  void writesTheSameTextAgain(String json) throws CodecException {
    assertThat(ValueJson.encode(ValueJson.decodeImplied(json))).isEqualTo(json);
  }

  @Test
  void replacesWhatIsNotUnicode() throws CodecException {
    assertThat(ValueJson.encode(Value.of("a\ud800b"))).isEqualTo("\"a\\ufffdb\"");
  }

  @Test
  void indentsByTwoSpaces() throws CodecException {
    assertThat(ValueJson.encodeIndented(ValueJson.decodeImplied("{\"a\":[1,{}],\"b\":[]}")))
        .isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
  }

  @Test
  void ordersKeysByCodePoint() throws CodecException {
    assertThat(ValueJson.encode(ValueJson.decodeImplied("{\"😀\":1,\"\uffee\":2,\"a\":3}")))
        .isEqualTo("{\"a\":3,\"\uffee\":2,\"😀\":1}");
  }

  @Test
  void readsTheTypeBeforeOrAfterTheValue() throws CodecException {
    Value expected = Value.list(Type.STRING, List.of(Value.of("a")));
    assertThat(ValueJson.decode("{\"value\":[\"a\"],\"type\":[\"list\",\"string\"]}", Type.DYNAMIC))
        .isEqualTo(expected);
    assertThat(
            ValueJson.decode(
                "{ \"type\" : [\"list\",\"string\"] , \"value\" : [ \"a\" ] }", Type.DYNAMIC))
        .isEqualTo(expected);
    assertThat(ValueJson.decode("{\"value\":\"é\\\"\",\"type\":\"string\"}", Type.DYNAMIC))
        .isEqualTo(Value.of("é\""));
  }

  @Test
  void attributesThatAreNotThereAreNull() throws Exception {
    Type type = Type.object(Map.of("a", Type.STRING, "b", Type.NUMBER));
    assertThat(ValueJson.decode("{\"b\":1}", type))
        .isEqualTo(Value.object(Map.of("a", Value.nullOf(Type.STRING), "b", Value.of(1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"dynamic\" | {\"value\":1} | the object needs the keys value and type",
        "\"dynamic\" | {\"value\":1,\"x\":2} | invalid key \"x\" beside value and type",
        "[\"list\",\"number\"] | [1,\"x\"] | [1]: a number is required",
        "[\"list\",\"number\"] | {} | an array is required",
        "[\"map\",\"bool\"] | {\"k\":[]} | [\"k\"]: a string, number or bool is required",
        "[\"object\",{\"a\":\"string\"}] | {\"b\":1} | unsupported attribute \"b\"",
        "[\"object\",{\"a\":[\"list\",\"number\"]}] | {\"a\":[true]} | .a[0]: number required",
        "[\"tuple\",[\"string\"]] | [] | not enough tuple elements (need 1)",
        "[\"tuple\",[\"string\"]] | [\"a\",\"b\"] | too many tuple elements (need 1)",
        "\"number\" | 1e1000000000 | the number is too large",
        "\"string\" | \"a\" x | extra text after the JSON value",
        "\"string\" | | the JSON text ends too early"
      })
  void saysWhereTheTextIsWrong(String type, String json, String message) throws CodecException {
    Type wanted = TypeJson.decode(type);
    String text = json == null ? "" : json;
    assertThatThrownBy(() -> ValueJson.decode(text, wanted))
        .isInstanceOf(CodecException.class)
        .satisfies(fault ->
            assertThat(fault.getMessage())
                .matches(actual -> actual.equals(message) || actual.contains("invalid JSON")));
  }

  @Test
  void saysTheLineAndColumnOfInvalidText() {
    assertThatThrownBy(() -> ValueJson.decodeImplied("{\n  \"a\": ?\n}"))
        .hasMessageStartingWith("invalid JSON at line 2, column");
  }

  @Test
  void takesStringsNumbersAndBoolsForOneAnother() throws CodecException {
    assertThat(ValueJson.decode("\"12\"", Type.NUMBER)).isEqualTo(Value.of(12));
    assertThat(ValueJson.decode("12", Type.STRING)).isEqualTo(Value.of("12"));
    assertThat(ValueJson.decode("\"true\"", Type.BOOLEAN)).isEqualTo(Values.TRUE);
  }

  @Test
  void fillsAbsentOptionalAttributes() throws CodecException {
    Type type = new ObjectType(Map.of("a", Type.STRING), Set.of("a"));
    assertThat(ValueJson.decode("{}", type))
        .isEqualTo(Value.object(Map.of("a", Value.nullOf(Type.STRING))));
  }

  @Test
  void refusesWhatHasNoJsonForm() {
    assertThatThrownBy(() -> ValueJson.encode(Value.tuple(List.of(Values.UNKNOWN))))
        .hasMessage("[0]: value is not known");
    assertThatThrownBy(
            () -> ValueJson.encode(Value.object(Map.of("a", Value.of(1).mark(Mark.SENSITIVE)))))
        .hasMessage(".a: value has marks, so it cannot be serialized");
    assertThatThrownBy(
            () -> ValueJson.encode(Value.of(dev.holdfast.hcl.number.Number512.POSITIVE_INFINITY)))
        .hasMessage("JSON has no infinite numbers");
  }

  @Test
  void refusesDeepNesting() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThatThrownBy(() -> ValueJson.decodeImplied(deep))
        .hasMessageEndingWith("nested more than 500 levels deep");
    assertThatThrownBy(() -> TypeJson.decode("[\"list\",".repeat(10_000)))
        .hasMessageEndingWith("nested more than 500 levels deep");
  }

  @Test
  void readsAndWritesAsDeepAsItMay() throws CodecException {
    String deep = "[".repeat(500) + "]".repeat(500);
    Value value = ValueJson.decodeImplied(deep);
    assertThat(ValueJson.encode(value)).isEqualTo(deep);
    assertThat(ValueJson.decode(ValueJson.encode(value), value.type())).isEqualTo(value);
  }
}
