package dev.holdfast.plugins.channel;

import dev.holdfast.plugins.http2.HeaderEncoder;
import dev.holdfast.plugins.http2.HeaderField;
import dev.holdfast.plugins.http2.Http2Connection;
import dev.holdfast.plugins.http2.Http2Stream;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls methods of gRPC at one address. Messages are bytes: what is in them is read elsewhere, and
/// only as far as somebody wants it. Used by many threads at a time.
final class GrpcChannel implements AutoCloseable {
  private final SocketAddress address;
  private final TransportSecurity security;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Http2Connection connection;

  /// Connects when first used, and anew where the connection was lost.
  GrpcChannel(SocketAddress address, TransportSecurity security) {
    this.address = address;
    this.security = security;
  }

  /// What a request for a method begins with; to be made once for each.
  ///
  /// @param method `/SERVICE/METHOD`
  byte[] headers(String method) {
    boolean clear = security instanceof TransportSecurity.Clear;
    return HeaderEncoder.encode(
        List.of(
            new HeaderField(":method", "POST"),
            new HeaderField(":scheme", clear ? "http" : "https"),
            new HeaderField(":path", method),
            new HeaderField(":authority", Connections.AUTHORITY),
            new HeaderField("content-type", "application/grpc"),
            new HeaderField("te", "trailers")));
  }

  /// Sends one message and waits for the one that answers it.
  ///
  /// @param limit null to wait for ever
  byte[] call(byte[] headers, byte[] request, @Nullable Duration limit) throws GrpcStatusException {
    UnaryAnswer answer = new UnaryAnswer();
    Http2Stream stream = send(headers, request, answer.listener());
    try {
      return limit == null
          ? answer.result().get()
          : answer.result().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof GrpcStatusException status) {
        stream.cancel();
        throw new GrpcStatusException(status.status());
      }
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException slow) {
      stream.cancel();
      throw new GrpcStatusException(
          new GrpcStatus(GrpcStatus.Code.DEADLINE_EXCEEDED, "no answer within " + limit));
    } catch (InterruptedException interrupted) {
      stream.cancel();
      throw interrupted();
    }
  }

  /// Sends one message and hears those that come back, until either side ends.
  void listen(byte[] headers, byte[] request, Consumer<byte[]> messages)
      throws GrpcStatusException {
    send(headers, request, new GrpcAnswer(messages, end -> {}));
  }

  private Http2Stream send(byte[] headers, byte[] request, GrpcAnswer answer)
      throws GrpcStatusException {
    try {
      return connection().request(headers, MessageAssembly.prefixed(request), answer);
    } catch (IOException failure) {
      throw new GrpcStatusException(
          new GrpcStatus(GrpcStatus.Code.UNAVAILABLE, String.valueOf(failure.getMessage())));
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static GrpcStatusException interrupted() {
    Thread.currentThread().interrupt();
    return new GrpcStatusException(
        new GrpcStatus(GrpcStatus.Code.CANCELLED, "the wait for it was interrupted"));
  }

  private Http2Connection connection() throws IOException {
    Http2Connection known = connection;
    if (known != null && !known.isClosed()) {
      return known;
    }
    opening.lock();
    try {
      known = connection;
      if (known == null || known.isClosed()) {
        known = Connections.open(address, security);
        connection = known;
      }
      return known;
    } finally {
      opening.unlock();
    }
  }

  /// What is under way fails.
  @Override
  public void close() {
    Http2Connection known = connection;
    if (known != null) {
      known.close();
    }
  }

  /// The one message that a call is answered with.
  private static final class UnaryAnswer {
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private byte @Nullable [] message;

    GrpcAnswer listener() {
      return new GrpcAnswer(each -> message = each, this::end);
    }

    CompletableFuture<byte[]> result() {
      return result;
    }

    private void end(GrpcStatus status) {
      byte[] only = message;
      if (status.code() != GrpcStatus.Code.OK) {
        result.completeExceptionally(new GrpcStatusException(status));
      } else if (only == null) {
        result.completeExceptionally(
            new GrpcStatusException(GrpcStatus.internal("the answer holds no message")));
      } else {
        result.complete(only);
      }
    }
  }
}
