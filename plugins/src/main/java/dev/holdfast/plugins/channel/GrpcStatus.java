package dev.holdfast.plugins.channel;

/// How a call of gRPC ended.
///
/// @param description in the words of the one who noticed
record GrpcStatus(Code code, String description) {

  /// With their numbers (gRPC, `statuscodes.md`).
  enum Code {
    OK(0),
    CANCELLED(1),
    UNKNOWN(2),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    ALREADY_EXISTS(6),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    ABORTED(10),
    OUT_OF_RANGE(11),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14),
    DATA_LOSS(15),
    UNAUTHENTICATED(16);

    private final String number;

    Code(int number) {
      this.number = Integer.toString(number);
    }

    /// Of a number as text; [#UNKNOWN] of anything else.
    static Code of(String number) {
      for (Code code : values()) {
        if (number.equals(code.number)) {
          return code;
        }
      }
      return UNKNOWN;
    }
  }

  static GrpcStatus internal(String description) {
    return new GrpcStatus(Code.INTERNAL, description);
  }
}
