package dev.holdfast.hcl.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.Notation;
import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.Table;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeConversion;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {

  static Stream<Arguments> conversions() {
    return Table.arguments(ConversionTest.class, "conversions.txt");
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsAsTheLanguageDoes(String type, String json, String wanted, String expected)
      throws Exception {
    Value value = ValueJson.decode(json, TypeJson.decode(type));
    String result;
    try {
      result = ValueJson.encode(Conversion.convert(value, TypeJson.decode(wanted)), Type.DYNAMIC);
    } catch (ConversionException impossible) {
      ConversionFault fault = impossible.fault();
      String path = fault.path().isRoot() ? "" : fault.path() + ": ";
      result = "! " + path + fault.message();
    }
    assertThat(result).isEqualTo(expected);
  }

  @Test
  void keepsMarksWhereTheyAre() throws Exception {
    Value secret = Value.of(1).mark(Mark.SENSITIVE);
    Value list = Value.tuple(List.of(secret, Value.of("a"))).mark(Mark.EPHEMERAL);
    assertThat(Conversion.convert(list, Type.list(Type.STRING)))
        .isEqualTo(
            Value.list(Type.STRING, List.of(Value.of("1").mark(Mark.SENSITIVE), Value.of("a")))
                .mark(Mark.EPHEMERAL));
  }

  @Test
  void movesMarksOfElementsToASet() throws Exception {
    Value list = Value.tuple(List.of(Value.of("a").mark(Mark.SENSITIVE)));
    assertThat(Conversion.convert(list, Type.set(Type.STRING)).marks())
        .isEqualTo(Set.of(Mark.SENSITIVE));
  }

  @Test
  void keepsWhatIsKnownOfUnknowns() throws Exception {
    assertThat(Conversion.convert(Notation.value("?number notnull lower=1"), Type.STRING))
        .isEqualTo(Value.unknown(Type.STRING, Refinement.NOT_NULL));
    assertThat(
            Conversion.convert(
                Notation.value("?list(string) notnull minimum=2 maximum=5"), Type.set(Type.STRING)))
        .isEqualTo(Notation.value("?set(string) notnull minimum=1 maximum=5"));
    assertThat(Conversion.convert(Values.UNKNOWN, Type.list(Type.STRING)))
        .isEqualTo(Value.unknown(Type.list(Type.STRING)));
  }

  @Test
  void makesAListOfUnknownsOfAnUnknownTuple() throws Exception {
    Value tuple = Value.unknown(Type.tuple(List.of(Type.STRING, Type.NUMBER)), Refinement.NOT_NULL);
    assertThat(Conversion.convert(tuple, Type.list(Type.STRING)))
        .isEqualTo(
            Value.list(
                Type.STRING, List.of(Value.unknown(Type.STRING), Value.unknown(Type.STRING))));
  }

  @Test
  void leavesTheElementTypeOpenWhileAnElementIsUndecided() throws Exception {
    Value tuple = Value.tuple(List.of(Values.UNKNOWN));
    assertThat(Conversion.convert(tuple, Type.list(Type.DYNAMIC)))
        .isEqualTo(Value.unknown(Type.list(Type.DYNAMIC)));
    Value mixed = Value.tuple(List.of(Values.UNKNOWN, Value.of("a")));
    assertThat(Conversion.convert(mixed, Type.list(Type.DYNAMIC)))
        .isEqualTo(Value.list(Type.STRING, List.of(Value.unknown(Type.STRING), Value.of("a"))));
  }

  @Test
  void refusesANumberThatIsTooLarge() {
    assertThat(Conversion.isConvertible(Value.of("1e1000000000"), Type.NUMBER)).isFalse();
    assertThat(Conversion.isConvertible(Value.of("1e100"), Type.NUMBER)).isTrue();
  }

  @Test
  void returnsAValueOfTheTypeAsItIs() throws Exception {
    Value list = Value.list(Type.STRING, List.of(Value.of("a")));
    assertThat(Conversion.convert(list, Type.list(Type.STRING))).isSameAs(list);
  }

  @Test
  void convertsOnlyOnce() {
    Property.holds(
        3000,
        4,
        (random, size) -> {
          RandomValues values = new RandomValues(random, true);
          Value value = values.value(values.type(size), size);
          Type wanted = values.type(size);
          try {
            Value once = Conversion.convert(value, wanted);
            assertThat(once.type()).isEqualTo(wanted);
            assertThat(Conversion.convert(once, wanted)).isEqualTo(once);
          } catch (ConversionException impossible) {
            assertThat(TypeConversion.isSafe(value.type(), wanted)).isFalse();
          }
        });
  }

  @Test
  void keepsTheTypesApartInAMapOfAnySingleType() throws Exception {
    Value object = Value.object(Map.of("a", Value.of(true), "b", Value.of("x")));
    assertThat(Conversion.convert(object, Type.map(Type.DYNAMIC)))
        .isEqualTo(Value.map(Type.STRING, Map.of("a", Value.of("true"), "b", Value.of("x"))));
  }
}
