package dev.holdfast.conformance;

import dev.holdfast.cli.Program;
import dev.holdfast.cli.command.World;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The program in a folder of its own, with doubles for its providers and a clock that stands
/// still. Closing it removes the folder.
final class Tool implements AutoCloseable {
  private final Path folder;
  private final Map<ProviderSource, ProviderFactory> providers;
  private final Map<String, String> environment;
  private final List<AutoCloseable> others = new ArrayList<>();

  /// What a command printed and how it ended.
  record Run(int exitCode, String output, String errors) {}

  private Tool(
      Path folder,
      Map<ProviderSource, ProviderFactory> providers,
      Map<String, String> environment) {
    this.folder = folder;
    this.providers = providers;
    this.environment = environment;
  }

  /// @param providers of the namespace `hashicorp`, by their names
  static Tool in(Path folder, Map<String, Supplier<Provider>> providers) {
    Map<ProviderSource, ProviderFactory> factories = new HashMap<>();
    providers.forEach(
        (name, supplier) -> factories.put(ProviderSource.implied(name), source -> supplier.get()));
    return in(folder, factories, Map.of());
  }

  /// @param providers that live in this process
  static Tool in(
      Path folder,
      Map<ProviderSource, ProviderFactory> providers,
      Map<String, String> environment) {
    return new Tool(folder, providers, environment);
  }

  /// Closes something else with this, before the folder goes.
  Tool closing(AutoCloseable other) {
    others.add(other);
    return this;
  }

  /// A fresh folder with what is in another one.
  static Path copyOf(Path source) throws IOException {
    Path copy = Files.createTempDirectory("holdfast-conformance-");
    copy(source, copy);
    return copy;
  }

  static void copy(Path source, Path target) throws IOException {
    try (var paths = Files.walk(source)) {
      for (Path each : paths.toList()) {
        Path place = target.resolve(source.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(place);
        } else {
          Files.write(place, Files.readAllBytes(each));
        }
      }
    }
  }

  Path folder() {
    return folder;
  }

  Run run(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    World world =
        new World(
            folder,
            environment,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            new Random(1),
            providers);
    int exitCode = new Program().run(world, words);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Run run(String... words) {
    return run(List.of(words));
  }

  @Override
  public void close() {
    try {
      for (AutoCloseable other : others) {
        other.close();
      }
    } catch (Exception fault) {
      throw new IllegalStateException(fault);
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
