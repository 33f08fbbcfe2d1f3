package dev.holdfast.engine.state;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.hcl.diagnostic.SourceRange;

/// A state is whole, but of a format that only newer programs know.
final class NewerFormatException extends DamagedJsonException {
  private static final long serialVersionUID = 1L;

  private final long version;

  NewerFormatException(long version, SourceRange place) {
    super("it is of format version " + version + ", which a newer program wrote", place);
    this.version = version;
  }

  long version() {
    return version;
  }
}
