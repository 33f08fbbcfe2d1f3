package dev.holdfast.plugins.packages;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a package is built for, in the words of Go.
///
/// @param os such as `linux`
/// @param architecture such as `amd64`
public record Platform(String os, String architecture) {
  private static final Pattern FORM = Pattern.compile("([a-z0-9]+)_([a-z0-9]+)");

  /// The platform that a text such as `linux_amd64` is, if it is one.
  public static Optional<Platform> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Platform(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /// The platform of this machine.
  public static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /// The platform in the words of Java.
  static Platform of(String osName, String osArchitecture) {
    String name = osName.toLowerCase(Locale.ROOT);
    String os = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
    String architecture =
        switch (osArchitecture.toLowerCase(Locale.ROOT)) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          case "x86", "i386", "i486", "i586", "i686" -> "386";
          case String other -> other;
        };
    return new Platform(os, architecture);
  }

  @Override
  public String toString() {
    return os + "_" + architecture;
  }
}
