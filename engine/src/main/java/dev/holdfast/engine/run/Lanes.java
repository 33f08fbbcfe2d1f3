package dev.holdfast.engine.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Lets a bounded number of steps of each lane run at a time. A step that waits for its turn is a
/// number in a queue and not a thread with a stack, of which a run of 100,000 steps would have as
/// many.
final class Lanes {
  private final IntFunction<?> lane;
  private final int width;
  private final IntConsumer perform;
  private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();

  /// @param lane which steps share one
  /// @param width how many of them run at a time
  /// @param perform does a step; must not throw
  Lanes(IntFunction<?> lane, int width, IntConsumer perform) {
    this.lane = lane;
    this.width = width;
    this.perform = perform;
  }

  /// Performs the step on a virtual thread once there is room; returns at once.
  void add(int step) {
    Lane own = lanes.computeIfAbsent(lane.apply(step), key -> new Lane());
    if (own.add(step, width)) {
      begin(own, own.next());
    }
  }

  private void begin(Lane own, @Nullable Integer step) {
    if (step != null) {
      Thread.ofVirtual().start(() -> work(own, step));
    }
  }

  /// Whatever becomes of the step, the next one begins.
  private void work(Lane own, int step) {
    try {
      perform.accept(step);
    } finally {
      begin(own, own.next());
    }
  }

  /// Steps of one kind.
  private static final class Lane {
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private int workers;

    /// Whether one more worker is wanted.
    private synchronized boolean add(int step, int width) {
      waiting.add(step);
      boolean wanted = workers < width;
      if (wanted) {
        workers++;
      }
      return wanted;
    }

    /// What to do now; null where there is nothing, with which a worker ends.
    private synchronized @Nullable Integer next() {
      Integer step = waiting.poll();
      if (step == null) {
        workers--;
      }
      return step;
    }
  }
}
