package dev.holdfast.plugins.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredAttributesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ["object",{"a":"string"}]                              | {"a":"x"}                      | {"a":"x"}
          ["object",{"a":"string"}]                              | {"a":"x","b":[1,{"c":2}]}      | {"a":"x"}
          ["object",{"a":["list",["object",{"b":"number"}]]}]    | {"a":[{"b":1,"c":2},null]}     | {"a":[{"b":1},null]}
          ["object",{"a":["map",["object",{"b":"number"}]]}]     | {"a":{"k":{"b":1,"c":2}}}      | {"a":{"k":{"b":1}}}
          ["object",{"a":["tuple",["string",["object",{}]]]}]    | {"a":["x",{"b":1}]}            | {"a":["x",{}]}
          ["object",{"a":"dynamic"}]                             | {"a":{"value":{"b":1},"type":["object",{"b":"number"}]}} | {"a":{"value":{"b":1},"type":["object",{"b":"number"}]}}
          ["object",{"a":"number"}]                              | {"a":12345678901234567890.123456789,"b":1} | {"a":12345678901234567890.123456789}
          ["object",{"a":"string"}]                              | {"a":                          | {"a":
          """)
  void keepsWhatTheSchemaHas(String type, String stored, String kept) throws CodecException {
    byte[] known =
        StoredAttributes.known(stored.getBytes(StandardCharsets.UTF_8), TypeJson.decode(type));
    assertThat(new String(known, StandardCharsets.UTF_8)).isEqualTo(kept);
  }
}
