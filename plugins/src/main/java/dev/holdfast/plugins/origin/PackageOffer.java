package dev.holdfast.plugins.origin;

import dev.holdfast.plugins.packages.PackageHash;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/// A package that a place has.
///
/// @param location where to take it from
/// @param expected the package must have one of these checksums; empty where the place tells none
/// @param vouched checksums of this version's packages, for all platforms, that whoever publishes
///   it vouches for; they go to the lock file
/// @param authentication who vouches for the package
public record PackageOffer(
    Location location,
    Set<PackageHash> expected,
    Set<PackageHash> vouched,
    Authentication authentication) {
  public PackageOffer {
    expected = Set.copyOf(expected);
    vouched = Set.copyOf(vouched);
  }

  /// Where a package is.
  public sealed interface Location {}

  /// Unpacked, on this machine.
  public record Folder(Path path) implements Location {}

  /// Packed, on this machine.
  public record Archive(Path path) implements Location {}

  /// Packed, on a server.
  public record Remote(URI address) implements Location {}

  /// Who vouches for a package.
  ///
  /// @param text as people are told
  /// @param keyId the key it was signed with, in hexadecimal digits; empty where it is not signed
  /// @param expired whether that key has run out
  public record Authentication(String text, String keyId, boolean expired) {
    /// Nobody: the user trusts the place.
    public static final Authentication NONE = new Authentication("unauthenticated", "", false);

    /// The place tells a checksum.
    public static final Authentication CHECKSUM =
        new Authentication("verified checksum", "", false);

    /// The registry knows no key of the publisher, and vouches itself.
    public static final Authentication SIGNING_SKIPPED =
        new Authentication("signing skipped", "", false);

    /// The publisher.
    public static Authentication signed(String keyId, boolean expired) {
      return new Authentication("signed", keyId, expired);
    }
  }
}
