package dev.holdfast.plugins.channel;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// gRPC methods whose messages are bytes to us: what is in them is read elsewhere, and only as far
/// as somebody wants it.
final class Methods {
  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
          return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
          try {
            return message.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private Methods() {}

  static MethodDescriptor<byte[], byte[]> unary(String service, String name) {
    return method(service, name, MethodDescriptor.MethodType.UNARY);
  }

  static MethodDescriptor<byte[], byte[]> serverStreaming(String service, String name) {
    return method(service, name, MethodDescriptor.MethodType.SERVER_STREAMING);
  }

  private static MethodDescriptor<byte[], byte[]> method(
      String service, String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
        .setRequestMarshaller(BYTES)
        .setResponseMarshaller(BYTES)
        .build();
  }
}
