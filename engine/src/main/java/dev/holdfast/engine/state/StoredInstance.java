package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the state knows of one resource instance.
///
/// @param provider the configuration that made it and can destroy it
/// @param current the object itself, or null where only deposed ones are left
/// @param deposed objects that were replaced and wait for their destruction, by a key of eight
///   hexadecimal digits
public record StoredInstance(
    ResourceInstanceAddress address,
    ProviderConfigurationAddress provider,
    @Nullable StoredObject current,
    Map<String, StoredObject> deposed) {

  public StoredInstance {
    deposed = Collections.unmodifiableSortedMap(new TreeMap<>(deposed));
  }

  public boolean isEmpty() {
    return current == null && deposed.isEmpty();
  }
}
