package dev.holdfast.cli.command;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderFactory;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Everything outside the program that a command may look at or speak to.
///
/// @param folder where the user is; relative names are relative to it
/// @param random where ids come from; used by many threads
/// @param providers that live in this process beside those that Holdfast brings, by their source
public record World(
    Path folder,
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Clock clock,
    RandomGenerator random,
    Map<ProviderSource, ProviderFactory> providers) {

  /// The world of this process.
  public static World ofProcess() {
    return new World(
        Path.of(""),
        System.getenv(),
        System.in,
        printer(FileDescriptor.out),
        printer(FileDescriptor.err),
        Clock.systemUTC(),
        new SecureRandom(),
        Map.of());
  }

  /// The same world for a user who is somewhere else.
  World in(Path otherFolder) {
    return new World(otherFolder, environment, in, out, err, clock, random, providers);
  }

  /// Lines appear at once, but the letters of a line do not each cost a system call.
  private static PrintStream printer(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        true,
        StandardCharsets.UTF_8);
  }
}
