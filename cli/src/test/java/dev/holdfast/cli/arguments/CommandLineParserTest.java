package dev.holdfast.cli.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.arguments.CommandLine.Request;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineParserTest {
  private static final CommandDeclaration LIST =
      new CommandDeclaration(
          "list", "List resources", "", List.of(), Positionals.any("[ADDRESS…]"));
  private static final CommandDeclaration EXEC =
      new CommandDeclaration(
          "exec", "Run a command", "", List.of(), Positionals.withCommandLine("HOST CMD…", 1));
  private static final CommandDeclaration PROGRAM =
      CommandDeclaration.group(
          "holdfast",
          "",
          "",
          List.of(
              new CommandDeclaration("plan", "Show changes", "", List.of(), Positionals.NONE),
              CommandDeclaration.group("state", "Look into the state", "", List.of(LIST)),
              CommandDeclaration.group("lab", "The lab", "", List.of(EXEC))));

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void findsNestedCommandsAndTheirArguments() {
    CommandLine line = parse(Map.of(), "-chdir=shop", "state", "list", "a.b");

    assertThat(line.path().words()).isEqualTo("state list");
    assertThat(line.folder()).contains("shop");
    assertThat(line.words()).containsExactly("a.b");
    assertThat(line.request()).isEqualTo(Request.RUN);
  }

  @Test
  void environmentStandsBeforeWhatWasTypedAndGeneralBeforeSpecial() {
    Map<String, String> environment =
        Map.of(
            "TF_CLI_ARGS", "-no-color",
            "TF_CLI_ARGS_state_list", "-id='a b' \"c\\\"d\" e\\ f",
            "TF_CLI_ARGS_plan", "-never");

    assertThat(parse(environment, "state", "list", "x").words())
        .containsExactly("-no-color", "-id=a b", "c\"d", "e f", "x");
  }

  @Test
  void reportsAnOpenQuoteInTheEnvironment() {
    parse(Map.of("TF_CLI_ARGS", "-var='x"), "plan");

    assertThat(diagnostics.list().getFirst().detail()).contains("TF_CLI_ARGS");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    parse(Map.of(), "paln");
    parse(Map.of(), "state", "lsit");
    parse(Map.of(), "frobnicate");

    assertThat(diagnostics.list())
        .extracting(diagnostic -> diagnostic.detail().lines().findFirst().orElseThrow())
        .containsExactly(
            "There is no command \"paln\". Did you mean \"plan\"?",
            "There is no command \"state lsit\". Did you mean \"list\"?",
            "There is no command \"frobnicate\".");
  }

  @Test
  void helpIsAskedForAnywhereBeforeACommandLineThatIsHandedOn() {
    assertThat(parse(Map.of(), "-help", "plan").request()).isEqualTo(Request.HELP);
    assertThat(parse(Map.of(), "plan", "--help").request()).isEqualTo(Request.HELP);
    assertThat(parse(Map.of(), "state", "-h").request()).isEqualTo(Request.HELP);
    assertThat(parse(Map.of(), "state").request()).isEqualTo(Request.HELP);
    assertThat(parse(Map.of(), "lab", "exec", "web", "ls", "-help").request())
        .isEqualTo(Request.RUN);
  }

  @Test
  void versionIsAskedForByAFlagToo() {
    assertThat(parse(Map.of(), "-version").request()).isEqualTo(Request.VERSION);
  }

  @Test
  void rejectsFlagsOfCommandsBeforeTheCommand() {
    parse(Map.of(), "-json", "plan");

    assertThat(diagnostics.hasErrors()).isTrue();
  }

  private CommandLine parse(Map<String, String> environment, String... words) {
    return CommandLineParser.parse(PROGRAM, List.of(words), environment, diagnostics);
  }
}
