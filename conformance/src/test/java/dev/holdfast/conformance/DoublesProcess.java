package dev.holdfast.conformance;

import dev.holdfast.conformance.provider.Doubles;
import dev.holdfast.conformance.provider.DoublesProgram;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One process that serves the doubles of all tests, each in the folder of its test. The program
/// under test is told of them by `TF_REATTACH_PROVIDERS`.
final class DoublesProcess implements EquivalenceProviders, AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;

  private DoublesProcess(Process process) {
    this.process = process;
    this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static DoublesProcess start() throws IOException {
    return new DoublesProcess(
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// What starts the program of the doubles.
  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        DoublesProgram.class.getName());
  }

  @Override
  public Tool tool(Path folder) throws Exception {
    Map<String, Value> programs = new TreeMap<>();
    for (String name : Doubles.NAMES) {
      programs.put("hashicorp/" + name, reattachment(serve(name, folder)));
    }
    return Tool.in(
        folder,
        Map.of(),
        Map.of("TF_REATTACH_PROVIDERS", ValueJson.encode(Value.object(programs))));
  }

  private synchronized String serve(String name, Path folder) throws IOException {
    orders.write(name + " " + folder + "\n");
    orders.flush();
    String socket = answers.readLine();
    if (socket == null) {
      throw new IOException("the program of the doubles has ended");
    }
    return socket;
  }

  private Value reattachment(String socket) {
    return Value.object(
        Map.of(
            "Protocol", Value.of("grpc"),
            "ProtocolVersion", Value.of(6),
            "Pid", Value.of(process.pid()),
            "Test", Value.of(true),
            "Addr", Value.object(Map.of("Network", Value.of("unix"), "String", Value.of(socket)))));
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      process.waitFor();
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
