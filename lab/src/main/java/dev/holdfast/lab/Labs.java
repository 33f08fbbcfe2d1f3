package dev.holdfast.lab;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.image.ImageStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// All labs of this machine, found by what there is of them on disk, pinned or in control groups.
public final class Labs {
  private final Places places;
  private final ControlGroups groups;
  private final ConcurrentHashMap<String, Lab> labs = new ConcurrentHashMap<>();

  private Labs(Places places, ControlGroups groups) {
    this.places = places;
    this.groups = groups;
  }

  /// Those in the usual places. Needs to be root for anything but looking.
  public static Labs ofMachine() throws IOException {
    return in(Places.ofMachine());
  }

  /// Those in other places, for a test.
  static Labs in(Places places) throws IOException {
    return new Labs(places, ControlGroups.ofMachine(places.runtime().resolve("cgroup2")));
  }

  /// The names of all labs of which anything is found.
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>(Trees.names(places.labs()));
    names.addAll(Trees.names(places.labsRuntime()));
    groups.children(ControlGroups.ROOT).stream()
        .filter(name -> !name.startsWith("."))
        .forEach(names::add);
    names.removeIf(name -> !Lab.isName(name));
    return List.copyOf(names);
  }

  /// The lab of that name, which need not exist yet. The same object each time.
  ///
  /// @throws IllegalArgumentException when it is no name ([Lab#isName])
  public Lab lab(String name) {
    if (!Lab.isName(name)) {
      throw new IllegalArgumentException("not the name of a lab: " + name);
    }
    return labs.computeIfAbsent(name, any -> new Lab(name, places, groups));
  }

  /// The images of this machine.
  public ImageStore images() {
    return new ImageStore(places, groups);
  }

  /// Destroys every lab, and what interrupted builds of images left. The images stay.
  public void destroyAll() throws IOException {
    images().removeUnfinished();
    Parallel.forEach(names(), name -> lab(name).destroy());
  }

  /// How this machine's control groups are laid out, in a few words.
  String controlGroups() {
    return groups.controllers().description();
  }

  /// A Debian package that a lab needs on the machine.
  ///
  /// @param program a program of it by which its presence is checked; empty when it has none
  public record RequiredPackage(String name, String program) {}

  /// The Debian packages that a lab needs on the machine.
  public static List<RequiredPackage> requiredPackages() throws IOException {
    try (InputStream stream = Labs.class.getResourceAsStream("packages.txt")) {
      if (stream == null) {
        throw new IllegalStateException("packages.txt is not in this build");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split(" ", -1))
          .map(words -> new RequiredPackage(words[0], words[1].equals("-") ? "" : words[1]))
          .toList();
    }
  }
}
