package dev.holdfast.cli.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentParserTest {
  private static final Flag OUT = Flag.text("out", "FILE", "Write the plan to a file.");
  private static final Flag JSON = Flag.on("json", "Print JSON.");
  private static final Flag PARALLELISM = Flag.number("parallelism", "At most so many at once.");
  private static final Flag VARIABLE = Flag.repeated("var", "NAME=VALUE", "Set a variable.");
  private static final Flag VARIABLE_FILE = Flag.repeated("var-file", "FILE", "Read variables.");
  private static final CommandDeclaration PLAN =
      new CommandDeclaration(
          "plan",
          "Show changes",
          "",
          List.of(OUT, JSON, PARALLELISM, VARIABLE, VARIABLE_FILE),
          Positionals.optional("[DIRECTORY]"));
  private static final CommandDeclaration EXEC =
      new CommandDeclaration(
          "exec", "Run a command", "", List.of(JSON), Positionals.withCommandLine("HOST CMD…", 1));

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void takesOneDashOrTwoAndValuesBesideOrBehind() {
    for (List<String> words :
        List.of(
            List.of("-out=f"), List.of("--out=f"), List.of("-out", "f"), List.of("--out", "f"))) {
      assertThat(parse(PLAN, words).text(OUT)).contains("f");
    }
    assertThat(diagnostics.list()).isEmpty();
  }

  @Test
  void valueMayHoldEqualsSignsAndStartWithADash() {
    Arguments arguments = parse(PLAN, List.of("-var", "a=-b=c", "-var=x=", "-out", "-x"));

    assertThat(arguments.all(VARIABLE)).containsExactly("a=-b=c", "x=");
    assertThat(arguments.text(OUT)).contains("-x");
  }

  @Test
  void keepsTheOrderOfDifferentFlags() {
    Arguments arguments = parse(PLAN, List.of("-var=a=1", "-var-file=f", "-var=a=2"));

    assertThat(arguments.occurrences())
        .extracting(occurrence -> occurrence.flag().name() + ":" + occurrence.value())
        .containsExactly("var:a=1", "var-file:f", "var:a=2");
  }

  @Test
  void lastOfSeveralTextsCounts() {
    assertThat(parse(PLAN, List.of("-out=a", "-out=b")).text(OUT)).contains("b");
  }

  @Test
  void switchTakesNoWordBehindIt() {
    Arguments arguments = parse(PLAN, List.of("-json", "false"));

    assertThat(arguments.isOn(JSON)).isTrue();
    assertThat(arguments.positionals()).containsExactly("false");
    assertThat(parse(PLAN, List.of("-json=false")).isOn(JSON, true)).isFalse();
    assertThat(parse(PLAN, List.of()).isOn(JSON, true)).isTrue();
  }

  @Test
  void twoDashesEndFlagsAndOneDashIsNoFlag() {
    assertThat(parse(PLAN, List.of("--", "-json")).positionals()).containsExactly("-json");
    assertThat(parse(PLAN, List.of("-")).positionals()).containsExactly("-");
  }

  @Test
  void flagsMayStandBehindOtherArguments() {
    Arguments arguments = parse(PLAN, List.of("examples/shop", "-json"));

    assertThat(arguments.isOn(JSON)).isTrue();
    assertThat(arguments.positionals()).containsExactly("examples/shop");
  }

  @Test
  void handsACommandLineOnAsItIs() {
    List<String> expected = List.of("web", "ls", "-l", "--", "-json");
    assertThat(parse(EXEC, List.of("-json", "web", "ls", "-l", "--", "-json")).positionals())
        .isEqualTo(expected);
    assertThat(parse(EXEC, List.of("web", "--", "ls", "-l", "--", "-json")).positionals())
        .isEqualTo(expected);
    assertThat(diagnostics.list()).isEmpty();
  }

  @Test
  void reportsEveryFault() {
    parse(PLAN, List.of("-jsn", "-parallelism=ten", "-json=maybe", "a", "b", "-out"));

    assertThat(diagnostics.list())
        .extracting(Diagnostic::summary)
        .containsExactly(
            "Unknown flag",
            "Invalid value for a flag",
            "Invalid value for a flag",
            "Missing value",
            "Too many command line arguments");
    assertThat(diagnostics.list().getFirst().detail())
        .isEqualTo(
            """
            The command "plan" has no flag -jsn. Did you mean -json?

            For its flags and arguments, run: holdfast plan -help\
            """);
  }

  @Test
  void reportsMissingArguments() {
    parse(EXEC, List.of());

    assertThat(diagnostics.list())
        .extracting(Diagnostic::detail)
        .first()
        .asString()
        .startsWith("Expected: exec HOST CMD….");
  }

  private Arguments parse(CommandDeclaration command, List<String> words) {
    CommandDeclaration program = CommandDeclaration.group("holdfast", "", "", List.of(PLAN, EXEC));
    return ArgumentParser.parse(new CommandPath(List.of(program, command)), words, diagnostics);
  }
}
