package dev.holdfast.plugins.packages;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Folders with packages in the layout that installations, caches and mirrors share:
/// `HOST/NAMESPACE/TYPE/VERSION/OS_ARCHITECTURE`.
public final class PackageFolders {
  private static final String EXECUTABLE_PREFIX = "terraform-provider-";

  private PackageFolders() {}

  /// The folder of all packages of a provider.
  public static Path provider(Path root, ProviderSource source) {
    return root.resolve(source.host()).resolve(source.namespace()).resolve(source.type());
  }

  /// The folder of one package.
  public static Path unpacked(
      Path root, ProviderSource source, Version version, Platform platform) {
    return provider(root, source).resolve(version.toString()).resolve(platform.toString());
  }

  /// The program in an unpacked package: the first file whose name begins with
  /// `terraform-provider-TYPE`, as the peers choose it.
  public static Optional<Path> executable(Path unpacked, ProviderSource source) throws IOException {
    String prefix = EXECUTABLE_PREFIX + source.type();
    try (Stream<Path> files = Files.list(unpacked)) {
      List<Path> fitting =
          files
              .filter(file -> hasName(file.getFileName().toString(), prefix))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(Path::toString))
              .toList();
      return fitting.stream().findFirst();
    }
  }

  /// Another provider's name may begin with this one's.
  private static boolean hasName(String file, String prefix) {
    return file.startsWith(prefix)
        && (file.length() == prefix.length() || "_.".indexOf(file.charAt(prefix.length())) >= 0);
  }
}
