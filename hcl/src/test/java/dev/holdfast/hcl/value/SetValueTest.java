package dev.holdfast.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.Table;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SetValueTest {

  static Stream<Arguments> orders() {
    return Table.arguments(SetValueTest.class, "set-order.txt");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void ordersItsElementsAsTheLanguageDoes(String element, String given, String ordered)
      throws Exception {
    Value set = ValueJson.decode(given, Type.set(TypeJson.decode(element)));
    assertThat(ValueJson.encode(set)).isEqualTo(ordered);
  }

  @Test
  void mergesEqualElementsButNotUnknownOnes() {
    Value unknown = Value.unknown(Type.STRING);
    SetValue set =
        (SetValue) Value.set(Type.STRING, List.of(unknown, Value.of("a"), unknown, Value.of("a")));
    assertThat(set.elements()).containsExactly(Value.of("a"), unknown, unknown);
    assertThat(set.isWhollyKnown()).isFalse();
  }

  @Test
  void bearsTheMarksOfItsElements() {
    Value set = Value.set(Type.STRING, List.of(Value.of("a").mark(Mark.SENSITIVE), Value.of("a")));
    assertThat(set.marks()).isEqualTo(Set.of(Mark.SENSITIVE));
    assertThat(((SetValue) set).elements()).containsExactly(Value.of("a"));
  }
}
