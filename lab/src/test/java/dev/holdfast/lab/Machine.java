package dev.holdfast.lab;

import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.image.Image;
import dev.holdfast.lab.image.ImageRecipe;
import dev.holdfast.lab.linux.Mounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// What the tests on the real machine share: the usual places, one small image, and a way to see
/// whether anything was left behind.
final class Machine {
  static final ImageRecipe RECIPE = new ImageRecipe("bookworm", List.of("kmod"));

  private Machine() {}

  /// A name that no other lab has.
  static String uniqueName() {
    return "test-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }

  /// The image of all these tests; built once on a machine.
  static Image image(Labs labs) throws IOException {
    return labs.images().debian(RECIPE, line -> {});
  }

  /// What a command in a host printed, with its status in brackets at the end.
  static String run(Lab lab, String host, String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(lab.enter(host, List.of("sh", "-c", script)))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return output + " [" + process.waitFor() + "]";
  }

  /// Everything on the machine that carries the name of a lab: mounts, control groups, directories,
  /// processes, ranges of ids, loop devices.
  static Set<String> traces(String lab) throws IOException {
    Set<String> found = new TreeSet<>();
    Places places = Places.ofMachine();
    for (Path mount : Mounts.under(places.runtime())) {
      if (mount.toString().contains("/" + lab)) {
        found.add("mount " + mount);
      }
    }
    for (Path directory : List.of(places.lab(lab), places.labRuntime(lab))) {
      if (Files.exists(directory)) {
        found.add("directory " + directory);
      }
    }
    try (Stream<Path> groups =
        Files.find(
            Path.of("/sys/fs/cgroup"),
            4,
            (path, attributes) ->
                attributes.isDirectory() && path.getFileName().toString().equals(lab))) {
      groups.forEach(path -> found.add("control group " + path));
    }
    addOwned(found, "ids of", places.ids(), lab + "/");
    try (Stream<Path> loops = Files.list(Path.of("/sys/block"))) {
      for (Path loop : loops.toList()) {
        Path backing = loop.resolve("loop/backing_file");
        if (Files.exists(backing) && Files.readString(backing).contains("/" + lab + "/")) {
          found.add("loop device " + loop.getFileName());
        }
      }
    }
    return found;
  }

  private static void addOwned(Set<String> found, String what, Path directory, String start)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)
            && Files.readSymbolicLink(file).toString().startsWith(start)) {
          found.add(what + " " + file);
        }
      }
    }
  }
}
