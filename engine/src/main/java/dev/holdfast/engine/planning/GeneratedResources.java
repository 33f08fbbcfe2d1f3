package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import java.util.SortedMap;

/// Resource blocks that were written for objects to be imported.
///
/// @param blocks the text of each, in the order of their addresses
/// @param diagnostics why others could not be written
public record GeneratedResources(
    SortedMap<ResourceInstanceAddress, String> blocks, List<Diagnostic> diagnostics) {

  /// A whole file of them; empty where there are none.
  public String file() {
    return blocks.isEmpty()
        ? ""
        : """
        # __generated__ by Holdfast
        # Please review these resources and move them into your main configuration files.

        """
            + String.join("\n", blocks.values());
  }
}
