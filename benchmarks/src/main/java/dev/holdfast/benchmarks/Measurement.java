package dev.holdfast.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One run of a command as a process of its own.
///
/// @param wall from its start to its end
/// @param firstOutput from its start to the first byte it printed
/// @param memory the most that was resident at a time, in mebibytes
/// @param childMemory the same of the processes that it started, together
/// @param exitCode of the process; -1 where it was ended because it took too long
record Measurement(
    Duration wall, Duration firstOutput, long memory, long childMemory, int exitCode) {

  /// Runs a command in a folder, its output to a file beside it.
  ///
  /// @param limit after which it is ended
  static Measurement of(Path folder, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    return of(folder, limit, command, Map.of());
  }

  /// The same with more in the environment of the command.
  static Measurement of(
      Path folder, Duration limit, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = folder.resolve("bench-output.txt");
    long begin = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    long first = 0;
    long memory = 0;
    long childMemory = 0;
    boolean ended = false;
    while (!ended && System.nanoTime() - begin < limit.toNanos()) {
      ended = process.waitFor(first == 0 ? 1 : 50, TimeUnit.MILLISECONDS);
      memory = Math.max(memory, highWaterMark(process.pid()));
      childMemory =
          Math.max(
              childMemory,
              process.descendants().mapToLong(child -> highWaterMark(child.pid())).sum());
      if (first == 0 && Files.size(output) > 0) {
        first = System.nanoTime() - begin;
      }
    }
    long wall = System.nanoTime() - begin;
    if (!ended) {
      // A peer's providers would outlive it.
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly().waitFor();
      children.forEach(ProcessHandle::destroyForcibly);
    }
    return new Measurement(
        Duration.ofNanos(wall),
        Duration.ofNanos(first),
        memory,
        childMemory,
        ended ? process.exitValue() : -1);
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  /// `VmHWM` of a process; 0 once it has ended.
  private static long highWaterMark(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException ended) {
      return 0;
    }
    return 0;
  }
}
