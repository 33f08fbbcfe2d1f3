package dev.holdfast.hosts.facts;

import dev.holdfast.hosts.operation.PackageManager;
import dev.holdfast.hosts.operation.ServiceManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a host.
///
/// @param hostname its own name, without a domain if it has none
/// @param distribution which system it runs
/// @param kernel the kernel's name and release, such as `Linux 6.1.0-37-amd64`
/// @param architecture as `uname -m` says, such as `x86_64`
/// @param processors how many are usable
/// @param memory in bytes; that of the machine even where a control group allows less
/// @param addresses of its interfaces, the loopback left out
/// @param defaultRoute the way out over IPv4, if any
/// @param serviceManager what starts its services; empty if none that we know
/// @param packageManager what installs its packages; empty if none that we know
/// @param users its accounts, in the order of `/etc/passwd`
/// @param groups group numbers by name
/// @param python the path of a Python 3, if any
/// @param user the name of the user we are on it
public record Facts(
    String hostname,
    Distribution distribution,
    String kernel,
    String architecture,
    int processors,
    long memory,
    List<Address> addresses,
    Optional<Route> defaultRoute,
    Optional<ServiceManager> serviceManager,
    Optional<PackageManager> packageManager,
    List<Account> users,
    Map<String, Long> groups,
    Optional<String> python,
    String user) {

  /// From `/etc/os-release`; parts that it does not say are empty.
  ///
  /// @param id such as `debian`
  /// @param like what it descends from, such as `debian`
  /// @param version such as `12`
  /// @param codename such as `bookworm`
  /// @param name such as `Debian GNU/Linux 12 (bookworm)`
  public record Distribution(
      String id, List<String> like, String version, String codename, String name) {
    public Distribution {
      like = List.copyOf(like);
    }
  }

  /// An address of an interface.
  ///
  /// @param device the interface
  /// @param address IPv4 or IPv6 as text
  /// @param prefix the length of its network's prefix in bits
  public record Address(String device, String address, int prefix) {}

  /// A way out.
  ///
  /// @param gateway the router's address
  public record Route(String gateway, String device) {}

  /// A line of `/etc/passwd`.
  public record Account(String name, long number, long group, String home, String shell) {}

  public Facts {
    addresses = List.copyOf(addresses);
    users = List.copyOf(users);
    groups = Map.copyOf(groups);
  }
}
