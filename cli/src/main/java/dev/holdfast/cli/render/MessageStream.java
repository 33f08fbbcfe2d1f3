package dev.holdfast.cli.render;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Makes a message of the machine-readable interface of everything that is printed: one of each
/// text that is printed as a whole, without its line breaks and marks. So commands that tell people
/// what they do tell it to programs as well.
public final class MessageStream extends PrintStream {
  private final EventJson json;

  public MessageStream(EventJson json) {
    super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.json = json;
  }

  @Override
  public void println(String text) {
    print(text);
  }

  @Override
  public void print(String text) {
    String line = text.replaceAll("\\s*\n\\s*", " ").strip();
    if (line.startsWith("- ")) {
      line = line.substring(2);
    }
    if (!line.isEmpty()) {
      json.message(line);
    }
  }

  @Override
  public void println() {
    // Between paragraphs there is nothing to tell.
  }
}
