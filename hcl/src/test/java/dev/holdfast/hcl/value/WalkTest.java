package dev.holdfast.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.Notation;
import dev.holdfast.hcl.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final Value VALUE =
      Notation.value(
          "{\"a\":[1,2],\"b\":{\"x\":\"y\"}} : [\"object\",{\"a\":[\"list\",\"number\"],\"b\":[\"map\",\"string\"]}]");

  @Test
  void visitsEveryPartWithItsPath() {
    List<String> paths = new ArrayList<>();
    Walk.visit(
        VALUE,
        (path, _) -> {
          paths.add(path.toString());
          return true;
        });
    assertThat(paths).containsExactly("", ".a", ".a[0]", ".a[1]", ".b", ".b[\"x\"]");
  }

  @Test
  void skipsWhatTheVisitorDoesNotWantToSee() {
    List<String> paths = new ArrayList<>();
    Walk.visit(
        VALUE,
        (path, part) -> {
          paths.add(path.toString());
          return !(part instanceof ListValue);
        });
    assertThat(paths).containsExactly("", ".a", ".b", ".b[\"x\"]");
  }

  @Test
  void rewritesInsideOutAndKeepsMarks() {
    Value marked =
        Walk.transform(VALUE, (path, part) -> path.isRoot() ? part.mark(Mark.SENSITIVE) : part);
    Value doubled =
        Walk.transform(
            marked,
            (_, part) ->
                part instanceof NumberValue number
                    ? Value.of(number.value().add(number.value()))
                    : part);
    assertThat(doubled.isSensitive()).isTrue();
    assertThat(Walk.at(doubled, Path.ROOT.attribute("a").index(1)))
        .contains(Value.of(4).mark(Mark.SENSITIVE));
  }

  @Test
  void returnsTheSameValueIfNothingChanges() {
    assertThat(Walk.transform(VALUE, (_, part) -> part)).isSameAs(VALUE);
  }

  @Test
  void refusesElementsOfDifferentTypesInOneCollection() {
    assertThatThrownBy(() ->
            Walk.transform(VALUE, (_, part) -> part.equals(Value.of(1)) ? Value.of("one") : part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("elements of one collection got the types string and number");
  }

  @Test
  void findsPartsAlsoOfUnknowns() {
    assertThat(Walk.at(VALUE, Path.ROOT.attribute("c"))).isEmpty();
    assertThat(Walk.at(VALUE, Path.ROOT.attribute("b").key("x"))).contains(Value.of("y"));
    assertThat(Walk.at(Value.unknown(VALUE.type()), Path.ROOT.attribute("a").index(7)))
        .contains(Value.unknown(Type.NUMBER));
    Value set = Value.set(Type.STRING, List.of(Value.of("a")));
    assertThat(Walk.at(set, Path.ROOT.index(Value.of("a")))).contains(Value.of("a"));
    assertThat(Walk.at(set, Path.ROOT.index(Value.of("b")))).isEmpty();
  }
}
