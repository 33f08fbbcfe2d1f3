package dev.holdfast.hosts.connection;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One long-lived shell on a host. It runs one request after the other, in the order they came; all
/// that come while a round trip is under way travel together in the next one.
///
/// The shell is opened when first needed. If it dies, the requests of that round trip fail, and the
/// next one opens it again. Safe for use by many threads, virtual or not.
final class Shell implements AutoCloseable {
  private final HostAddress address;
  private final Session.Opener opener;
  private final ScheduledExecutorService timer;
  private final SecureRandom random = new SecureRandom();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<PendingResponse> queue = new ArrayDeque<>();
  private @Nullable Thread worker;
  private @Nullable Session session;
  private String lost = "";
  private boolean busy;
  private boolean closed;
  private long roundTrips;

  /// @param opener opens pipes to the host; called by the shell's own thread
  /// @param timer ends requests that take too long; must not be busy
  Shell(HostAddress address, Session.Opener opener, ScheduledExecutorService timer) {
    this.address = address;
    this.opener = opener;
    this.timer = timer;
  }

  /// Hands over requests that travel together, behind those already handed over.
  List<PendingResponse> submit(List<Request> requests) {
    List<PendingResponse> pending = requests.stream().map(PendingResponse::new).toList();
    lock.lock();
    try {
      if (closed) {
        pending.forEach(one -> one.fail(closedReason()));
        return pending;
      }
      queue.addAll(pending);
      if (worker == null) {
        worker =
            Thread.ofPlatform().daemon().name("shell on " + address.text()).unstarted(this::work);
        worker.start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return pending;
  }

  /// Runs one request and waits for its response.
  Response run(Request request) throws HostException, InterruptedException {
    return submit(List.of(request)).getFirst().await();
  }

  /// How many round trips there have been.
  long roundTrips() {
    lock.lock();
    try {
      return roundTrips;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Batch batch = next(); batch != null; batch = next()) {
        carryOut(batch);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; whoever does wants it to end.
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private @Nullable Batch next() throws InterruptedException {
    lock.lock();
    try {
      busy = false;
      changed.signalAll();
      while (queue.isEmpty() && !closed) {
        changed.await();
      }
      if (closed) {
        return null;
      }
      busy = true;
      roundTrips++;
      return Batch.take(queue, this::token);
    } finally {
      lock.unlock();
    }
  }

  private void carryOut(Batch batch) throws InterruptedException {
    try {
      liveSession().exchange(batch);
    } catch (HostException reason) {
      forget();
      batch.members().forEach(member -> member.fail(reason));
    } catch (RuntimeException | Error bug) {
      // Waiting threads must not wait for ever because of it.
      HostException reason = new ShellDiedException(address, bug.toString());
      reason.initCause(bug);
      batch.members().forEach(member -> member.fail(reason));
      throw bug;
    }
  }

  private Session liveSession() throws HostException, InterruptedException {
    Session current = session;
    if (current != null && current.isAlive()) {
      return current;
    }
    forget();
    Session opened = Session.open(address, opener, timer, token(), lost);
    lost = "";
    if (!setSession(opened)) {
      opened.close();
      throw closedReason();
    }
    return opened;
  }

  /// Lets go of a dead session; what it left on the host is removed by the next one.
  private void forget() throws InterruptedException {
    Session dead = session;
    if (dead != null) {
      lost = dead.token();
      dead.close();
      setSession(null);
    }
  }

  /// Whether the session may be used: not if the shell was closed meanwhile.
  private boolean setSession(@Nullable Session newSession) {
    lock.lock();
    try {
      session = closed ? null : newSession;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      closed = true;
      busy = false;
      queue.forEach(one -> one.fail(closedReason()));
      queue.clear();
      if (session != null) {
        session.close();
        session = null;
      }
      if (!lost.isEmpty()) {
        Session.open(address, opener, timer, token(), lost).close();
      }
      changed.signalAll();
    } catch (HostException e) {
      // The host is gone, and with it what the dead session left there.
      System.getLogger(Shell.class.getName()).log(System.Logger.Level.DEBUG, "not cleaned up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private ShellDiedException closedReason() {
    return new ShellDiedException(address, "The connection was closed because the run ended.");
  }

  private String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Ends the shell. A request under way is ended on the host and fails; waiting ones fail too.
  @Override
  public void close() {
    Session aborted;
    Thread working;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      aborted = busy ? session : null;
      working = worker;
    } finally {
      lock.unlock();
    }
    if (aborted != null) {
      aborted.abort();
    }
    if (working != null) {
      joinUninterruptibly(working);
    }
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
