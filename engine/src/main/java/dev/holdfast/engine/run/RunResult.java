package dev.holdfast.engine.run;

import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;

/// How a run ended.
///
/// @param state what exists now; also kept in the session
/// @param imported objects taken over
/// @param added objects created, one for each replace too
/// @param changed objects updated
/// @param destroyed objects destroyed, one for each replace too
/// @param forgotten objects removed from the state only
/// @param outputs the output values of the root module now
/// @param unfinished steps that failed or were not begun
public record RunResult(
    State state,
    int imported,
    int added,
    int changed,
    int destroyed,
    int forgotten,
    int unfinished,
    Map<String, StoredOutput> outputs,
    List<Diagnostic> diagnostics) {

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
