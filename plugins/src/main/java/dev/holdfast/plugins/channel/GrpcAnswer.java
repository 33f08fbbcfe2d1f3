package dev.holdfast.plugins.channel;

import dev.holdfast.plugins.http2.HeaderField;
import dev.holdfast.plugins.http2.Http2Exception;
import dev.holdfast.plugins.http2.StreamListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes messages and a status of what comes back on a stream (gRPC over HTTP/2, "Responses").
final class GrpcAnswer implements StreamListener {
  private static final int HEXADECIMAL = 16;

  private final Consumer<GrpcStatus> end;
  private final MessageAssembly messages;
  private boolean begun;
  private boolean ended;

  /// @param message takes each message
  /// @param end told once how it ended
  GrpcAnswer(Consumer<byte[]> message, Consumer<GrpcStatus> end) {
    this.messages = new MessageAssembly(message);
    this.end = end;
  }

  @Override
  public void headers(List<HeaderField> fields, boolean last) {
    if (!begun) {
      begun = true;
      String http = find(fields, ":status").orElse("none");
      if (!http.equals("200")) {
        end(new GrpcStatus(GrpcStatus.Code.UNKNOWN, "the status of HTTP is " + http));
        return;
      }
    }
    if (last) {
      end(status(fields));
    }
  }

  private GrpcStatus status(List<HeaderField> fields) {
    Optional<String> number = find(fields, "grpc-status");
    if (number.isEmpty()) {
      return new GrpcStatus(GrpcStatus.Code.UNKNOWN, "the answer ends without a status");
    }
    GrpcStatus.Code code = GrpcStatus.Code.of(number.get());
    if (code == GrpcStatus.Code.OK && !messages.isAtEnd()) {
      return GrpcStatus.internal("the answer ends in the middle of a message");
    }
    return new GrpcStatus(code, unescaped(find(fields, "grpc-message").orElse("")));
  }

  @Override
  public void data(ByteBuffer piece, boolean last) {
    if (ended) {
      return;
    }
    try {
      messages.add(piece);
    } catch (GrpcStatusException fault) {
      end(fault.status());
      return;
    }
    if (last) {
      end(new GrpcStatus(GrpcStatus.Code.UNKNOWN, "the answer ends without a status"));
    }
  }

  @Override
  public void failed(Http2Exception cause) {
    end(new GrpcStatus(GrpcStatus.Code.UNAVAILABLE, String.valueOf(cause.getMessage())));
  }

  private void end(GrpcStatus status) {
    if (!ended) {
      ended = true;
      end.accept(status);
    }
  }

  private static Optional<String> find(List<HeaderField> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(HeaderField::value)
        .findFirst();
  }

  /// Text in which some bytes are written as `%XX`; what is not well-formed stays as it is.
  private static String unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      int high = digit(text, i + 1);
      int low = digit(text, i + 2);
      if (text.charAt(i) == '%' && high >= 0 && low >= 0) {
        bytes.write(high * HEXADECIMAL + low);
        i += 2;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int digit(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), HEXADECIMAL) : -1;
  }
}
