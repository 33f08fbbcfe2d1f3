package dev.holdfast.conformance.provider;

import dev.holdfast.plugins.server.PluginServer;
import dev.holdfast.plugins.server.ProviderServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The doubles as provider programs.
///
/// With the name of one it is an ordinary one: it introduces itself, works in the current folder,
/// and ends when it is asked to. Without, it is many in one process, as their author would start
/// them under a debugger: for each line `NAME FOLDER` it serves another double, and answers with
/// the socket of that.
public final class DoublesProgram {
  private DoublesProgram() {}

  /// @param words the name of a double, or none
  public static void main(String[] words) throws Exception {
    Path sockets = Files.createTempDirectory("holdfast-doubles-");
    if (words.length == 0) {
      serveMany(sockets);
    } else {
      serveOne(words[0], sockets.resolve("socket"));
    }
  }

  private static void serveOne(String name, Path socket) throws Exception {
    ProviderServer answers = new ProviderServer(Doubles.of(name, Path.of("")));
    PluginServer server =
        PluginServer.start(
            socket,
            (method, request) -> {
              if (method.equals("Shutdown")) {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(socket.getParent());
                Runtime.getRuntime().halt(0);
              }
              return answers.answer(method, request);
            });
    System.out.println(server.handshake());
    server.await();
  }

  private static void serveMany(Path sockets) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int count = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int space = line.indexOf(' ');
      Path folder = Path.of(line.substring(space + 1));
      Path socket = sockets.resolve("socket" + count++);
      PluginServer.start(socket, new ProviderServer(Doubles.of(line.substring(0, space), folder)));
      System.out.println(socket);
    }
    for (int each = 0; each < count; each++) {
      Files.deleteIfExists(sockets.resolve("socket" + each));
    }
    Files.deleteIfExists(sockets);
    Runtime.getRuntime().halt(0);
  }
}
