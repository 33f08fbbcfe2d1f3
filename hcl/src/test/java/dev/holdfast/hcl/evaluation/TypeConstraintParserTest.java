package dev.holdfast.hcl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.type.TypeExpression;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeConstraintParserTest {

  private static Parsed<TypeConstraint> parse(String text) {
    Expression expression = HclParser.parseExpression(SourceFile.of("type", text)).tree();
    return TypeConstraintParser.parseConstraint(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "string",
        "number",
        "bool",
        "any",
        "list(string)",
        "set(any)",
        "map(list(number))",
        "tuple([string,bool])",
        "object({a=string,b=optional(number)})",
        "object({})"
      })
  void readsWhatIsWritten(String text) {
    Parsed<TypeConstraint> parsed = parse(text);
    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(TypeExpression.text(parsed.tree().type())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sting | The keyword "sting" is not a valid type specification.
          list | The list type constructor requires one argument specifying the element type.
          list() | The list type constructor requires one argument specifying the element type.
          list(string, string) | The list type constructor requires one argument specifying the element type.
          object | The object type constructor requires one argument specifying the attribute types and values as a map.
          object(string) | Object type constructor requires a map whose keys are attribute names and whose values are types.
          tuple(string) | Tuple type constructor requires a list of element types.
          string(1) | Primitive type keyword "string" does not expect arguments.
          foo(string) | Keyword "foo" is not a valid type constructor.
          optional(string) | Keyword "optional" is valid only as a modifier for object type attributes.
          1 | A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).
          object({a = optional(number, "x")}) | This default value is not compatible with the attribute's type constraint: a number is required.
          object({a = optional()}) | Optional attribute modifier requires the attribute type as its argument.
          """)
  void saysWhatIsWrong(String text, String detail) {
    assertThat(parse(text).diagnostics()).extracting(Diagnostic::detail).contains(detail);
  }

  @Test
  void fillsInDefaultsAtEveryLevel() throws ConversionException {
    TypeConstraint constraint =
        parse(
                "list(object({ name = string, port = optional(object({ n = optional(number, 80) }), {}) }))")
            .tree();
    Value given = Value.tuple(List.of(Value.object(Map.of("name", Value.of("a")))));
    assertThat(ValueText.of(constraint.apply(given)).replaceAll("\\s+", " "))
        .isEqualTo("tolist([ { \"name\" = \"a\" \"port\" = { \"n\" = 80 } }, ])");
  }

  @Test
  void refusesAnyWhereTheTypeMustBeExact() {
    Expression expression = HclParser.parseExpression(SourceFile.of("type", "list(any)")).tree();
    assertThat(TypeConstraintParser.parseExact(expression).hasErrors()).isTrue();
  }
}
