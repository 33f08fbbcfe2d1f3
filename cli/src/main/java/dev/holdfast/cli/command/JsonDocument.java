package dev.holdfast.cli.command;

import dev.holdfast.engine.json.JsonOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// A JSON document on standard output: one line, with a line break behind it.
final class JsonDocument {
  private JsonDocument() {}

  @FunctionalInterface
  interface Content {
    void write(JsonOutput out) throws IOException;
  }

  /// Prints the document as it is written.
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
