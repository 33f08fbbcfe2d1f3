package dev.holdfast.cli.command;

import dev.holdfast.cli.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Asks before something that cannot be undone. Only the word "yes" in full is a yes.
public final class Confirmation {
  private static final String YES = "yes";

  private Confirmation() {}

  /// Shows the question and reads the answer. The end of the input is a no.
  public static boolean ask(Invocation invocation, String question, String detail) {
    if (invocation.json().isPresent()) {
      return false;
    }
    Palette palette = invocation.terminal().palette();
    invocation.out().println("\n" + palette.bold(question));
    detail.lines().forEach(line -> invocation.out().println("  " + line));
    invocation.out().println("  Only 'yes' will be accepted to approve.\n");
    invocation.out().print("  " + palette.bold("Enter a value:") + " ");
    invocation.out().flush();
    boolean approved = YES.equals(readLine(invocation).strip());
    invocation.out().println();
    return approved;
  }

  /// Shows a question that has more answers than one and reads the answer, without the spaces
  /// around it. Empty at the end of the input.
  static String answer(Invocation invocation, String question, String detail) {
    Palette palette = invocation.terminal().palette();
    invocation.out().println("\n" + palette.bold(question));
    detail.lines().forEach(line -> invocation.out().println("  " + line));
    invocation.out().print("\n  " + palette.bold("Enter a value:") + " ");
    invocation.out().flush();
    String answer = readLine(invocation).strip();
    invocation.out().println();
    return answer;
  }

  /// The next line of the input; empty at its end. Nothing beyond it is read: what comes next may
  /// be the answer to another question.
  static String readLine(Invocation invocation) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int next = invocation.world().in().read();
      while (next >= 0 && next != '\n') {
        line.write(next);
        next = invocation.world().in().read();
      }
      String text = line.toString(StandardCharsets.UTF_8);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
