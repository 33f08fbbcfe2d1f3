package dev.holdfast.hcl.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gathers diagnostics while a stage works, so that one fault does not hide the others. Safe for
/// use by many threads.
public final class Diagnostics {
  private final List<Diagnostic> list = new ArrayList<>();
  private final Set<Diagnostic> known = new HashSet<>();
  private boolean errors;

  /// Adds one. What is there already, such as the same of another instance of a module, is not said
  /// again.
  public synchronized void add(Diagnostic diagnostic) {
    if (known.add(diagnostic)) {
      list.add(diagnostic);
      errors |= diagnostic.isError();
    }
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
