package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.config.Configuration;
import java.util.Set;

final class CreateBeforeDestroy {
  static Set<ConfigurationResourceAddress> of(Configuration c) {
    return Set.of();
  }
}
