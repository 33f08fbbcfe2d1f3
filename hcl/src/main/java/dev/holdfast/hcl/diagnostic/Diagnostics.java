package dev.holdfast.hcl.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Gathers diagnostics while a stage works, so that one fault does not hide the others. Safe for
/// use by many threads.
public final class Diagnostics {
  private final List<Diagnostic> list = new ArrayList<>();
  private boolean errors;

  public synchronized void add(Diagnostic diagnostic) {
    list.add(diagnostic);
    errors |= diagnostic.isError();
  }

  public void addAll(Collection<Diagnostic> diagnostics) {
    diagnostics.forEach(this::add);
  }

  public synchronized boolean hasErrors() {
    return errors;
  }

  public synchronized boolean isEmpty() {
    return list.isEmpty();
  }

  /// What was gathered so far, in the order it came.
  public synchronized List<Diagnostic> list() {
    return List.copyOf(list);
  }
}
