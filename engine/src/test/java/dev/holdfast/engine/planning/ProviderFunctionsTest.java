package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.Plan;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions that providers offer.
class ProviderFunctionsTest {
  private static final String REQUIRED =
      """
      terraform {
        required_providers {
          test      = { source = "hashicorp/test" }
          terraform = { source = "terraform.io/builtin/terraform" }
        }
      }
      """;
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  private Value output(String expression) {
    return output("", expression);
  }

  private Value output(String blocks, String expression) {
    Plan plan =
        scenario
            .write(REQUIRED + blocks + "output \"o\" {\n  value = " + expression + "\n}\n")
            .plan();
    assertThat(plan.diagnostics()).isEmpty();
    return plan.outputs().getFirst().after();
  }

  @Test
  void areCalledWithoutConfiguration() {
    assertThat(output("provider::test::greet(\"you\")")).isEqualTo(Value.of("hello you"));
  }

  @Test
  void areCalledOfTheConfigurationThatIsWritten() {
    String blocks =
        """
        provider "test" {
          region = "here"
        }
        provider "test" {
          alias  = "west"
          region = "the ${local.w}"
        }
        locals {
          w = "west"
        }
        """;
    assertThat(output(blocks, "provider::test::greet(\"you\")"))
        .isEqualTo(Value.of("hello you from here"));
    assertThat(output(blocks, "provider::test::west::greet(\"you\")"))
        .isEqualTo(Value.of("hello you from the west"));
  }

  @Test
  void areNotCalledWithUnknownsTheyDoNotTake() {
    String blocks = "resource \"test_object\" \"a\" {\n  name = \"a\"\n}\n";
    assertThat(output(blocks, "provider::test::greet(test_object.a.id)").isKnown()).isFalse();
    assertThat(output(blocks, "provider::test::greet(\"a\", [test_object.a.id], null)"))
        .isEqualTo(Value.of("hello a"));
    scenario.apply();
    assertThat(requireNonNull(scenario.state().outputs().get("o")).value())
        .isEqualTo(Value.of("hello a"));
  }

  @Test
  void keepTheMarksOfTheirArguments() {
    assertThat(output("nonsensitive(provider::test::greet(sensitive(\"you\")))"))
        .isEqualTo(Value.of("hello you"));
    assertThat(Marks.isSensitive(output("[provider::test::greet(\"you\")]"))).isFalse();
  }

  @Test
  void ofTheBuiltInProviderWriteAndReadValues() {
    assertThat(
            output(
                "provider::terraform::decode_tfvars(provider::terraform::encode_tfvars({a = [1, {b"
                    + " = null}], c = \"$${x}\\n\"})) == {a = [1, {b = null}], c = \"$${x}\\n\"}"))
        .isEqualTo(Value.of(true));
    assertThat(output("provider::terraform::encode_expr({ \"x y\" = toset([\"b\", \"a\"]) })"))
        .isEqualTo(Value.of("{\n  \"x y\" = [\"a\", \"b\"]\n}"));
    assertThat(output("provider::terraform::encode_tfvars({ long = 1, s = 1.5 })"))
        .isEqualTo(Value.of("long = 1\ns    = 1.5\n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          provider::test::greet()                   | Not enough function arguments
          provider::test::gret("x")                 | Did you mean "provider::test::greet"
          provider::test::greet("")                 | Invalid value for "name" parameter: Nobody to greet.
          provider::test::greet(null)               | argument must not be null
          provider::terraform::encode_tfvars([])    | must be an object
          provider::terraform::encode_tfvars({"x y"=1}) | invalid variable name
          provider::terraform::decode_tfvars("a {}")| Blocks are not allowed here
          provider::terraform::decode_tfvars("a=b") | invalid expression for variable "a"
          """)
  void sayWhatIsWrongWithACall(String call, String words) {
    Plan plan = scenario.write(REQUIRED + "output \"o\" {\n  value = " + call + "\n}\n").plan();
    assertThat(
            plan.diagnostics().stream()
                .map(each -> each.summary() + ": " + each.detail())
                .collect(Collectors.joining("\n")))
        .contains(words);
    assertThat(plan.diagnostics()).hasSize(1).allMatch(Diagnostic::isError);
  }
}
