package dev.holdfast.cli.command;

import dev.holdfast.engine.json.JsonOutput;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A JSON document on one line.
final class JsonDocument {
  private JsonDocument() {}

  @FunctionalInterface
  interface Content {
    void write(JsonOutput out) throws IOException;
  }

  /// The document as a text.
  static String text(Content content) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.write(JsonOutput.compact(bytes));
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Prints the document as it is written, with a line break behind it.
  static void print(PrintStream stream, Content content) {
    try {
      OutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
      content.write(JsonOutput.compact(buffered));
      buffered.write('\n');
      buffered.flush();
    } catch (IOException impossible) {
      // Print streams keep their faults to themselves.
      throw new UncheckedIOException(impossible);
    }
  }
}
