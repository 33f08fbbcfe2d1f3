package dev.holdfast.hosts.connection;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The machines of a run: one connection a host, opened when first needed, closed at the end.
///
///     try (Hosts hosts = new Hosts(List.of(new LocalConnector(), lab))) {
///       hosts.host(address).run(Request.reading("uname -r")).output();
///     }
///
/// Safe for use by many threads.
public final class Hosts implements AutoCloseable {
  private static final int LASTING_AT_ONCE = 4;

  private final Map<String, Connector> connectors;
  private final Map<HostAddress, Host> open = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer;

  /// @param connectors one for each scheme
  /// @throws IllegalStateException if two are for the same scheme
  public Hosts(Collection<? extends Connector> connectors) {
    this.connectors =
        connectors.stream()
            .collect(Collectors.toUnmodifiableMap(Connector::scheme, Function.identity()));
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("host timeouts").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /// The host at an address. Nothing is connected yet.
  ///
  /// @throws HostUnreachableException if there is no connector for such addresses
  public Host host(HostAddress address) throws HostUnreachableException {
    Connector connector = connectors.get(address.scheme());
    if (connector == null) {
      throw new HostUnreachableException(
          address, "Nothing here can open addresses of the kind " + address.scheme() + ".");
    }
    return open.computeIfAbsent(address, key -> new Host(key, connector, timer, LASTING_AT_ONCE));
  }

  /// Ends all connections, at the same time.
  @Override
  public void close() {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      open.values().forEach(host -> closing.execute(host::close));
    }
    connectors.values().forEach(Connector::close);
    timer.shutdownNow();
  }
}
