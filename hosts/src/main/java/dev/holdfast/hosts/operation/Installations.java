package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Applies package operations so that those of one host share calls of its package manager: while
/// one call runs, the packages that others want gather, and the next call takes them all. A package
/// manager locks its database, so they could not run side by side anyway.
///
/// If a shared call fails, each operation is tried alone, so that one wrong name does not fail the
/// others. Safe for use by many threads.
public final class Installations {
  private final Map<Host, Line> lines = new ConcurrentHashMap<>();

  private record Line(ReentrantLock turn, ConcurrentLinkedQueue<Job> waiting) {}

  /// An operation and what came of it; the result is written and read under the turn's lock.
  private static final class Job {
    private final PackageOperation operation;
    private @Nullable Outcome outcome;

    Job(PackageOperation operation) {
      this.operation = operation;
    }
  }

  /// Applies an operation, perhaps together with others of the same host.
  ///
  /// @throws HostException if the host cannot be asked
  public Outcome apply(Host host, PackageOperation operation)
      throws HostException, InterruptedException {
    Line line =
        lines.computeIfAbsent(
            host, key -> new Line(new ReentrantLock(), new ConcurrentLinkedQueue<>()));
    Job job = new Job(operation);
    line.waiting().add(job);
    line.turn().lockInterruptibly();
    try {
      if (job.outcome == null) {
        applyAlike(host, takeAlike(line, job));
      }
      Outcome outcome = job.outcome;
      return outcome != null ? outcome : operation.applyOn(host);
    } finally {
      line.waiting().remove(job);
      line.turn().unlock();
    }
  }

  private static List<Job> takeAlike(Line line, Job first) {
    List<Job> alike = new ArrayList<>();
    for (Job job : line.waiting()) {
      if (job.operation.manager() == first.operation.manager()
          && job.operation.present() == first.operation.present()) {
        alike.add(job);
      }
    }
    line.waiting().removeAll(alike);
    return alike;
  }

  private static void applyAlike(Host host, List<Job> jobs)
      throws HostException, InterruptedException {
    PackageOperation first = jobs.getFirst().operation;
    Set<String> packages = new LinkedHashSet<>();
    jobs.forEach(job -> packages.addAll(job.operation.packages()));
    PackageOperation together =
        new PackageOperation(first.manager(), List.copyOf(packages), first.present());
    Map<String, String> installed;
    try {
      installed = together.check().on(host);
    } catch (CheckFailedException e) {
      jobs.forEach(job -> job.outcome = new Outcome.Failed(e.diagnostic(), Difference.NONE));
      return;
    }
    Outcome shared = together.applyOn(host, installed);
    for (Job job : jobs) {
      Difference own = job.operation.difference(installed);
      job.outcome =
          switch (shared) {
            case Outcome.Changed changed when !own.isEmpty() ->
                new Outcome.Changed(own, changed.response());
            case Outcome.Failed failed when !own.isEmpty() ->
                jobs.size() == 1 ? failed : job.operation.applyOn(host);
            default -> new Outcome.Unchanged();
          };
    }
  }
}
