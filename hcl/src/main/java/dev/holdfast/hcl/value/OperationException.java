package dev.holdfast.hcl.value;

/// An operation has no result for its operands. It carries the words for a diagnostic; whoever
/// knows the source range makes the diagnostic. Has no stack trace, so it is cheap.
public final class OperationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String summary;

  /// @param summary one line without a full stop, such as `Invalid index`
  /// @param detail full sentences
  public OperationException(String summary, String detail) {
    super(detail, null, false, false);
    this.summary = summary;
  }

  public String summary() {
    return summary;
  }

  public String detail() {
    return getMessage();
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
