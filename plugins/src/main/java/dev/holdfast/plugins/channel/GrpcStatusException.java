package dev.holdfast.plugins.channel;

/// A call of gRPC that did not end well.
final class GrpcStatusException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient GrpcStatus status;

  GrpcStatusException(GrpcStatus status) {
    super(status.toString());
    this.status = status;
  }

  GrpcStatus status() {
    return status;
  }
}
