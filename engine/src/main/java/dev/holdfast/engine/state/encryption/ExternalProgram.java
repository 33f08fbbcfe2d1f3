package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A program of the user that makes keys or encrypts, in the protocol of OpenTofu 1.10: it writes a
/// line that says what it is, gets one JSON value, and writes one.
///
/// @param command with its arguments
/// @param magic what the program must say that it is
/// @param folder where it works
record ExternalProgram(List<String> command, String magic, Path folder) {
  private static final int LONGEST_HEADER = 4096;

  ExternalProgram {
    command = List.copyOf(command);
  }

  /// What becomes of one answer.
  interface Answer<T> {
    T read(JsonInput in) throws DamagedJsonException, SealException;
  }

  /// Runs it once.
  ///
  /// @throws SealException if it cannot be run, fails, or does not speak the protocol
  <T> T ask(byte[] input, Answer<T> answer) throws SealException {
    Process process;
    try {
      process = new ProcessBuilder(command).directory(folder.toFile()).start();
    } catch (IOException absent) {
      throw new SealException(
          "the program %s could not be started: %s"
              .formatted(command.getFirst(), absent.getMessage()));
    }
    try {
      CompletableFuture<String> said = said(process.getErrorStream());
      String fault = "";
      byte[] output = {};
      try (InputStream out = process.getInputStream()) {
        checkHeader(out);
        try (OutputStream in = process.getOutputStream()) {
          in.write(input);
        }
        output = out.readAllBytes();
      } catch (IOException broken) {
        fault = String.valueOf(broken.getMessage());
      }
      int exitCode = process.waitFor();
      if (exitCode != 0 || !fault.isEmpty()) {
        throw new SealException(
            "the program %s failed (%s)%s"
                .formatted(
                    command.getFirst(),
                    fault.isEmpty() ? "exit code " + exitCode : fault,
                    said.join().isBlank() ? "" : ": " + said.join().strip()));
      }
      return parse(output, answer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SealException("the program %s was interrupted".formatted(command.getFirst()));
    } finally {
      process.destroy();
    }
  }

  /// The end of what it writes to its standard error, read while it runs so that it never waits.
  private static CompletableFuture<String> said(InputStream stream) {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try (stream) {
        byte[] all = stream.readAllBytes();
        int length = Math.min(all.length, 2048);
        said.complete(new String(all, all.length - length, length, StandardCharsets.UTF_8));
      } catch (IOException broken) {
        said.complete("");
      }
    });
    return said;
  }

  private void checkHeader(InputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = out.read(); next != '\n'; next = out.read()) {
      if (next < 0 || line.size() > LONGEST_HEADER) {
        throw new IOException("it did not say what it is");
      }
      line.write(next);
    }
    String[] found = {""};
    long[] version = {0};
    try (JsonInput in = new JsonInput(line.toByteArray(), "header")) {
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "magic" -> found[0] = in.text();
              case "version" -> version[0] = in.whole();
              default -> in.skip();
            }
          }));
    } catch (DamagedJsonException damaged) {
      throw new IOException("its first line is not JSON", damaged);
    }
    if (!found[0].equals(magic) || version[0] != 1) {
      throw new IOException(
          "it says that it is \"%s\", version %d, and \"%s\", version 1, is needed"
              .formatted(found[0], version[0], magic));
    }
  }

  private <T> T parse(byte[] output, Answer<T> answer) throws SealException {
    try (JsonInput in = new JsonInput(output, "answer")) {
      return answer.read(in);
    } catch (DamagedJsonException | IllegalArgumentException damaged) {
      // What it wrote may be a key: it is not quoted.
      throw new SealException(
          "the program %s gave an answer that is not as the protocol wants it"
              .formatted(command.getFirst()));
    }
  }
}
