package dev.holdfast.lab.image;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.controlgroup.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Builds a Debian root file system with `mmdebstrap`, inside a control group and a process
/// namespace of its own, so that an interrupted build can be ended whole by whoever comes next.
///
/// @param groups the machine's control groups
/// @param sources where the release is fetched from
record DebianBuild(ControlGroups groups, AptSources sources) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int REMEMBERED_LINES = 400;
  private static final int SHOWN_LINES = 6;

  /// Machines that rebuild old states have clocks and mirrors that do not agree; what they tell
  /// their own apt holds for the image too.
  private static final List<String> PASSED_ON =
      List.of(
          "Acquire::Check-Valid-Until",
          "Acquire::Check-Date",
          "Acquire::http::Proxy",
          "Acquire::https::Proxy",
          "Acquire::http::Timeout",
          "Acquire::Retries",
          "Acquire::ForceIPv4");

  private static final Pattern UNKNOWN_PACKAGE =
      Pattern.compile(
          "Unable to locate package (\\S+)|Package '?([^' ]+)'? has no installation candidate"
              + "|Version '\\S+' for '(\\S+)' was not found");

  private static String group(String id) {
    return ControlGroups.ROOT + "/.image-" + id.substring(0, 16);
  }

  /// Ends what an interrupted build of this image left running.
  void endLeftOver(String id) throws IOException {
    groups.remove(group(id), PATIENCE);
  }

  /// Builds into `target`, a directory that does not exist.
  ///
  /// @param progress gets a line now and then
  void run(ImageRecipe recipe, Path target, Consumer<String> progress) throws IOException {
    Path list = target.resolveSibling("machine.sources");
    Files.writeString(list, sources.of(recipe.release()));
    groups.create(group(recipe.id()), Limits.NONE, 0);
    Deque<String> said = new ArrayDeque<>();
    int status;
    try {
      // Its input stays open: it ends when this process does, and then the build ends itself.
      Process process = start(recipe, target, list);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          said.addLast(line);
          if (said.size() > REMEMBERED_LINES) {
            said.removeFirst();
          }
          worthTelling(line).ifPresent(progress);
        }
      }
      status = process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ImageUnavailable("The build of the image was interrupted.", "Run it again.");
    } finally {
      groups.remove(group(recipe.id()), PATIENCE);
      Files.deleteIfExists(list);
    }
    if (status != 0) {
      throw failure(recipe, said, status);
    }
  }

  private Process start(ImageRecipe recipe, Path target, Path list) throws IOException {
    List<String> command = new ArrayList<>();
    String enter =
        groups.entrances(group(recipe.id())).stream()
            .map(directory -> "echo $$ >'" + directory + "/cgroup.procs' || exit 70; ")
            .collect(Collectors.joining());
    String watch =
        "exec 3<&0; (cat <&3; echo 1 >'"
            + groups.killFile(group(recipe.id()))
            + "') >/dev/null 2>&1 & ";
    command.addAll(List.of("sh", "-c", enter + watch + "exec \"$@\" </dev/null", "build"));
    command.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--mount-proc"));
    command.addAll(List.of("mmdebstrap", "--variant=minbase", "--format=directory"));
    command.add("--mode=root");
    command.add("--include=" + String.join(",", recipe.allPackages()));
    for (String option : aptOptions()) {
      command.add("--aptopt=" + option);
    }
    for (String option :
        List.of(
            "force-unsafe-io", // The whole tree is thrown away when the build does not end well.
            "path-exclude=/usr/share/man/*",
            "path-exclude=/usr/share/locale/*",
            "path-exclude=/usr/share/doc/*",
            "path-include=/usr/share/doc/*/copyright")) {
      command.add("--dpkgopt=" + option);
    }
    command.addAll(List.of(recipe.release(), target.toString(), list.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    return builder.start();
  }

  private static List<String> aptOptions() throws IOException {
    String settings;
    try {
      Process process = new ProcessBuilder("apt-config", "dump").start();
      process.getOutputStream().close();
      settings = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noApt) {
      throw new ImageUnavailable(
          "apt is not installed; images are made from Debian packages with it.",
          "Use a Debian or Ubuntu machine, or give a root file system of your own (rootfs).");
    }
    return settings
        .lines()
        .map(line -> line.replaceFirst(";$", ""))
        .filter(line -> PASSED_ON.stream().anyMatch(name -> line.startsWith(name + " ")))
        .toList();
  }

  private static Optional<String> worthTelling(String line) {
    if (line.startsWith("I: ") && !line.contains("success in")) {
      return Optional.of(line.substring("I: ".length()));
    }
    return line.startsWith("Unpacking ") || line.startsWith("Setting up ")
        ? Optional.of(line.replaceFirst(" \\.\\.\\.$", ""))
        : Optional.empty();
  }

  private static ImageUnavailable failure(ImageRecipe recipe, Deque<String> said, int status) {
    String all = String.join("\n", said);
    String last =
        said.stream()
            .skip(Math.max(0, said.size() - SHOWN_LINES))
            .collect(Collectors.joining("\n  ", "\nIts last words:\n  ", ""));
    Matcher unknown = UNKNOWN_PACKAGE.matcher(all);
    if (unknown.find()) {
      String name =
          Optional.ofNullable(unknown.group(1))
              .or(() -> Optional.ofNullable(unknown.group(2)))
              .orElseGet(() -> unknown.group(3));
      return new ImageUnavailable(
          "Debian " + recipe.release() + " has no package " + name + ".",
          "Correct its name among the packages of the image, or ask for another release.");
    }
    if (all.contains("mmdebstrap: not found") || all.contains("failed to execute mmdebstrap")) {
      return new ImageUnavailable(
          "mmdebstrap is not installed; images are made with it.",
          "Install it: apt-get install mmdebstrap");
    }
    if (all.contains("No space left on device")) {
      return new ImageUnavailable(
          "The disk is full: the image does not fit.",
          "An image of this kind takes about 200 MB and its packages; make room, then run this"
              + " again.");
    }
    if (all.contains("does not have a Release file") || all.contains("404  Not Found")) {
      return new ImageUnavailable(
          "The package sources have no release " + recipe.release() + ", or not all of it.",
          "Check the name of the release and the machine's apt sources." + last);
    }
    if (Pattern.compile(
            "Could not resolve|Failed to fetch|Unable to connect|Could not connect"
                + "|Temporary failure|Network is unreachable")
        .matcher(all)
        .find()) {
      return new ImageUnavailable(
          "The packages of the image could not be fetched.",
          "Check the machine's network and its apt sources (`apt-get update` must work)." + last);
    }
    return new ImageUnavailable(
        "mmdebstrap could not build the image (status " + status + ").",
        "Run it again when the cause is removed." + last);
  }
}
