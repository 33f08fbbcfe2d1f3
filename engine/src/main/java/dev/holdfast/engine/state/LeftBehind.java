package dev.holdfast.engine.state;

import dev.holdfast.engine.change.Action;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What there is to tell of a run that died.
final class LeftBehind {
  private LeftBehind() {}

  /// One warning for the journal, and one for each object that was being created.
  static List<Diagnostic> warnings(JournalReplay.Replayed replayed, Path journal) {
    List<Diagnostic> found = new ArrayList<>();
    if (replayed.changes() > 0) {
      found.add(
          Diagnostic.warning(
              "An earlier run was cut off",
              """
              It died before it could save the state. All %d steps it finished are in the journal \
              %s and were taken from there; nothing that was finished is lost.\
              """
                  .formatted(replayed.changes(), journal)));
    }
    for (Intent intent : replayed.inFlight()) {
      if (intent.action() == Action.CREATE) {
        found.add(inFlight(intent));
      }
    }
    return found;
  }

  private static Diagnostic inFlight(Intent intent) {
    return Diagnostic.warning(
            "An object may exist that the state does not know",
            """
            An earlier run died while it was creating %s, begun at %s. It may or may not have been \
            made. Look for it; if it is there, import it or remove it by hand before the next \
            apply makes a second one.\
            """
                .formatted(intent.address(), intent.at()))
        .about(intent.address().toString());
  }

  /// That the lock of somebody who died was taken over.
  static Diagnostic lock(LockInfo left) {
    return Diagnostic.warning(
        "The last run did not release the lock",
        """
        %s That process is gone, so the lock was taken over.\
        """
            .formatted(LockText.describe(left)));
  }
}
