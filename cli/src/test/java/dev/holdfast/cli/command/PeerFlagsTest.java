package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerFlagsTest {
  private static final Pattern FLAG = Pattern.compile("(?m)^ {2,4}-([a-z][a-z-]*)");

  @TempDir private Path folder;

  static Stream<String> commands() {
    return Stream.of(
        "init",
        "validate",
        "plan",
        "apply",
        "destroy",
        "console",
        "fmt",
        "force-unlock",
        "get",
        "graph",
        "import",
        "login",
        "logout",
        "output",
        "providers",
        "providers lock",
        "providers mirror",
        "providers schema",
        "refresh",
        "show",
        "state list",
        "state mv",
        "state pull",
        "state push",
        "state replace-provider",
        "state rm",
        "state show",
        "taint",
        "test",
        "untaint",
        "version",
        "workspace list",
        "workspace new",
        "workspace select",
        "workspace delete",
        "workspace show");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyFlagOfTheRealOneIsTakenOrRefusedWithAReason(String command)
      throws IOException, InterruptedException {
    InstalledPeer tofu = InstalledPeer.tofu();
    for (String flag : flags(tofu, command)) {
      String[] words = (command + " -" + flag + " -no-such-flag -no-such-flag").split(" ", -1);
      CommandRun run = CommandRun.of(folder, words);
      assertThat(run.errors()).as(flag).doesNotContain("has no flag -" + flag + ".");
    }
  }

  private Set<String> flags(InstalledPeer tofu, String command)
      throws IOException, InterruptedException {
    String help = tofu.run(folder, Map.of(), (command + " -help").split(" ", -1));
    Set<String> flags = new TreeSet<>();
    Matcher matcher = FLAG.matcher(help);
    while (matcher.find()) {
      flags.add(matcher.group(1));
    }
    return flags;
  }

  @Test
  void whatIsRefusedSaysWhatToDoInstead() {
    CommandRun run = CommandRun.of(folder, "apply", "-state-out=x", "-json-into=y");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("does not take the flag -state-out of Terraform")
        .contains("Give -json and send the output to a file.");
  }

  @Test
  void workspacesAndAddressesAreListedForPrograms() {
    CommandRun run =
        CommandRun.of(folder, "", Map.of("HOME", folder.toString()), "workspace", "list", "-json");
    assertThat(run.output())
        .contains(
            "\"@message\":\"list of workspaces\"",
            "\"current_workspace\":\"default\",\"workspaces\":[\"default\"],\"type\":\"workspace_list\"");
  }
}
