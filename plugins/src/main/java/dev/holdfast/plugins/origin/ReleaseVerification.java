package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.packages.PackageHash;
import dev.holdfast.plugins.signature.DetachedSignature;
import dev.holdfast.plugins.signature.InvalidSignatureException;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks that the publisher of a provider vouches for a package: the list of checksums is signed
/// with a key of the publisher, and has the checksum that the registry tells.
final class ReleaseVerification {
  private static final int LARGEST_LIST = 4 << 20;
  private static final int LARGEST_SIGNATURE = 1 << 20;

  private final Web web;
  private final boolean signaturesAlways;
  private final boolean keysMustBeValid;
  private final Clock clock;

  /// @param environment `OPENTOFU_ENFORCE_GPG_VALIDATION` wants signatures of every provider,
  ///   `OPENTOFU_ENFORCE_GPG_EXPIRATION` keys that have not run out
  ReleaseVerification(Web web, Map<String, String> environment, Clock clock) {
    this.web = web;
    this.signaturesAlways = "true".equals(environment.get("OPENTOFU_ENFORCE_GPG_VALIDATION"));
    this.keysMustBeValid = "true".equals(environment.get("OPENTOFU_ENFORCE_GPG_EXPIRATION"));
    this.clock = clock;
  }

  /// What the release offers, once it is found to be vouched for.
  ///
  /// @throws PackageUnavailableException if it is not
  PackageOffer offer(ProviderSource source, Version version, Release release)
      throws PackageUnavailableException, InterruptedException {
    String name = source + " " + version;
    PackageHash archive =
        PackageHash.ofArchive(release.checksum().toLowerCase(Locale.ROOT))
            .orElseThrow(() ->
                PackageUnavailableException.because("the registry tells no checksum of " + name));
    byte[] list = read(release.checksums(), LARGEST_LIST, "list of checksums", name);
    PackageOffer.Authentication authentication = authentication(source, release, list, name);
    Set<PackageHash> vouched = new HashSet<>(release.reported());
    if (!collect(list, release.filename(), archive, vouched)) {
      throw PackageUnavailableException.because(
          "the registry tells another checksum of %s than the list of checksums does"
              .formatted(name));
    }
    return new PackageOffer(
        new PackageOffer.Remote(release.download()), Set.of(archive), vouched, authentication);
  }

  private PackageOffer.Authentication authentication(
      ProviderSource source, Release release, byte[] list, String name)
      throws PackageUnavailableException, InterruptedException {
    boolean wanted =
        !release.keys().isEmpty()
            || signaturesAlways
            || !source.host().equals(ProviderSource.DEFAULT_HOST);
    if (!wanted) {
      return PackageOffer.Authentication.SIGNING_SKIPPED;
    }
    if (release.keys().isEmpty()) {
      throw PackageUnavailableException.because(
          "the registry tells no key that %s is signed with".formatted(name));
    }
    byte[] signature = read(release.signature(), LARGEST_SIGNATURE, "signature", name);
    try {
      DetachedSignature.Signer signer =
          DetachedSignature.verify(list, signature, release.keys(), clock.instant());
      if (signer.expired() && keysMustBeValid) {
        throw PackageUnavailableException.because(
            "the key %s that %s is signed with has expired".formatted(signer.keyId(), name));
      }
      return PackageOffer.Authentication.signed(signer.keyId(), signer.expired());
    } catch (InvalidSignatureException invalid) {
      throw PackageUnavailableException.because(
          "the list of checksums of %s is not signed with a valid signing key (%s); do not use this package, and tell the provider's author"
              .formatted(name, invalid.getMessage()));
    }
  }

  /// Takes the checksums of all archives of the list, which are for all platforms.
  ///
  /// @return whether the list has the archive with the checksum that the registry tells
  private static boolean collect(
      byte[] list, String filename, PackageHash archive, Set<PackageHash> vouched) {
    boolean found = false;
    for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
      String[] words = line.strip().split("\\s+\\*?", 2);
      if (words.length < 2) {
        continue;
      }
      Optional<PackageHash> hash = PackageHash.ofArchive(words[0].toLowerCase(Locale.ROOT));
      hash.ifPresent(vouched::add);
      found |= words[1].equals(filename) && hash.equals(Optional.of(archive));
    }
    return found;
  }

  private byte[] read(String address, int limit, String what, String name)
      throws PackageUnavailableException, InterruptedException {
    if (address.isEmpty()) {
      throw PackageUnavailableException.because(
          "the registry does not tell where the %s of %s is".formatted(what, name));
    }
    try {
      return web.read(WebRequest.of(URI.create(address)), limit).body();
    } catch (IOException fault) {
      throw PackageUnavailableException.because(
          "the %s of %s cannot be downloaded: %s".formatted(what, name, fault.getMessage()));
    }
  }
}
