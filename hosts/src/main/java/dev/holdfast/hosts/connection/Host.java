package dev.holdfast.hosts.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// An open machine: requests go in, responses come out.
///
/// Short requests share one shell. Those that may last (an installation, a user's command) get a
/// shell that nobody waits for, up to a bound; more of them wait their turn. Safe for use by many
/// threads.
public final class Host implements AutoCloseable {
  private final HostAddress address;
  private final Connector connector;
  private final ScheduledExecutorService timer;
  private final Shell shortRequests;
  private final Semaphore lanes;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Lane> allLanes = new ArrayList<>();
  private final ArrayDeque<Lane> idleLanes = new ArrayDeque<>();

  private record Lane(Connector.Network network, Shell shell) {}

  Host(
      HostAddress address, Connector connector, ScheduledExecutorService timer, int lastingAtOnce) {
    this.address = address;
    this.connector = connector;
    this.timer = timer;
    this.shortRequests = shell(Connector.Network.OWN);
    this.lanes = new Semaphore(lastingAtOnce);
  }

  private Shell shell(Connector.Network network) {
    return new Shell(address, () -> connector.open(address, network), timer);
  }

  public HostAddress address() {
    return address;
  }

  /// Runs a request and waits for its response.
  ///
  /// @throws NoSuchHostException if the host is known not to exist
  /// @throws HostUnreachableException if no shell can be had
  /// @throws ShellDiedException if the connection was lost under way; the next request opens it
  ///   again
  /// @throws RequestTimedOutException if the request took too long
  public Response run(Request request) throws HostException, InterruptedException {
    Connector.Network network = networkFor(request);
    if (!request.lasting() && network == Connector.Network.OWN) {
      return shortRequests.run(request);
    }
    lanes.acquire();
    try {
      Lane lane = takeLane(network);
      try {
        return lane.shell().run(request);
      } finally {
        giveBack(lane);
      }
    } finally {
      lanes.release();
    }
  }

  /// Hands over short requests that travel together.
  ///
  /// @throws IllegalArgumentException if one may last or needs another network
  public List<PendingResponse> submit(List<Request> requests) {
    for (Request request : requests) {
      if (request.lasting() || networkFor(request) != Connector.Network.OWN) {
        throw new IllegalArgumentException("not a short request: " + request);
      }
    }
    return shortRequests.submit(requests);
  }

  /// Round trips of the short requests so far.
  public long roundTrips() {
    return shortRequests.roundTrips();
  }

  private Connector.Network networkFor(Request request) {
    return connector.offersMachineNetwork(address) ? request.network() : Connector.Network.OWN;
  }

  private Lane takeLane(Connector.Network network) {
    lock.lock();
    try {
      for (Lane lane : idleLanes) {
        if (lane.network() == network) {
          idleLanes.remove(lane);
          return lane;
        }
      }
      Lane lane = new Lane(network, shell(network));
      allLanes.add(lane);
      return lane;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Lane lane) {
    lock.lock();
    try {
      idleLanes.push(lane);
    } finally {
      lock.unlock();
    }
  }

  /// Ends its shells; requests under way are ended on the host.
  @Override
  public void close() {
    List<Lane> open;
    lock.lock();
    try {
      open = List.copyOf(allLanes);
    } finally {
      lock.unlock();
    }
    open.forEach(lane -> lane.shell().close());
    shortRequests.close();
  }
}
