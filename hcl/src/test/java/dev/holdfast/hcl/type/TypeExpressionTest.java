package dev.holdfast.hcl.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypeExpressionTest {

  @Test
  void writesEveryKindOfType() {
    assertThat(TypeExpression.text(Type.list(Type.set(Type.map(Type.DYNAMIC)))))
        .isEqualTo("list(set(map(any)))");
    assertThat(TypeExpression.text(Type.tuple(List.of(Type.STRING, Type.BOOLEAN))))
        .isEqualTo("tuple([string,bool])");
    assertThat(TypeExpression.text(Type.tuple(List.of()))).isEqualTo("tuple([])");
  }

  @Test
  void marksOptionalAttributesAndQuotesNamesThatAreNoIdentifiers() {
    Type type =
        new ObjectType(
            Map.of("b", Type.NUMBER, "a", Type.STRING, "x y", Type.BOOLEAN), Set.of("a"));
    assertThat(TypeExpression.text(type))
        .isEqualTo("object({a=optional(string),b=number,\"x y\"=bool})");
  }
}
