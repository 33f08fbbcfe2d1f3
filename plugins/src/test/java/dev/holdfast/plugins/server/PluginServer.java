package dev.holdfast.plugins.server;

import dev.holdfast.plugins.wire.Message;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;

/// Answers calls of the plugin protocol at a Unix socket, in the clear.
public final class PluginServer implements AutoCloseable {
  private final Path socket;
  private final GrpcServer server;

  /// What a program answers.
  @FunctionalInterface
  public interface Answers {

    /// Called by many threads at a time.
    ///
    /// @param method the name of the call, without that of its service
    /// @return an encoded message
    /// @throws UnsupportedOperationException if the program does not know the call
    byte[] answer(String method, Message request) throws Exception;
  }

  private PluginServer(Path socket, GrpcServer server) {
    this.socket = socket;
    this.server = server;
  }

  /// Listens at a socket that does not exist yet.
  public static PluginServer start(Path socket, Answers answers) throws IOException {
    return new PluginServer(
        socket,
        new GrpcServer(
            socket, (name, request, observer) -> answer(answers, name, request, observer)));
  }

  /// The line by which a program of protocol 6 introduces itself.
  public String handshake() {
    return "1|6|unix|" + socket + "|grpc|";
  }

  /// Serves until the program is ended.
  public void await() throws InterruptedException {
    server.await();
  }

  @Override
  public void close() {
    server.close();
  }

  private static void answer(
      Answers answers, String name, byte[] request, StreamObserver<byte[]> observer) {
    try {
      String call = name.substring(name.indexOf('/') + 1);
      observer.onNext(answers.answer(call, Message.of(request)));
      observer.onCompleted();
    } catch (UnsupportedOperationException unknown) {
      observer.onError(Status.UNIMPLEMENTED.asRuntimeException());
    } catch (Exception fault) {
      observer.onError(
          Status.INTERNAL.withDescription(fault.toString()).withCause(fault).asRuntimeException());
    }
  }
}
