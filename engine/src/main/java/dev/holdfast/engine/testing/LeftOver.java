package dev.holdfast.engine.testing;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test file made and could not destroy.
///
/// @param run the last run that changed it
/// @param state with everything that is left
/// @param diagnostics why
public record LeftOver(String run, State state, List<Diagnostic> diagnostics) {
  public LeftOver {
    diagnostics = List.copyOf(diagnostics);
  }

  /// One object that is left.
  ///
  /// @param deposedKey null for a current object
  public record LeftObject(ResourceInstanceAddress address, @Nullable String deposedKey) {}

  /// Every managed object that is left, in the order of addresses.
  public List<LeftObject> objects() {
    return objects(state);
  }

  /// Every managed object of a state, in the order of addresses.
  public static List<LeftObject> objects(State state) {
    List<LeftObject> objects = new ArrayList<>();
    for (StoredInstance instance : state.instances().values()) {
      if (instance.address().resource().mode() == ResourceMode.MANAGED) {
        if (instance.current() != null) {
          objects.add(new LeftObject(instance.address(), null));
        }
        instance
            .deposed()
            .keySet()
            .forEach(key -> objects.add(new LeftObject(instance.address(), key)));
      }
    }
    return objects;
  }
}
