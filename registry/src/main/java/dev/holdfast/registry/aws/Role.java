package dev.holdfast.registry.aws;

import java.util.Map;
import java.util.TreeMap;

/// A role that somebody takes on.
///
/// @param name of the session, as it is logged
/// @param more parameters of the call, such as `ExternalId` and `DurationSeconds`
public record Role(String arn, String name, Map<String, String> more) {
  /// What a session is called where nobody says.
  public static final String SESSION = "holdfast";

  public Role {
    more = Map.copyOf(more);
  }

  /// The parameters of the call.
  Map<String, String> parameters() {
    Map<String, String> all = new TreeMap<>(more);
    all.put("RoleArn", arn);
    all.put("RoleSessionName", name.isEmpty() ? SESSION : name);
    return all;
  }
}
