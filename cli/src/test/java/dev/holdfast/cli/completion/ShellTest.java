package dev.holdfast.cli.completion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the real shells make of the scripts, in a folder with the files `plan.bin` and `main.tf`
/// and the folder `modules`, and with a state of two resources.
class ShellTest {
  private static final CommandDeclaration PROGRAM =
      CommandDeclaration.group(
          "holdfast",
          "",
          "",
          List.of(
              new CommandDeclaration(
                  "plan",
                  "Show what's to change",
                  "",
                  List.of(
                      Flag.on("json", "Print: JSON."),
                      Flag.text("out", "FILE", "Save the plan."),
                      Flag.repeated("target", "ADDRESS", "Only this.")),
                  Positionals.optional("[DIRECTORY]")),
              CommandDeclaration.group(
                  "state",
                  "Look into the state",
                  "",
                  List.of(
                      new CommandDeclaration(
                          "list", "List", "", List.of(), Positionals.any("[ADDRESS…]")),
                      new CommandDeclaration(
                          "show", "Show", "", List.of(), Positionals.one("ADDRESS"))))));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void completesCommandsAndGroups(Shell shell) throws Exception {
    assertThat(complete(shell, "holdfast pl")).containsExactly("plan");
    assertThat(complete(shell, "holdfast state ")).containsExactly("list", "show");
    assertThat(complete(shell, "holdfast -chdir=modules state s")).containsExactly("show");
  }

  @ParameterizedTest
  @EnumSource
  void completesTheFlagsOfTheCommand(Shell shell) throws Exception {
    assertThat(complete(shell, "holdfast plan -")).containsExactly("-json", "-out=", "-target=");
    assertThat(complete(shell, "holdfast plan -json -o")).containsExactly("-out=");
    assertThat(complete(shell, "holdfast state -")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void completesValuesByWhatTheyStandFor(Shell shell) throws Exception {
    assertThat(complete(shell, "holdfast plan -out=pl")).containsExactly("plan.bin");
    assertThat(complete(shell, "holdfast plan m")).containsExactly("modules");
    assertThat(complete(shell, "holdfast plan -target=terraform_data.o"))
        .containsExactly("terraform_data.one");
    assertThat(complete(shell, "holdfast state show "))
        .containsExactly("terraform_data.one", "terraform_data.two");
  }

  /// What a shell offers for the last word, without the part before `=` and without meanings.
  private List<String> complete(Shell shell, String line) throws Exception {
    assumeTrue(isInstalled(shell), shell.program() + " is not installed");
    Files.writeString(folder.resolve("plan.bin"), "");
    Files.writeString(folder.resolve("main.tf"), "");
    Files.createDirectories(folder.resolve("modules"));
    Path bin = Files.createDirectories(folder.resolve(".bin"));
    Path program = bin.resolve("holdfast");
    Files.writeString(program, "#!/bin/sh\necho terraform_data.one\necho terraform_data.two\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path script = Files.writeString(bin.resolve("script"), shell.script(PROGRAM));
    ProcessBuilder builder =
        new ProcessBuilder(
            shell.program(), "-c", asking(shell), shell.program(), script.toString(), line);
    if (shell == Shell.FISH) {
      builder.command("fish", "--no-config", "-c", asking(shell), script.toString(), line);
    }
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", bin.toString());
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .map(each -> each.replaceFirst("[\t:].*", "").replaceFirst("^-[a-z]+=(?=.)", ""))
        .map(each -> each.replaceFirst("/$", ""))
        .filter(each -> !each.isBlank())
        .toList();
  }

  private static boolean isInstalled(Shell shell) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(each -> Files.isExecutable(Path.of(each, shell.program())));
  }

  private static String asking(Shell shell) throws IOException {
    String resource = "complete." + shell.program();
    try (var text = ShellTest.class.getResourceAsStream(resource)) {
      return new String(requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
