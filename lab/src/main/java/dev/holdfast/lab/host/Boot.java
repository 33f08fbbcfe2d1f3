package dev.holdfast.lab.host;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.linux.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Starts the init of a host inside its namespaces, and finds it again.
///
/// @param places of the host
/// @param groups the machine's control groups
record Boot(HostPlaces places, ControlGroups groups) {
  private static final String BOOTED = "booted";
  private static final String INIT = "init ";

  private static final String TINI = "/usr/bin/tini";
  private static final List<String> SYSTEMD_PLACES =
      List.of("/usr/lib/systemd/systemd", "/lib/systemd/systemd");

  /// Starts it. The root must be mounted, the namespaces pinned and the control group made.
  ///
  /// @throws HostDidNotStart with what the first steps printed
  void start(HostDeclaration declaration) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", script("enter.sh"), "enter", entrances()));
    command.addAll(
        List.of(
            "nsenter",
            "--user=" + places.userNamespace(),
            "--net=" + places.networkNamespace(),
            "--setuid=0",
            "--setgid=0",
            "unshare",
            "--mount",
            "--pid",
            "--ipc",
            "--uts",
            "--cgroup",
            "sh",
            "-c",
            script("fork.sh"),
            "fork",
            places.root().toString(),
            declaration.name()));
    command.addAll(initCommand(declaration));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("BOOT", script("boot.sh"));
    String output;
    try (Pipe pipe = Pipe.open()) {
      Process process = builder.redirectOutput(pipe.output().toFile()).start();
      process.getOutputStream().close();
      // Ends when the init has replaced its first steps, whose output goes to the console then.
      output = new String(pipe.readAll(), StandardCharsets.UTF_8);
    }
    List<String> lines = output.lines().toList();
    if (!lines.contains(BOOTED)) {
      throw new HostDidNotStart(places.host(), said(lines));
    }
    for (String line : lines) {
      if (line.startsWith(INIT)) {
        Files.writeString(places.init(), line.substring(INIT.length()));
      }
    }
  }

  private static String said(List<String> lines) {
    String said =
        lines.stream().filter(line -> !line.startsWith(INIT)).collect(Collectors.joining("; "));
    return said.isEmpty() ? "its first steps ended without a word" : said;
  }

  private String entrances() {
    return groups.entrances(places.group()).stream()
        .map(Path::toString)
        .collect(Collectors.joining("\n"));
  }

  private List<String> initCommand(HostDeclaration declaration) throws IOException {
    return switch (declaration.init()) {
      case SYSTEMD -> List.of(find(declaration, SYSTEMD_PLACES), "--log-target=console");
      case TINY -> {
        List<String> shell = List.of("/bin/sh", "-c", script("tiny.sh"));
        List<String> tini = new ArrayList<>();
        if (present(declaration.rootfs(), TINI)) {
          tini.addAll(List.of(TINI, "--"));
        }
        tini.addAll(shell);
        yield tini;
      }
    };
  }

  private static String find(HostDeclaration declaration, List<String> candidates)
      throws HostDidNotStart {
    return candidates.stream()
        .filter(path -> present(declaration.rootfs(), path))
        .findFirst()
        .orElseThrow(() ->
            new HostDidNotStart(
                declaration.name(),
                "its image holds no systemd; add the package systemd to the image, or set"
                    + " init = \"tiny\""));
  }

  /// Whether the image has a file there; a link in the image is not followed, since it would lead
  /// into the machine.
  private static boolean present(Path rootfs, String path) {
    return Files.exists(rootfs.resolve(path.substring(1)), LinkOption.NOFOLLOW_LINKS);
  }

  /// The process number of the host's init, when it runs: process 1 of a process namespace directly
  /// in the host's control group. Needs no record.
  OptionalLong running() throws IOException {
    try {
      long hint = Long.parseLong(Files.readString(places.init()).strip());
      if (isInit(hint) && groups.holds(places.group(), hint)) {
        return OptionalLong.of(hint);
      }
    } catch (NoSuchFileException | NumberFormatException none) {
      // Fall through to the search.
    }
    for (long process : groups.processes(places.group())) {
      if (isInit(process)) {
        return OptionalLong.of(process);
      }
    }
    return OptionalLong.empty();
  }

  /// Whether a process is number 1 in a namespace directly below ours, and neither dead nor one of
  /// the first steps still on its way.
  private static boolean isInit(long process) {
    try {
      List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));
      boolean first = false;
      for (String line : status) {
        if (line.startsWith("State:") && (line.contains("Z") || line.contains("X"))) {
          return false;
        }
        if (line.startsWith("NSpid:")) {
          String[] numbers = line.substring("NSpid:".length()).strip().split("\\s+", -1);
          first = numbers.length == 2 && numbers[1].equals("1");
        }
      }
      return first;
    } catch (IOException gone) {
      return false;
    }
  }

  static String script(String name) throws IOException {
    try (InputStream stream = Boot.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is not in this build");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
