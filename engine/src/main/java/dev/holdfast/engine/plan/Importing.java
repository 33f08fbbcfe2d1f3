package dev.holdfast.engine.plan;

import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// That an object which exists is taken over, and what its provider knows it by.
///
/// @param id empty where it is told by its identity
/// @param identity wholly known; null where it is told by its id
/// @param generatedConfiguration the resource block that was written for it; empty where the
///   configuration has one
public record Importing(String id, @Nullable Value identity, String generatedConfiguration) {

  public static Importing byId(String id) {
    return new Importing(id, null, "");
  }

  public static Importing byIdentity(Value identity) {
    return new Importing("", identity, "");
  }

  public Importing withGeneratedConfiguration(String text) {
    return new Importing(id, identity, text);
  }
}
