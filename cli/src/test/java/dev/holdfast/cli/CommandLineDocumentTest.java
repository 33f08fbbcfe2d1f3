package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.command.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/reference/command-line.md` shows the help of every command as it is. To bring it up to
/// date, run this test with `-Dholdfast.rewrite=true`.
class CommandLineDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/reference/command-line.md");
  private static final String HEADING = "## Commands\n";
  private static final Pattern ENTRY = Pattern.compile("(?m)^  ([a-z][a-z-]*)  +\\S");

  @Test
  void showsTheHelpOfEveryCommand() throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf(HEADING);
    StringBuilder text = new StringBuilder(document.substring(0, start));
    text.append(HEADING).append("\nWhat follows is what `-help` prints.\n");
    append(List.of(), text);
    if (Boolean.getBoolean("holdfast.rewrite")) {
      Files.writeString(DOCUMENT, text);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(text.toString());
  }

  /// A command, and all below it.
  private static void append(List<String> path, StringBuilder text) {
    String help = help(path);
    if (!path.isEmpty()) {
      text.append("\n### ").append(String.join(" ", path)).append('\n');
    }
    text.append("\n```text\n").append(help).append("```\n");
    int list = Math.max(help.indexOf("\nCommands:\n"), help.indexOf("\nSubcommands:\n"));
    if (list >= 0) {
      Matcher entry = ENTRY.matcher(help.substring(list));
      while (entry.find()) {
        List<String> below = new ArrayList<>(path);
        below.add(entry.group(1));
        append(below, text);
      }
    }
  }

  private static String help(List<String> path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    World world =
        new World(
            Path.of(""),
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Clock.systemUTC(),
            new Random(1),
            Map.of());
    List<String> words = new ArrayList<>(path);
    words.add("-help");
    new Program().run(world, words);
    return out.toString(StandardCharsets.UTF_8);
  }
}
