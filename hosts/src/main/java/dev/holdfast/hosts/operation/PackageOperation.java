package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Connector;
import dev.holdfast.hosts.connection.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Packages that are installed, or not installed.
///
/// @param packages names, or names with versions as [PackageManager] says; a name without a version
///   is content with any version
/// @param present whether they should be installed
public record PackageOperation(PackageManager manager, List<String> packages, boolean present)
    implements Operation<Map<String, String>> {
  private static final Duration LONGEST = Duration.ofMinutes(20);

  public PackageOperation {
    packages = List.copyOf(packages);
    for (String one : packages) {
      if (one.isEmpty() || one.startsWith("-") || one.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not a package: " + one);
      }
    }
  }

  @Override
  public String title() {
    return packages.size() == 1
        ? "package " + packages.getFirst()
        : "packages " + String.join(", ", packages);
  }

  /// The versions of those that are installed, by name.
  @Override
  public Check<Map<String, String>> check() {
    return check(manager, packages);
  }

  /// Looks packages up: the versions of those that are installed, by name.
  public static Check<Map<String, String>> check(PackageManager manager, List<String> packages) {
    List<String> names = PackageManager.namesOf(packages);
    return Check.of(
        "packages " + String.join(", ", names),
        names.isEmpty() ? ":" : manager.lookup(names),
        response -> {
          Map<String, String> installed = new TreeMap<>();
          response
              .output()
              .lines()
              .map(line -> line.split(" "))
              .filter(words -> words.length == 3 && words[0].equals("installed"))
              .forEach(words -> installed.put(words[1], words[2]));
          return installed;
        });
  }

  /// Those of the packages that have to be changed.
  List<String> wrong(Map<String, String> installed) {
    List<String> wrong = new ArrayList<>();
    for (String one : packages) {
      String name = PackageManager.nameOf(one);
      String version = installed.get(name);
      boolean right =
          present
              ? version != null && (one.equals(name) || one.equals(name + "=" + version))
              : version == null;
      if (!right) {
        wrong.add(one);
      }
    }
    return wrong;
  }

  @Override
  public Difference difference(Map<String, String> installed) {
    Difference.Builder difference = new Difference.Builder();
    for (String one : wrong(installed)) {
      String name = PackageManager.nameOf(one);
      difference.attribute(name, installed.getOrDefault(name, ""), present ? one : "");
    }
    return difference.build();
  }

  @Override
  public Optional<Request> change(Map<String, String> installed) {
    List<String> wrong = wrong(installed);
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    String script =
        present ? manager.install(wrong) : manager.remove(PackageManager.namesOf(wrong));
    return Optional.of(
        Request.changing(script)
            .withTimeout(LONGEST)
            .withNetwork(Connector.Network.MACHINE)
            .asLasting());
  }
}
