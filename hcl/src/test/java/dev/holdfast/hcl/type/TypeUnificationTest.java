package dev.holdfast.hcl.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.Table;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeUnificationTest {

  static Stream<Arguments> unifications() {
    return Table.arguments(TypeUnificationTest.class, "unifications.txt");
  }

  @ParameterizedTest
  @MethodSource("unifications")
  void unifiesAsTheLanguageDoes(String types, String safe, String unsafe) throws CodecException {
    TupleType tuple = (TupleType) TypeJson.decode("[\"tuple\",[" + types + "]]");
    assertThat(text(TypeUnification.unify(tuple.elements()))).isEqualTo(safe);
    assertThat(text(TypeUnification.unifyUnsafe(tuple.elements()))).isEqualTo(unsafe);
  }

  private static String text(Optional<Type> type) {
    return type.map(TypeJson::encode).orElse("none");
  }

  @Test
  void findsNothingInCommonOfNothing() {
    assertThat(TypeUnification.unify(List.of())).isEmpty();
  }

  @Test
  void doesNotDependOnTheOrderOfTypes() {
    Property.holds(
        3000,
        3,
        (random, size) -> {
          RandomValues values = new RandomValues(random, false);
          Type a = values.type(size);
          Type b = values.type(size);
          assertThat(TypeUnification.unify(List.of(a, b)))
              .isEqualTo(TypeUnification.unify(List.of(b, a)));
        });
  }

  @Test
  void givesATypeThatAllConvertTo() {
    Property.holds(
        3000,
        3,
        (random, size) -> {
          RandomValues values = new RandomValues(random, false);
          List<Type> types = List.of(values.type(size), values.type(size), values.type(size));
          TypeUnification.unify(types)
              .ifPresent(common ->
                  assertThat(types).allMatch(type -> TypeConversion.isSafe(type, common)));
        });
  }
}
