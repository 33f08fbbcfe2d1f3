package dev.holdfast.hosts.connection;

import java.nio.charset.StandardCharsets;

/// What came of a request that was carried out to its end.
///
/// Bytes that are not UTF-8 become U+FFFD in the texts; the arrays are exact.
public final class Response {
  private final int exitCode;
  private final byte[] output;
  private final byte[] errors;
  private final boolean truncated;

  Response(int exitCode, byte[] output, byte[] errors, boolean truncated) {
    this.exitCode = exitCode;
    this.output = output;
    this.errors = errors;
    this.truncated = truncated;
  }

  /// The fragment's exit code; 128 and the signal's number if a signal ended it.
  public int exitCode() {
    return exitCode;
  }

  public boolean succeeded() {
    return exitCode == 0;
  }

  /// Its standard output, exactly; a copy.
  public byte[] outputBytes() {
    return output.clone();
  }

  /// Its standard error, exactly; a copy.
  public byte[] errorBytes() {
    return errors.clone();
  }

  /// Its standard output as text.
  public String output() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /// Its standard error as text.
  public String errors() {
    return new String(errors, StandardCharsets.UTF_8);
  }

  /// Whether output or errors were longer than the request's limit and are not whole.
  public boolean truncated() {
    return truncated;
  }

  /// Without the output, which may be secret.
  @Override
  public String toString() {
    return "Response[exit code " + exitCode + ", " + output.length + " bytes of output]";
  }
}
