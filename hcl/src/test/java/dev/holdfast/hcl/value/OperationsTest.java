package dev.holdfast.hcl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.Notation;
import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import dev.holdfast.hcl.Table;
import dev.holdfast.hcl.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {

  @FunctionalInterface
  private interface Operation {
    Value apply(Value left, Value right) throws OperationException;
  }

  private static final Map<String, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry("equal", Operations::equal),
          Map.entry("notEqual", Operations::notEqual),
          Map.entry("lessThan", Operations::lessThan),
          Map.entry("lessThanOrEqual", Operations::lessThanOrEqual),
          Map.entry("greaterThan", Operations::greaterThan),
          Map.entry("greaterThanOrEqual", Operations::greaterThanOrEqual),
          Map.entry("and", Operations::and),
          Map.entry("or", Operations::or),
          Map.entry("add", Operations::add),
          Map.entry("subtract", Operations::subtract),
          Map.entry("multiply", Operations::multiply),
          Map.entry("divide", Operations::divide),
          Map.entry("remainder", Operations::remainder),
          Map.entry("index", Operations::index),
          Map.entry("hasIndex", Operations::hasIndex),
          Map.entry("contains", Operations::contains),
          Map.entry(
              "attribute",
              (object, name) -> Operations.attribute(object, ((StringValue) name).value())));

  static Stream<Arguments> operations() {
    return Table.arguments(OperationsTest.class, "operations.txt");
  }

  private static Operation operation(String name) {
    return Objects.requireNonNull(OPERATIONS.get(name), name);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasTheResultOfTheTable(String name, String left, String right, String expected) {
    try {
      Value result = operation(name).apply(Notation.value(left), Notation.value(right));
      assertThat(expected).doesNotStartWith("!");
      if (result instanceof NumberValue number) {
        assertThat(number.value()).hasToString(expected);
      } else {
        assertThat(result).isEqualTo(Notation.value(expected));
      }
    } catch (OperationException failure) {
      assertThat("! " + failure.summary() + ": " + failure.detail()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void carriesTheMarksOfItsOperands(String name, String left, String right, String expected)
      throws OperationException {
    if (!expected.startsWith("!")) {
      Value result =
          operation(name)
              .apply(
                  Notation.value(left).mark(Mark.SENSITIVE),
                  name.equals("attribute")
                      ? Notation.value(right)
                      : Notation.value(right).mark(Mark.EPHEMERAL));
      Set<Mark> both = Set.of(Mark.SENSITIVE, Mark.EPHEMERAL);
      assertThat(result.marks())
          .isEqualTo(name.equals("attribute") ? Set.of(Mark.SENSITIVE) : both);
    }
  }

  @Test
  void comparesMarkedPartsAndMarksTheAnswer() {
    Value secret = Value.tuple(List.of(Value.of("a").mark(Mark.SENSITIVE)));
    assertThat(Operations.equal(secret, Value.tuple(List.of(Value.of("a")))))
        .isEqualTo(Values.TRUE.mark(Mark.SENSITIVE));
  }

  @Test
  void saysNoAsSoonAsOneKnownPartDiffers() {
    Value left = Value.tuple(List.of(Values.UNKNOWN, Value.of(1)));
    assertThat(Operations.equal(left, Value.tuple(List.of(Value.of("a"), Value.of(2)))))
        .isEqualTo(Values.FALSE);
    assertThat(Operations.equal(left, Value.tuple(List.of(Value.of("a"), Value.of(1)))))
        .isEqualTo(Values.UNKNOWN_BOOLEAN);
  }

  @Test
  void isEqualToItself() {
    Property.holds(
        2000,
        4,
        (random, size) -> {
          RandomValues values = new RandomValues(random, false);
          Type type = values.type(size);
          Value value = values.value(type, size);
          Value other = values.value(type, size);
          assertThat(Operations.equal(value, value)).isEqualTo(Values.TRUE);
          assertThat(Operations.equal(value, other)).isEqualTo(Operations.equal(other, value));
          if (!value.isNull() && !other.isNull()) {
            assertThat(Operations.equal(value, other)).isEqualTo(Value.of(value.equals(other)));
          }
        });
  }

  @Test
  void negatesNumbersAndTheirBounds() throws OperationException {
    assertThat(Operations.negate(Value.of(3))).isEqualTo(Value.of(-3));
    assertThat(Operations.negate(Notation.value("?number lower=1")))
        .isEqualTo(Notation.value("?number notnull upper=-1"));
    assertThat(Operations.not(Values.TRUE)).isEqualTo(Values.FALSE);
    assertThat(Operations.not(Values.UNKNOWN)).isEqualTo(Values.UNKNOWN_BOOLEAN);
  }

  @Test
  void joinsTextAndKeepsTheKnownStartOfUnknownText() throws OperationException {
    assertThat(Operations.concatenate(List.of(Value.of("a"), Value.of("b"))))
        .isEqualTo(Value.of("ab"));
    assertThat(
            Operations.concatenate(
                List.of(Value.of("ami-"), Value.unknown(Type.STRING), Value.of("x"))))
        .isEqualTo(Notation.value("?string notnull prefix=ami-"));
    assertThat(Operations.concatenate(List.of(Value.of("cafe"), Value.unknown(Type.STRING))))
        .isEqualTo(Notation.value("?string notnull prefix=caf"));
    assertThat(Operations.concatenate(List.of(Value.of("a".repeat(500)), Values.UNKNOWN)))
        .isEqualTo(Notation.value("?string notnull prefix=" + "a".repeat(127)));
  }

  @Test
  void knowsLengthsAsFarAsTheyAreCertain() throws OperationException {
    assertThat(Operations.length(Notation.value("[1,2]"))).isEqualTo(Value.of(2));
    assertThat(Operations.length(Notation.value("?[\"tuple\",[\"bool\"]]"))).isEqualTo(Value.of(1));
    assertThat(Operations.length(Notation.value("?list(string) minimum=1 maximum=3")))
        .isEqualTo(Notation.value("?number notnull lower=1 upper=3"));
    Value set =
        Value.set(
            Type.STRING,
            List.of(Value.of("a"), Value.unknown(Type.STRING), Value.unknown(Type.STRING)));
    assertThat(Operations.length(set)).isEqualTo(Notation.value("?number notnull lower=1 upper=3"));
    assertThat(Operations.length(Value.set(Type.STRING, List.of(Value.unknown(Type.STRING)))))
        .isEqualTo(Value.of(1));
  }
}
