package dev.holdfast.lab;

import dev.holdfast.lab.Checkup.Verdict;
import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.linux.KernelSetting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Looks whether this machine can have labs, and says what to do where it cannot. Changes nothing.
public final class Doctor {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
  private static final long ENOUGH_SPACE = 2L << 30;
  private static final long SPACE_FOR_ANYTHING = 300L << 20;
  private static final int ENOUGH_FILES = 4096;

  /// Parts of the kernel: the name for a person, the option it is built by, the module that brings
  /// it, and what is missing without it.
  private record Part(String name, String option, String module, Verdict without, String effect) {}

  private static final List<Part> PARTS =
      List.of(
          needed("overlay file system", "CONFIG_OVERLAY_FS", "overlay"),
          needed("virtual cables (veth)", "CONFIG_VETH", "veth"),
          needed("bridges", "CONFIG_BRIDGE", "bridge"),
          needed("user namespaces", "CONFIG_USER_NS", ""),
          needed("network namespaces", "CONFIG_NET_NS", ""),
          needed("process namespaces", "CONFIG_PID_NS", ""),
          lesser("nftables", "CONFIG_NF_TABLES", "nf_tables", "no firewalls, no loss on links"),
          lesser("nftables on bridges", "CONFIG_NF_TABLES_BRIDGE", "nf_tables", "no loss on links"),
          lesser("loop devices", "CONFIG_BLK_DEV_LOOP", "loop", "no limit on a host's disk"),
          lesser("TUN/TAP", "CONFIG_TUN", "tun", "no VPN in hosts"),
          lesser("netem", "CONFIG_NET_SCH_NETEM", "sch_netem", "no latency on links"));

  private static Part needed(String name, String option, String module) {
    return new Part(name, option, module, Verdict.PROBLEM, "no labs");
  }

  private static Part lesser(String name, String option, String module, String effect) {
    return new Part(name, option, module, Verdict.LIMITED, effect);
  }

  private final Path root;
  private final Places places;

  /// The doctor of this machine.
  public Doctor() {
    this(Path.of("/"), Places.ofMachine());
  }

  /// @param root where `proc`, `etc` and the programs are looked for
  Doctor(Path root, Places places) {
    this.root = root;
    this.places = places;
  }

  /// Looks at everything.
  public List<Checkup> examine() throws IOException {
    List<Checkup> found = new ArrayList<>();
    found.add(administrator());
    found.add(kernelVersion());
    found.addAll(kernelParts());
    found.add(controlGroups());
    found.addAll(programs());
    found.add(utilLinux());
    found.add(inotify());
    found.add(openFiles());
    found.add(space(places.state()));
    return List.copyOf(found);
  }

  private Checkup administrator() throws IOException {
    String user = status("Uid").map(text -> text.strip().split("\\s+", -1)[1]).orElse("unknown");
    return user.equals("0")
        ? Checkup.ok("administrator", "running as root")
        : new Checkup(
            "administrator",
            Verdict.PROBLEM,
            "running as user " + user,
            "Labs are made of namespaces and mounts; run this as root, for example with sudo.");
  }

  private Optional<String> status(String field) throws IOException {
    return Files.readAllLines(root.resolve("proc/self/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst();
  }

  private Checkup kernelVersion() throws IOException {
    String release = Files.readString(root.resolve("proc/sys/kernel/osrelease")).strip();
    return atLeast(release, 5, 19)
        ? Checkup.ok("kernel", "Linux " + release)
        : new Checkup(
            "kernel",
            Verdict.PROBLEM,
            "Linux " + release,
            "Hosts need overlays over shifted mounts, which came with Linux 5.19. Install a newer"
                + " kernel (Debian 12 and Ubuntu 22.10 or later have one).");
  }

  static boolean atLeast(String version, int major, int minor) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.find()) {
      return false;
    }
    int foundMajor = Integer.parseInt(matcher.group(1));
    return foundMajor > major
        || (foundMajor == major && Integer.parseInt(matcher.group(2)) >= minor);
  }

  private List<Checkup> kernelParts() throws IOException {
    Map<String, String> options = kernelOptions();
    List<Checkup> found = new ArrayList<>();
    for (Part part : PARTS) {
      String setting = options.getOrDefault(part.option(), options.isEmpty() ? "?" : "n");
      found.add(
          switch (setting) {
            case "y" -> Checkup.ok(part.name(), "in the kernel");
            case "m" ->
                Checkup.ok(part.name(), "as the module " + part.module() + ", loaded when needed");
            case "?" ->
                new Checkup(
                    part.name(),
                    Verdict.LIMITED,
                    "unknown: this kernel does not show how it was built",
                    "Nothing, unless a lab fails over it.");
            default ->
                new Checkup(
                    part.name(),
                    part.without(),
                    "not in this kernel: " + part.effect(),
                    "Boot a kernel with "
                        + part.option()
                        + "; those of Debian and Ubuntu have it.");
          });
    }
    return found;
  }

  /// How the kernel was built; empty when it does not tell.
  private Map<String, String> kernelOptions() throws IOException {
    String release = Files.readString(root.resolve("proc/sys/kernel/osrelease")).strip();
    Path packed = root.resolve("proc/config.gz");
    Path plain = root.resolve("boot/config-" + release);
    Map<String, String> options = new TreeMap<>();
    if (Files.exists(packed)) {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8))) {
        reader.lines().forEach(line -> option(line, options));
      }
    } else if (Files.exists(plain)) {
      Files.readAllLines(plain).forEach(line -> option(line, options));
    }
    return options;
  }

  private static void option(String line, Map<String, String> options) {
    int equals = line.indexOf('=');
    if (line.startsWith("CONFIG_") && equals > 0) {
      options.put(line.substring(0, equals), line.substring(equals + 1));
    }
  }

  private Checkup controlGroups() throws IOException {
    boolean second = false;
    List<String> first = new ArrayList<>();
    for (String line : Files.readAllLines(root.resolve("proc/self/mounts"))) {
      String[] fields = line.split(" ", -1);
      if (fields[2].equals("cgroup2")) {
        second = true;
      } else if (fields[2].equals("cgroup")) {
        Arrays.stream(fields[3].split(",", -1))
            .filter(option -> List.of("memory", "cpu", "pids").contains(option))
            .forEach(first::add);
      }
    }
    if (first.isEmpty() && second) {
      return Checkup.ok("control groups", "version 2");
    }
    if (!first.isEmpty()) {
      return Checkup.ok(
          "control groups",
          (second ? "hybrid" : "version 1") + ", limits by " + String.join(", ", first));
    }
    return new Checkup(
        "control groups",
        Verdict.PROBLEM,
        "none mounted",
        "Mount them: mount -t cgroup2 none /sys/fs/cgroup");
  }

  private List<Checkup> programs() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Labs.RequiredPackage required : Labs.requiredPackages()) {
      if (!required.program().isEmpty() && !installed(required.program())) {
        missing.add(required.name());
      }
    }
    return List.of(
        missing.isEmpty()
            ? Checkup.ok("programs", "all there")
            : new Checkup(
                "programs",
                Verdict.PROBLEM,
                "missing packages: " + String.join(", ", missing),
                "apt-get install " + String.join(" ", missing)));
  }

  private boolean installed(String program) {
    return List.of("usr/sbin", "usr/bin", "sbin", "bin", "usr/local/sbin", "usr/local/bin").stream()
        .anyMatch(directory -> Files.isExecutable(root.resolve(directory).resolve(program)));
  }

  private Checkup utilLinux() throws IOException {
    if (!installed("unshare")) {
      return new Checkup(
          "util-linux", Verdict.PROBLEM, "not installed", "apt-get install util-linux");
    }
    Process process = new ProcessBuilder("unshare", "--version").redirectErrorStream(true).start();
    String version =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return atLeast(version, 2, 38)
        ? Checkup.ok("util-linux", version.replaceFirst("^unshare from ", ""))
        : new Checkup(
            "util-linux",
            Verdict.PROBLEM,
            version,
            "Version 2.38 or later is needed; Debian 12 and Ubuntu 22.10 or later have it.");
  }

  private Checkup inotify() throws IOException {
    int instances =
        Integer.parseInt(
            new KernelSetting(root.resolve("proc/sys/fs/inotify/max_user_instances")).read());
    return Checkup.ok(
        "inotify",
        instances >= Lab.INOTIFY_INSTANCES
            ? instances + " instances"
            : instances
                + " instances; raised to "
                + Lab.INOTIFY_INSTANCES
                + " with the first host");
  }

  private Checkup openFiles() throws IOException {
    int limit =
        Files.readAllLines(root.resolve("proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.substring("Max open files".length()).strip().split("\\s+", -1)[1])
            .map(text -> text.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(text))
            .findFirst()
            .orElse(0);
    return limit >= ENOUGH_FILES
        ? Checkup.ok("open files", "at most " + limit)
        : new Checkup(
            "open files",
            Verdict.LIMITED,
            "at most " + limit,
            "Raise the hard limit: ulimit -Hn " + ENOUGH_FILES);
  }

  private Checkup space(Path wanted) throws IOException {
    Path present = wanted;
    while (!Files.exists(present)) {
      Path parent = present.getParent();
      if (parent == null) {
        break;
      }
      present = parent;
    }
    long free = Files.getFileStore(present).getUsableSpace();
    String found = (free >> 20) + " MiB free in " + present;
    if (free >= ENOUGH_SPACE) {
      return Checkup.ok("disk", found);
    }
    return new Checkup(
        "disk",
        free < SPACE_FOR_ANYTHING ? Verdict.PROBLEM : Verdict.LIMITED,
        found,
        "An image takes 200 MiB and more; make room.");
  }
}
