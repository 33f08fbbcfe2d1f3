package dev.holdfast.hcl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.Notation;
import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.Table;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueMessagePackTest {
  private static final HexFormat HEX = HexFormat.of();

  static Stream<Arguments> messages() {
    return Table.arguments(ValueMessagePackTest.class, "messages.txt");
  }

  private static Value value(String text, Type type) throws CodecException {
    if (text.startsWith("??")) {
      return Notation.value(text.substring(1));
    }
    return text.startsWith("?") ? Notation.value(text) : ValueJson.decode(text, type);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void writesTheBytesThatGoWrites(String hex, String type, String text) throws CodecException {
    Type wanted = TypeJson.decode(type);
    assertThat(HEX.formatHex(ValueMessagePack.encode(value(text, wanted), wanted))).isEqualTo(hex);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsTheBytesThatGoWrites(String hex, String type, String text) throws CodecException {
    Type wanted = TypeJson.decode(type);
    assertThat(ValueMessagePack.decode(HEX.parseHex(hex), wanted)).isEqualTo(value(text, wanted));
  }

  @Test
  void readsBackWhatItWrites() {
    Property.holds(
        3000,
        5,
        (random, size) -> {
          RandomValues values = new RandomValues(random, true);
          Type type = values.type(size);
          Value value = values.value(type, size);
          assertThat(ValueMessagePack.decode(ValueMessagePack.encode(value, type), type))
              .isEqualTo(value);
          Value wrapped =
              ValueMessagePack.decode(ValueMessagePack.encode(value, Type.DYNAMIC), Type.DYNAMIC);
          assertThat(wrapped).isEqualTo(value);
        });
  }

  @Test
  void doesNotStumbleOverRandomBytes() {
    Property.holds(
        5000,
        40,
        (random, size) -> {
          byte[] bytes = new byte[size];
          random.nextBytes(bytes);
          Type type = new RandomValues(random, false).type(3);
          try {
            Value value = ValueMessagePack.decode(bytes, type);
            assertThat(value.type()).isEqualTo(type);
          } catch (CodecException refused) {
            assertThat(refused.reason()).isNotEmpty();
          }
        });
  }

  @Test
  void doesNotStumbleOverDamagedMessages() {
    Property.holds(
        3000,
        5,
        (random, size) -> {
          RandomValues values = new RandomValues(random, true);
          Type type = values.type(size);
          byte[] bytes = ValueMessagePack.encode(values.value(type, size), type);
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
          try {
            assertThat(ValueMessagePack.decode(bytes, type).type()).isEqualTo(type);
          } catch (CodecException refused) {
            assertThat(refused.reason()).isNotEmpty();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "dd7fffffff, the bytes end too early",
    "ddffffffff, the bytes end too early",
    "91, the bytes end too early",
    "91c3, [0]: a string is required",
    "92a161, [1]: the bytes end too early",
    "9101, [0]: a string is required",
    "91a161c0, extra bytes after the value",
    "c1, invalid MessagePack code 193",
    "91a2ff61, [0]: a string is not UTF-8"
  })
  void refusesHostileLists(String hex, String message) {
    assertThatThrownBy(() -> ValueMessagePack.decode(HEX.parseHex(hex), Type.list(Type.STRING)))
        .isInstanceOf(CodecException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "c7030c810309, a list is required",
    "c7050c82039205c3, the bytes end too early",
    "c7030c810105, a bool is required",
    "c7030c8105ff, a length is negative",
    "c7090c82039205c3049201c3, what is known of an unknown value contradicts itself: no number is"
        + " between the bounds"
  })
  void refusesRefinementsThatMakeNoSense(String hex, String message) {
    assertThatThrownBy(() -> ValueMessagePack.decode(HEX.parseHex(hex), Type.NUMBER))
        .isInstanceOf(CodecException.class)
        .hasMessage(message);
  }

  @Test
  void takesUnfamiliarExtensionsAndKeysForPlainUnknowns() throws CodecException {
    Value unknown = Value.unknown(Type.STRING);
    assertThat(ValueMessagePack.decode(HEX.parseHex("d40500"), Type.STRING)).isEqualTo(unknown);
    assertThat(ValueMessagePack.decode(HEX.parseHex("d5050102"), Type.STRING)).isEqualTo(unknown);
    assertThat(ValueMessagePack.decode(HEX.parseHex("c7050c81639201c3"), Type.STRING).isKnown())
        .isFalse();
  }

  @Test
  void refusesLongRefinements() {
    byte[] bytes = new byte[4 + 2000];
    bytes[0] = (byte) 0xc8;
    bytes[1] = (byte) (2000 >> 8);
    bytes[2] = (byte) (2000 & 0xff);
    bytes[3] = 12;
    assertThatThrownBy(() -> ValueMessagePack.decode(bytes, Type.STRING))
        .hasMessageContaining("more than 1,024 bytes");
  }

  @Test
  void refusesDeepNesting() {
    // Each level says "dynamic, of type dynamic" and holds the next.
    String level = "92c409" + HEX.formatHex("\"dynamic\"".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = HEX.parseHex(level.repeat(20_000) + "c0");
    assertThatThrownBy(() -> ValueMessagePack.decode(bytes, Type.DYNAMIC))
        .hasMessageEndingWith("nested more than 500 levels deep");
  }

  @Test
  void cutsLongPrefixes() throws CodecException {
    Value unknown = Notation.value("?string prefix=" + "é".repeat(300));
    Value read =
        ValueMessagePack.decode(ValueMessagePack.encode(unknown, Type.STRING), Type.STRING);
    assertThat(read).isEqualTo(Notation.value("?string prefix=" + "é".repeat(127)));
    assertThat(Equality.sameIgnoringRefinements(read, unknown)).isTrue();
  }

  @Test
  void refusesMarksAndForeignTypes() {
    assertThatThrownBy(() ->
            ValueMessagePack.encode(
                Value.tuple(List.of(Value.of(1).mark(Mark.SENSITIVE))),
                Type.tuple(List.of(Type.NUMBER))))
        .hasMessage("[0]: value has marks, so it cannot be serialized");
    assertThatThrownBy(() -> ValueMessagePack.encode(Value.of(1), Type.STRING))
        .hasMessage("a value of type number is not string");
  }

  @Test
  void fillsAbsentOptionalAttributes() throws CodecException {
    Type type = new ObjectType(Map.of("a", Type.STRING), Set.of("a"));
    assertThat(ValueMessagePack.decode(new byte[] {(byte) 0x80}, type))
        .isEqualTo(Value.object(Map.of("a", Value.nullOf(Type.STRING))));
    assertThatThrownBy(() ->
            ValueMessagePack.decode(
                new byte[] {(byte) 0x80}, Type.object(Map.of("a", Type.STRING))))
        .hasMessage("attribute \"a\" is required");
  }

  @Test
  void readsDoublesThatAreNotExactDecimals() throws CodecException {
    byte[] tenth = HEX.parseHex("cb3fb999999999999a");
    Value number = ValueMessagePack.decode(tenth, Type.NUMBER);
    assertThat(ValueJson.encode(number)).isEqualTo("0.1");
    assertThat(ValueMessagePack.encode(number, Type.NUMBER)).isEqualTo(tenth);
    assertThat(Values.UNKNOWN)
        .isEqualTo(ValueMessagePack.decode(HEX.parseHex("d40000"), Type.DYNAMIC));
  }
}
