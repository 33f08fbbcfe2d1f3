package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.value.Path;

/// Encoded text or bytes are not a value of the wanted type, or a value cannot be encoded. Has no
/// stack trace, so it is cheap.
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  public CodecException(Path path, String message) {
    super(message, null, false, false);
    this.path = path;
  }

  /// A fault of the value itself, or of the text as a whole.
  CodecException(String message) {
    this(Path.ROOT, message);
  }

  /// The same, seen from around the value.
  CodecException within(Path.Step step) {
    return new CodecException(Path.of(step).append(path), reason());
  }

  /// Where in the value.
  public Path path() {
    return path;
  }

  /// What is wrong there, without the path.
  public String reason() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }

  @Override
  public String getMessage() {
    return path.isRoot() ? reason() : shortened(path.toString()) + ": " + reason();
  }

  /// A path that is as long as a value may be deep helps nobody.
  private static String shortened(String path) {
    int most = 200;
    return path.length() <= most
        ? path
        : path.substring(0, most / 2) + "…" + path.substring(path.length() - most / 2);
  }
}
