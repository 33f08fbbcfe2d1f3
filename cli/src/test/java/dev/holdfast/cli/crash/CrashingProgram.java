package dev.holdfast.cli.crash;

import dev.holdfast.cli.Program;
import dev.holdfast.cli.command.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Holdfast with the [FileProvider], as a process that can be killed.
///
/// Arguments: the folder of the configuration, the folder of the objects, and the command line.
final class CrashingProgram {
  private CrashingProgram() {}

  public static void main(String[] arguments) {
    World process = World.ofProcess();
    World world =
        new World(
            Path.of(arguments[0]),
            Map.of(),
            process.in(),
            process.out(),
            process.err(),
            process.clock(),
            process.random(),
            Map.of(FileProvider.SOURCE, source -> new FileProvider(Path.of(arguments[1]))));
    System.exit(new Program().run(world, List.of(arguments).subList(2, arguments.length)));
  }
}
