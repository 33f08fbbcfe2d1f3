package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.event.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The actions under way, and the regular signs of life of those that take long.
final class RunningActions implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Map<Running, Instant> begun = new ConcurrentHashMap<>();
  private final EventSink events;
  private final Clock clock;
  private final Thread reporter;

  private record Running(ResourceInstanceAddress address, Action action) {}

  RunningActions(EventSink events, Clock clock) {
    this.events = events;
    this.clock = clock;
    this.reporter = Thread.ofVirtual().name("running actions").start(this::report);
  }

  void add(ResourceInstanceAddress address, Action action, Instant begin) {
    begun.put(new Running(address, action), begin);
  }

  void remove(ResourceInstanceAddress address, Action action) {
    begun.remove(new Running(address, action));
  }

  /// Every action gets a sign of life each time another period of its own has passed.
  private void report() {
    Map<Running, Long> reported = new ConcurrentHashMap<>();
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(1));
        Instant now = clock.instant();
        begun.forEach((action, begin) -> {
          Duration elapsed = Duration.between(begin, now);
          long periods = elapsed.dividedBy(PERIOD);
          if (periods > reported.getOrDefault(action, 0L)) {
            reported.put(action, periods);
            events.accept(
                new Event.ApplyProgress(now, action.address(), action.action(), elapsed, ""));
          }
        });
        reported.keySet().retainAll(begun.keySet());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    reporter.interrupt();
  }
}
