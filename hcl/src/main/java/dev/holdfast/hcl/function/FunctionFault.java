package dev.holdfast.hcl.function;

/// A function has no result for its arguments. It carries the words for a diagnostic; whoever knows
/// the call's source makes the diagnostic. Has no stack trace, so it is cheap.
public final class FunctionFault extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int NO_ARGUMENT = -1;

  private final int argument;

  private FunctionFault(int argument, String message) {
    super(message, null, false, false);
    this.argument = argument;
  }

  /// The call as a whole is to blame.
  ///
  /// @param message lower case, without a full stop: it follows `Call to function "x" failed: `
  public static FunctionFault of(String message) {
    return new FunctionFault(NO_ARGUMENT, message);
  }

  /// One argument is to blame.
  ///
  /// @param argument from 0
  /// @param message lower case, without a full stop: it follows `Invalid value for "x" parameter: `
  public static FunctionFault at(int argument, String message) {
    return new FunctionFault(argument, message);
  }

  /// The same place with words that give nothing away.
  FunctionFault withoutWords() {
    return new FunctionFault(
        argument, "what is wrong is not shown, because it may hold a part of a sensitive value");
  }

  /// Whether one argument is to blame.
  public boolean hasArgument() {
    return argument != NO_ARGUMENT;
  }

  /// Which argument is to blame, from 0; negative if none is.
  public int argument() {
    return argument;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
