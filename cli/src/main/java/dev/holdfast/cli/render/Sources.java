package dev.holdfast.cli.render;

import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The source texts that diagnostics point into, read when first asked for. Safe for use by many
/// threads.
public final class Sources {
  /// Larger files are not read to show a line of them.
  private static final long LARGEST = 16 << 20;

  private final Path folder;
  private final Map<String, Optional<SourceFile>> files = new ConcurrentHashMap<>();
  private final Map<SourceFile, BlockHeaders> headers = new ConcurrentHashMap<>();

  /// Source texts of a folder.
  ///
  /// @param folder what relative names are relative to
  public Sources(Path folder) {
    this.folder = folder;
  }

  /// Makes a text known that is in no file, such as an argument.
  public void add(SourceFile source) {
    files.put(source.name(), Optional.of(source));
  }

  /// The headers of the blocks in a text, found once.
  BlockHeaders headers(SourceFile source) {
    return headers.computeIfAbsent(source, BlockHeaders::of);
  }

  /// The text of that name; empty if it cannot be read.
  Optional<SourceFile> find(String name) {
    return files.computeIfAbsent(name, this::read);
  }

  private Optional<SourceFile> read(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      return Optional.of(SourceFile.of(name, Files.readAllBytes(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
