package dev.holdfast.lab.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/// What a Debian image is made of.
///
/// @param release the distribution's code name, for example `bookworm`
/// @param packages wanted beside [#ALWAYS], in no particular order; sorted and without repetitions
///   here
public record ImageRecipe(String release, List<String> packages) {
  /// What every host needs: an init, a message bus for it, and the tools to look at a network and
  /// at processes.
  public static final List<String> ALWAYS =
      List.of(
          "ca-certificates",
          "dbus",
          "iproute2",
          "iputils-ping",
          "netbase",
          "procps",
          "systemd",
          "systemd-sysv",
          "tini");

  /// Changed when the same names shall make another image: a different way to build or to trim.
  private static final int VERSION = 1;

  /// Sorts the packages and drops repetitions.
  public ImageRecipe {
    if (!isReleaseName(release)) {
      throw new IllegalArgumentException("not the code name of a release: " + release);
    }
    for (String name : packages) {
      if (!isPackageName(name)) {
        throw new IllegalArgumentException("not the name of a package: " + name);
      }
    }
    packages = List.copyOf(new TreeSet<>(packages));
  }

  /// Whether a text can be the code name of a release.
  public static boolean isReleaseName(String text) {
    return text.matches("[a-z][a-z0-9-]{0,30}");
  }

  /// Whether a text can be the name of a Debian package (Debian policy 5.6.1), with `=VERSION` or
  /// `:ARCHITECTURE` allowed behind it.
  public static boolean isPackageName(String text) {
    return text.matches("[a-z0-9][a-z0-9+.-]*(?::[a-z0-9-]+)?(?:=[A-Za-z0-9.+:~-]+)?");
  }

  /// All packages to ask for, sorted.
  public List<String> allPackages() {
    Collection<String> all = new TreeSet<>(ALWAYS);
    all.addAll(packages);
    return List.copyOf(all);
  }

  /// The id of the image: the same for the same release and packages, whoever asks.
  public String id() {
    String text =
        "debian image " + VERSION + "\n" + release + "\n" + String.join("\n", allPackages());
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
