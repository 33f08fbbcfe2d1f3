package dev.holdfast.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Reads lines from a person, with editing and history. The only use of the line editor, which
/// takes long to load.
final class ConsoleTerminal {
  private static final String PROMPT = "> ";

  private ConsoleTerminal() {}

  /// Hands on every line until `exit` or the end of the input.
  ///
  /// @return the exit code
  static int run(Consumer<String> lines) {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      // An exclamation mark is an operator here, not a reference to an earlier line.
      reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
      while (true) {
        String line = reader.readLine(PROMPT);
        if (line.strip().equals("exit")) {
          return 0;
        }
        if (!line.isBlank()) {
          lines.accept(line);
        }
      }
    } catch (EndOfFileException | UserInterruptException end) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
