package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.Response;
import dev.holdfast.hosts.connection.ShellText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service that runs or not, now and after the next start of the host.
///
/// A service that does not start, or ends right after, is a failure whose diagnostic has its last
/// log lines.
///
/// @param running empty to leave it alone
/// @param enabled whether it starts with the host; empty to leave it alone
/// @param renewal what to do to it if it runs already, because something it depends on has changed
public record ServiceOperation(
    ServiceManager manager,
    String name,
    Optional<Boolean> running,
    Optional<Boolean> enabled,
    Renewal renewal)
    implements Operation<ServiceOperation.Service> {

  /// What a running service gets beside the desired state.
  public enum Renewal {
    NONE,
    RELOAD,
    RESTART
  }

  /// A service as it is.
  ///
  /// @param known whether the host has such a service at all
  /// @param running whether it runs
  /// @param enabled whether it starts with the host; empty where that cannot be said, as for a
  ///   service that only others start
  /// @param detail how it is in the words of the service manager, such as `failed`
  public record Service(boolean known, boolean running, Optional<Boolean> enabled, String detail) {}

  public ServiceOperation {
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a service: " + name);
    }
  }

  /// Whether a service can have this name.
  public static boolean isName(String name) {
    return name.matches("[A-Za-z0-9_.@:\\\\][A-Za-z0-9_.@:\\\\-]*");
  }

  @Override
  public String title() {
    return "service " + name;
  }

  @Override
  public Check<Service> check() {
    return check(manager, name);
  }

  /// Looks a service up.
  public static Check<Service> check(ServiceManager manager, String name) {
    return Check.of(
        "service " + name,
        "n=" + ShellText.quote(name) + "\n" + manager.lookup(),
        ServiceOperation::read);
  }

  private static Service read(Response response) {
    Map<String, String> properties = new HashMap<>();
    response
        .output()
        .lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> properties.put(pair[0], pair[1]));
    String load = properties.getOrDefault("LoadState", "");
    String active = properties.getOrDefault("ActiveState", "inactive");
    Optional<Boolean> enabled =
        switch (properties.getOrDefault("UnitFileState", "")) {
          case "enabled", "enabled-runtime" -> Optional.of(true);
          case "disabled", "masked", "masked-runtime" -> Optional.of(false);
          default -> Optional.empty();
        };
    return new Service(
        !load.isEmpty() && !load.equals("not-found"),
        active.equals("active") || active.equals("reloading"),
        enabled,
        active);
  }

  @Override
  public Difference difference(Service current) {
    Difference.Builder difference = new Difference.Builder();
    enabled
        .filter(wanted -> current.enabled().map(is -> !is.equals(wanted)).orElse(!current.known()))
        .ifPresent(wanted -> difference.attribute("enabled", !wanted, wanted));
    running.ifPresent(wanted -> difference.attribute("running", current.running(), wanted));
    if (renews(current)) {
      difference.add(new Difference.Deed(renewal == Renewal.RELOAD ? "reload" : "restart"));
    }
    return difference.build();
  }

  private boolean renews(Service current) {
    return renewal != Renewal.NONE && current.running() && running.orElse(true);
  }

  @Override
  public Optional<Request> change(Service current) {
    if (difference(current).isEmpty()) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    enabled
        .filter(wanted -> !current.enabled().equals(Optional.of(wanted)))
        .ifPresent(wanted -> steps.add(wanted ? "enable" : "disable"));
    boolean starts = running.filter(wanted -> wanted && !current.running()).isPresent();
    if (starts) {
      steps.add("start");
    } else if (renews(current)) {
      steps.add(renewal == Renewal.RELOAD ? "reload" : "restart");
    } else if (running.filter(wanted -> !wanted && current.running()).isPresent()) {
      steps.add("stop");
    }
    if (starts || renews(current)) {
      steps.add("settled");
    }
    String script =
        "n="
            + ShellText.quote(name)
            + "\n"
            + manager.functions()
            + String.join(" && ", steps)
            + " || { logs >&2; exit 1; }\n";
    return Optional.of(Request.changing(script).withTimeout(Duration.ofMinutes(5)).asLasting());
  }
}
