package dev.holdfast.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One output of the program: a terminal, or a pipe or file.
///
/// @param out where to print; everything printed elsewhere would disturb a [LiveArea]
/// @param interactive whether a person looks at it: only then are lines redrawn
/// @param palette whether colours are shown
/// @param width columns
public record Terminal(PrintStream out, boolean interactive, Palette palette, int width) {

  /// What is assumed where nobody knows better; Terraform's choice too.
  public static final int DEFAULT_WIDTH = 78;

  private static final int STANDARD_OUTPUT = 1;

  /// A pipe or a file: no colour, no redrawing.
  public static Terminal plain(PrintStream out) {
    return new Terminal(out, false, Palette.PLAIN, DEFAULT_WIDTH);
  }

  /// Standard output as the environment describes it.
  ///
  /// Colours are off with `NO_COLOR` (any value but empty, see no-color.org), with `TERM=dumb` and
  /// where no terminal is, unless `CLICOLOR_FORCE` is set to something other than 0.
  ///
  /// @param colourAllowed false when the user gave `-no-color`, which is stronger than all of that
  public static Terminal standardOutput(
      PrintStream out, Map<String, String> environment, boolean colourAllowed) {
    boolean terminal = isTerminal(STANDARD_OUTPUT);
    boolean colour = colourAllowed && wantsColour(environment, terminal);
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    int width = terminal ? measureWidth(environment) : DEFAULT_WIDTH;
    return new Terminal(out, terminal && !dumb, new Palette(colour), width);
  }

  static boolean wantsColour(Map<String, String> environment, boolean terminal) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!force.isEmpty() && !force.equals("0")) {
      return true;
    }
    return terminal && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /// Whether a file descriptor of this process is a terminal, as Linux tells in `/proc`.
  public static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  private static int measureWidth(Map<String, String> environment) {
    int columns = positive(environment.getOrDefault("COLUMNS", ""));
    return columns > 0 ? columns : askTerminal();
  }

  /// `stty size` prints rows and columns. It is one short process; native calls are the business of
  /// another module.
  private static int askTerminal() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      int blank = answer.indexOf(' ');
      int columns = blank < 0 ? 0 : positive(answer.substring(blank + 1).strip());
      return columns > 0 ? columns : DEFAULT_WIDTH;
    } catch (IOException e) {
      return DEFAULT_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT_WIDTH;
    }
  }

  private static int positive(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
