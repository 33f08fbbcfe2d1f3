package dev.holdfast.plugins.installation;

import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.plugins.origin.AvailableVersions;
import java.util.List;
import java.util.Optional;

/// Chooses versions of providers: the newest that is allowed. A prerelease must be named exactly.
public final class VersionSelection {
  private VersionSelection() {}

  /// Whether all constraints allow a version.
  public static boolean allow(List<VersionConstraints> constraints, Version version) {
    return constraints.stream().allMatch(each -> each.allow(version))
        && (version.prerelease().isEmpty()
            || constraints.stream().anyMatch(each -> names(each, version)));
  }

  private static boolean names(VersionConstraints constraints, Version version) {
    return constraints.terms().stream()
        .anyMatch(term -> term.operator().equals("=") && term.version().compareTo(version) == 0);
  }

  /// The newest version that is allowed and that this program can speak with.
  public static Optional<Version> newest(
      AvailableVersions available, List<VersionConstraints> constraints) {
    return available.protocols().keySet().stream()
        .filter(version -> allow(constraints, version) && available.isSpoken(version))
        .reduce((older, newer) -> newer);
  }

  /// Whether a version is allowed that this program cannot speak with.
  static boolean onlyUnspoken(AvailableVersions available, List<VersionConstraints> constraints) {
    return available.protocols().keySet().stream().anyMatch(version -> allow(constraints, version));
  }
}
