package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.ShellText;
import java.util.Collection;
import java.util.List;

/// How packages are looked up, installed and removed on a family of systems.
///
/// A package is written as the tool itself takes it: `nginx`, or with a version `nginx=1.22.1-9`
/// (apt, apk) or `nginx-1.22.1-9.el9` (dnf).
public enum PackageManager {
  APT {
    @Override
    String lookup(Collection<String> names) {
      return "dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\\n' -- %s 2>/dev/null; :"
          .formatted(ShellText.quoteAll(names));
    }

    @Override
    String install(Collection<String> packages) {
      // Lists older than a day, or none, are fetched first; a failure is tried again with new ones.
      return APT_GET
          + """
          have=$(find /var/lib/apt/lists -name '*Packages*' -mmin -1440 2>/dev/null | head -n 1)
          [ -n "$have" ] || apt_get update || exit 1
          apt_get install -- %1$s && exit 0
          dpkg --configure -a
          apt_get update && apt_get install -- %1$s
          """
              .formatted(ShellText.quoteAll(packages));
    }

    @Override
    String remove(Collection<String> names) {
      return APT_GET + "apt_get remove -- %s\n".formatted(ShellText.quoteAll(names));
    }
  },
  DNF {
    @Override
    String lookup(Collection<String> names) {
      return "rpm -q --qf 'installed %%{NAME} %%{VERSION}-%%{RELEASE}\\n' -- %s; :"
          .formatted(ShellText.quoteAll(names));
    }

    @Override
    String install(Collection<String> packages) {
      return "dnf -q -y install -- " + ShellText.quoteAll(packages);
    }

    @Override
    String remove(Collection<String> names) {
      return "dnf -q -y remove -- " + ShellText.quoteAll(names);
    }
  },
  APK {
    @Override
    String lookup(Collection<String> names) {
      return """
      for n in %s; do
        apk info -e "$n" >/dev/null || continue
        set -- $(apk list -I "$n" 2>/dev/null | head -n 1)
        echo "installed $n ${1#"$n"-}"
      done
      """
          .formatted(ShellText.quoteAll(names));
    }

    @Override
    String install(Collection<String> packages) {
      return "apk add --no-progress --update-cache " + ShellText.quoteAll(packages);
    }

    @Override
    String remove(Collection<String> names) {
      return "apk del --no-progress " + ShellText.quoteAll(names);
    }
  };

  private static final String APT_GET =
      """
      export DEBIAN_FRONTEND=noninteractive LC_ALL=C
      apt_get() {
        apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \\
          -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
      }
      """;

  /// Prints `installed NAME VERSION` for every one of the names that is installed.
  abstract String lookup(Collection<String> names);

  /// Installs them in one call of the tool.
  abstract String install(Collection<String> packages);

  /// Removes them in one call of the tool.
  abstract String remove(Collection<String> names);

  /// The name without the version.
  public static String nameOf(String packageAndVersion) {
    int equals = packageAndVersion.indexOf('=');
    return equals < 0 ? packageAndVersion : packageAndVersion.substring(0, equals);
  }

  /// The names without the versions.
  public static List<String> namesOf(Collection<String> packages) {
    return packages.stream().map(PackageManager::nameOf).toList();
  }
}
