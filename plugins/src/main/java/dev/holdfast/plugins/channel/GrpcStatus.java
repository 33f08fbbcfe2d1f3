package dev.holdfast.plugins.channel;

/// How a call of gRPC ended.
///
/// @param description in the words of the one who noticed
record GrpcStatus(Code code, String description) {

  /// In the order of their numbers (gRPC, `statuscodes.md`).
  enum Code {
    OK,
    CANCELLED,
    UNKNOWN,
    INVALID_ARGUMENT,
    DEADLINE_EXCEEDED,
    NOT_FOUND,
    ALREADY_EXISTS,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    FAILED_PRECONDITION,
    ABORTED,
    OUT_OF_RANGE,
    UNIMPLEMENTED,
    INTERNAL,
    UNAVAILABLE,
    DATA_LOSS,
    UNAUTHENTICATED;

    /// Of a number as text; [#UNKNOWN] of anything else.
    static Code of(String number) {
      for (Code code : values()) {
        if (number.equals(Integer.toString(code.ordinal()))) {
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
