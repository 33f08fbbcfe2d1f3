package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.value.Path;

/// A value cannot become the wanted type. Has no stack trace, so it is cheap.
public final class ConversionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ConversionFault fault;

  public ConversionException(Path path, String message) {
    super(message, null, false, false);
    this.fault = new ConversionFault(path, message);
  }

  public ConversionFault fault() {
    return fault;
  }

  /// The same, seen from around the value.
  ConversionException within(Path.Step step) {
    return new ConversionException(Path.of(step).append(fault.path()), fault.message());
  }

  @Override
  public String getMessage() {
    return fault.message();
  }
}
