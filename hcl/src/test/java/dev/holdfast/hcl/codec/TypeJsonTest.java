package dev.holdfast.hcl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"string\"",
        "\"dynamic\"",
        "[\"list\",[\"set\",[\"map\",\"bool\"]]]",
        "[\"tuple\",[\"number\",[\"tuple\",[]]]]",
        "[\"object\",{\"a\":\"string\",\"b\":[\"object\",{}]}]",
        "[\"object\",{\"a\":\"string\",\"b\":\"bool\"},[\"b\"]]",
        "[\"list\",[\"object\",{\"a\":\"string\"},[\"a\"]]]"
      })
  void readsAndWritesEveryKindOfType(String json) throws CodecException {
    assertThat(TypeJson.encode(TypeJson.decode(json))).isEqualTo(json);
  }

  @Test
  void readsBackWhatItWrites() {
    Property.holds(
        1000,
        5,
        (random, size) -> {
          Type type = new RandomValues(random, false).type(size);
          assertThat(TypeJson.decode(TypeJson.encode(type))).isEqualTo(type);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "\"text\"",
        "[]",
        "[\"list\"]",
        "[\"list\",\"string\",1]",
        "[\"box\",\"string\"]",
        "[\"tuple\",\"string\"]",
        "[\"object\",[]]",
        "[\"object\",{\"a\":\"string\"},[\"b\"]]",
        "[\"object\",{\"a\":\"string\"},[\"a\"],1]",
        "\"string\" x",
        "{",
        "[\"object\",{\"a\":1}]"
      })
  void refusesEverythingElse(String json) {
    assertThatThrownBy(() -> TypeJson.decode(json)).isInstanceOf(CodecException.class);
  }
}
