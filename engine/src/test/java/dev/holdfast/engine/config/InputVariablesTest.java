package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputVariablesTest {
  @TempDir private Path folder;

  private final List<VariableOption> options = new ArrayList<>();
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void declareVariables() throws IOException {
    write(
        "main.tf",
        """
        variable "name" {
          default = "default"
        }
        variable "size" {
          type    = number
          default = 1
        }
        variable "tags" {
          type = object({
            a = string
            b = optional(number, 7)
          })
          default = null
        }
        """);
  }

  @Test
  void laterSourcesWin() throws IOException {
    environment = Map.of("TF_VAR_name", "environment", "TF_VAR_size", "2");
    assertThat(value("name")).isEqualTo(Value.of("environment"));
    write("terraform.tfvars", "name = \"tfvars\"\n");
    assertThat(value("name")).isEqualTo(Value.of("tfvars"));
    write("terraform.tfvars.json", "{\"name\": \"tfvars.json\"}");
    assertThat(value("name")).isEqualTo(Value.of("tfvars.json"));
    write("a.auto.tfvars", "name = \"a\"\n");
    assertThat(value("name")).isEqualTo(Value.of("a"));
    write("b.auto.tfvars.json", "{\"name\": \"b\"}");
    assertThat(value("name")).isEqualTo(Value.of("b"));
    options.add(new VariableOption.Assignment("name=first"));
    assertThat(value("name")).isEqualTo(Value.of("first"));
    write("given.tfvars", "name = \"file\"\n");
    options.add(new VariableOption.ValuesFile(folder.resolve("given.tfvars")));
    assertThat(value("name")).isEqualTo(Value.of("file"));
    options.add(new VariableOption.Assignment("name=last"));
    assertThat(value("name")).isEqualTo(Value.of("last"));
    assertThat(value("size")).isEqualTo(Value.of(2));
  }

  @Test
  void aTextIsTheValueOfAStringAndAnExpressionForAnythingElse() {
    options.add(new VariableOption.Assignment("name=[1]"));
    options.add(new VariableOption.Assignment("tags={ a = \"x\" }"));
    assertThat(value("name")).isEqualTo(Value.of("[1]"));
    assertThat(value("tags")).isEqualTo(Value.object(Map.of("a", Value.of("x"), "b", Value.of(7))));
  }

  @Test
  void aValueThatDoesNotFitIsAnErrorWhereItIsWritten() throws IOException {
    write("terraform.tfvars", "size = \"large\"\n");
    assertThat(diagnostics())
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.summary()).isEqualTo("Invalid value for input variable");
          assertThat(diagnostic.detail()).contains("var.size", "a number is required");
          assertThat(String.valueOf(diagnostic.subject())).endsWith("terraform.tfvars:1,8-15");
        });
  }

  @Test
  void undeclaredVariablesAreAnErrorAWarningOrNothing() throws IOException {
    environment = Map.of("TF_VAR_other", "x");
    assertThat(diagnostics()).isEmpty();
    write("terraform.tfvars", "one = 1\ntwo = 2\nthree = 3\nfour = 4\n");
    assertThat(diagnostics())
        .hasSize(3)
        .noneMatch(Diagnostic::isError)
        .last()
        .matches(diagnostic -> diagnostic.detail().contains("2 other variable(s)"));
    options.add(new VariableOption.Assignment("five=5"));
    assertThat(diagnostics()).anyMatch(Diagnostic::isError);
  }

  @Test
  void aRequiredVariableMustBeGiven() throws IOException {
    write("more.tf", "variable \"needed\" {}\n");
    assertThat(diagnostics())
        .singleElement()
        .matches(diagnostic -> diagnostic.summary().equals("No value for required variable"));
    assertThat(collect().missing(declared())).extracting(Variable::name).containsExactly("needed");
    environment = Map.of("TF_VAR_needed", "x");
    assertThat(diagnostics()).isEmpty();
  }

  @Test
  void valuesMayNotRefer() throws IOException {
    write("terraform.tfvars", "name = var.size\n");
    assertThat(diagnostics())
        .singleElement()
        .matches(diagnostic -> diagnostic.summary().equals("Variables not allowed"));
  }

  @Test
  void saysWhatIsWrongWithOptions() {
    options.add(new VariableOption.Assignment("name"));
    options.add(new VariableOption.Assignment("name =x"));
    options.add(new VariableOption.ValuesFile(folder.resolve("nowhere.tfvars")));
    assertThat(InputVariables.collect(folder, options, environment).diagnostics())
        .extracting(Diagnostic::summary)
        .containsExactly(
            "Invalid -var option", "Invalid -var option", "Failed to read variables file");
  }

  @Test
  void aDeclarationInAFileOfValuesIsExplained() throws IOException {
    write("terraform.tfvars", "variable \"x\" {}\n");
    assertThat(InputVariables.collect(folder, options, environment).diagnostics())
        .singleElement()
        .matches(diagnostic -> diagnostic.summary().equals("Variable declaration in .tfvars file"));
  }

  @Test
  void nullMeansTheDefaultWhereNullIsNotAllowed() throws IOException {
    write(
        "more.tf", "variable \"full\" {\n  type = number\n  default = 4\n  nullable = false\n}\n");
    write("terraform.tfvars", "full = null\nsize = null\n");
    assertThat(value("full")).isEqualTo(Value.of(4));
    assertThat(value("size")).isEqualTo(Value.nullOf(Type.NUMBER));
  }

  private void write(String name, String text) throws IOException {
    Loading.write(folder, Map.of(name, text));
  }

  private Map<String, Variable> declared() {
    return Loading.loadWell(folder).root().variables();
  }

  private InputVariables collect() {
    Parsed<InputVariables> collected = InputVariables.collect(folder, options, environment);
    assertThat(collected.diagnostics()).isEmpty();
    return collected.tree();
  }

  private Value value(String name) {
    Parsed<Map<String, Value>> values = collect().values(declared());
    assertThat(values.diagnostics()).isEmpty();
    Value value = values.tree().get(name);
    if (value == null) {
      throw new AssertionError(name + " has no value");
    }
    return value;
  }

  private List<Diagnostic> diagnostics() {
    return collect().values(declared()).diagnostics();
  }
}
