package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.packages.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The flag `-platform`, which names platforms to get packages for.
final class PlatformFlag {
  static final Flag FLAG =
      Flag.repeated(
          "platform",
          "OS_ARCH",
          "A platform to get packages for, such as linux_arm64 (default that of this machine).");

  private PlatformFlag() {}

  /// The platforms that are named, or else that of this machine.
  static List<Platform> platforms(Arguments arguments, Diagnostics diagnostics) {
    List<Platform> platforms = new ArrayList<>();
    for (String text : arguments.all(FLAG)) {
      Optional<Platform> platform = Platform.parse(text);
      if (platform.isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                "Invalid target platform",
                "The string \"%s\" given in the -platform option is not a valid target platform: must be two words separated by an underscore."
                    .formatted(text)));
      }
      platform.ifPresent(platforms::add);
    }
    return platforms.isEmpty() ? List.of(Platform.current()) : platforms;
  }
}
