package dev.holdfast.modules;

import dev.holdfast.engine.config.ModuleSource;
import dev.holdfast.modules.fetch.FetchException;
import dev.holdfast.modules.fetch.PackageSources;
import dev.holdfast.registry.archive.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Copies a module into a folder, to begin a configuration with it.
public final class ModuleCopy {
  /// What belongs to the place a module was copied from, not to the module.
  private static final Set<String> LEFT_OUT = Set.of(".git", ".terraform");

  private ModuleCopy() {}

  /// Copies a module.
  ///
  /// @param from what a local source is relative to
  /// @param folder without files other than hidden ones
  /// @throws FetchException if the module cannot be had or the folder is not empty; then the folder
  ///   is as it was
  public static void copy(String text, Path from, Path folder, PackageSources sources)
      throws FetchException, IOException, InterruptedException {
    if (list(folder).stream().anyMatch(each -> !each.getFileName().toString().startsWith("."))) {
      throw new FetchException(
          "The folder %s is not empty, so a module cannot be copied into it."
              .formatted(folder.toAbsolutePath().normalize()));
    }
    Path fresh = Files.createTempDirectory(folder.toAbsolutePath(), ".new-");
    try {
      Path content = Files.createDirectory(fresh.resolve("content"));
      for (Path each : list(fetched(ModuleSource.parse(text), from, content, sources))) {
        if (!LEFT_OUT.contains(each.getFileName().toString())) {
          Path ready = Files.createDirectories(fresh.resolve("ready"));
          Folders.copy(each, ready.resolve(each.getFileName().toString()));
        }
      }
      Path ready = fresh.resolve("ready");
      if (Files.isDirectory(ready)) {
        for (Path each : list(ready)) {
          Files.move(each, folder.resolve(each.getFileName().toString()));
        }
      }
    } finally {
      Folders.delete(fresh);
    }
  }

  private static Path fetched(ModuleSource source, Path from, Path content, PackageSources sources)
      throws FetchException, IOException, InterruptedException {
    return switch (source) {
      case ModuleSource.Local(String path) -> {
        Path place = from.resolve(path);
        if (!Files.isDirectory(place)) {
          throw new FetchException("There is no folder \"%s\".".formatted(path));
        }
        yield place;
      }
      case ModuleSource.Registry registry -> {
        String version = sources.choose(registry.module(), "").toString();
        String begin = sources.fetch(registry.module(), version, content);
        yield Subdirectories.find(
            Subdirectories.find(content, begin), registry.module().subdirectory());
      }
      case ModuleSource.Remote remote -> {
        String begin = sources.fetch(remote.remotePackage().whole(), content);
        yield Subdirectories.find(
            Subdirectories.find(content, begin), remote.remotePackage().subdirectory());
      }
    };
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
