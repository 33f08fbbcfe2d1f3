package dev.holdfast.engine.ephemeral;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Value;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/// The ephemeral resources of one phase. Each is opened when its value is first asked for and
/// renewed as its provider wishes; all are closed at the end, the last opened first, since it may
/// have been made from those before. Everything else is left to the phase itself.
///
/// Safe for use by many threads.
public final class EphemeralResources implements InstanceEvaluation.Phase, AutoCloseable {
  private final InstanceEvaluation.Phase others;
  private final Predicate<InstanceEvaluation> waits;
  private final EventSink events;
  private final Clock clock;
  private final Diagnostics diagnostics;
  private final Deque<OpenResource> open = new ArrayDeque<>();

  /// @param others decides the values of all other instances
  /// @param waits whether something that an instance depends on is still to change, so that it can
  ///   only be opened later
  public EphemeralResources(
      InstanceEvaluation.Phase others,
      Predicate<InstanceEvaluation> waits,
      EventSink events,
      Clock clock,
      Diagnostics diagnostics) {
    this.others = others;
    this.waits = waits;
    this.events = events;
    this.clock = clock;
    this.diagnostics = diagnostics;
  }

  @Override
  public Value valueOf(InstanceEvaluation instance) {
    return instance.address().resource().mode() == ResourceMode.EPHEMERAL
        ? new EphemeralOpening(this, instance).value()
        : others.valueOf(instance);
  }

  boolean mustWait(InstanceEvaluation instance) {
    return waits.test(instance);
  }

  EventSink events() {
    return events;
  }

  Clock clock() {
    return clock;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  void opened(OpenResource resource) {
    synchronized (open) {
      open.push(resource);
    }
  }

  /// Closes all that are open. May be called more than once. What goes wrong is reported.
  @Override
  public void close() {
    while (true) {
      OpenResource last;
      synchronized (open) {
        last = open.poll();
      }
      if (last == null) {
        return;
      }
      last.close();
    }
  }
}
