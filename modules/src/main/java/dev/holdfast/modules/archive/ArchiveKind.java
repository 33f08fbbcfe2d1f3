package dev.holdfast.modules.archive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The formats of archives, as they are known by the ends of file names.
public enum ArchiveKind {
  ZIP("zip"),
  TAR("tar"),
  TAR_GZIP("tar.gz", "tgz"),
  TAR_BZIP2("tar.bz2", "tbz2"),
  TAR_XZ("tar.xz", "txz");

  @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
  private final List<String> endings;

  ArchiveKind(String... endings) {
    this.endings = List.of(endings);
  }

  /// The format that an ending without its dot means, such as `tar.gz`.
  public static Optional<ArchiveKind> ofEnding(String ending) {
    for (ArchiveKind kind : values()) {
      for (String each : kind.endings) {
        if (each.equals(ending)) {
          return Optional.of(kind);
        }
      }
    }
    return Optional.empty();
  }

  /// The format that the name of a file says.
  public static Optional<ArchiveKind> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (ArchiveKind kind : values()) {
      for (String each : kind.endings) {
        if (lower.endsWith("." + each)) {
          return Optional.of(kind);
        }
      }
    }
    return Optional.empty();
  }
}
