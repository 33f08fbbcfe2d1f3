package dev.holdfast.engine.backend;

import org.jspecify.annotations.Nullable;

/// How what a configuration says of its backend compares with what `init` has recorded.
public sealed interface BackendStatus {

  /// Neither says anything: states are in files beside the configuration.
  record Unconfigured() implements BackendStatus {}

  /// Both say the same.
  ///
  /// @param backend to work with, with the checksum of the block as it is now
  record Current(BackendRecord backend) implements BackendStatus {}

  /// There is a block, and nothing was recorded.
  record Initial(BackendRecord wanted) implements BackendStatus {}

  /// There is no block any more.
  record Unset(BackendRecord recorded) implements BackendStatus {}

  /// The block leads elsewhere than what was recorded.
  record Changed(BackendRecord recorded, BackendRecord wanted) implements BackendStatus {
    /// What has changed, for a message.
    public String reason() {
      return recorded.type().equals(wanted.type())
          ? "Backend configuration block has changed"
          : "Backend type changed from \"%s\" to \"%s\"".formatted(recorded.type(), wanted.type());
    }
  }

  /// Compares.
  ///
  /// @param wanted what the configuration says, with arguments from the command line; null where it
  ///   says nothing
  /// @param recorded with the types of the backend's schema; null where nothing is
  /// @param overridden whether there were arguments from the command line: without, those of the
  ///   record are taken to have come from there
  static BackendStatus of(
      @Nullable BackendRecord wanted, @Nullable BackendRecord recorded, boolean overridden) {
    if (wanted == null) {
      return recorded == null ? new Unconfigured() : new Unset(recorded);
    }
    if (recorded == null) {
      return new Initial(wanted);
    }
    boolean unchanged =
        wanted.type().equals(recorded.type()) && wanted.checksum() == recorded.checksum();
    if ((unchanged && !overridden) || wanted.samePlace(recorded)) {
      return new Current(
          new BackendRecord(recorded.type(), recorded.arguments(), wanted.checksum()));
    }
    return new Changed(recorded, wanted);
  }
}
