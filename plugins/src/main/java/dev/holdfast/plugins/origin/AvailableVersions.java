package dev.holdfast.plugins.origin;

import dev.holdfast.engine.config.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The versions of a provider that there are.
///
/// @param protocols for each version the protocols that it speaks, such as `5.0`; empty where that
///   is not known
/// @param warnings what the place wants its users to know
public record AvailableVersions(SortedMap<Version, List<String>> protocols, List<String> warnings) {
  /// The major versions of the protocol that this program speaks.
  private static final List<String> SPOKEN = List.of("5", "6");

  public AvailableVersions {
    protocols = Collections.unmodifiableSortedMap(new TreeMap<>(protocols));
    warnings = List.copyOf(warnings);
  }

  /// The same with what another place has.
  AvailableVersions and(AvailableVersions other) {
    TreeMap<Version, List<String>> all = new TreeMap<>(other.protocols);
    for (Map.Entry<Version, List<String>> entry : protocols.entrySet()) {
      all.put(entry.getKey(), entry.getValue());
    }
    List<String> told = new ArrayList<>(warnings);
    told.addAll(other.warnings);
    return new AvailableVersions(all, told);
  }

  /// Whether this program can speak with a version.
  public boolean isSpoken(Version version) {
    List<String> spoken = protocols.getOrDefault(version, List.of());
    return spoken.isEmpty()
        || spoken.stream().anyMatch(each -> SPOKEN.contains(each.split("\\.", 2)[0]));
  }
}
