package dev.holdfast.engine.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is computed when first asked for, once, by whoever asks first; others wait.
///
/// While a cell is computed it records which cells it asked for, so that afterwards the true
/// dependencies are known, instance by instance. Asking in a circle is found when it happens and
/// ends in a [CellCycleException] instead of waiting for ever. Long chains are no danger to the
/// stack: every so many levels the computation goes on in a fresh virtual thread.
///
/// Safe for use by many threads. A computation that throws makes every [#get] throw the same.
public final class Cell<T extends @Nullable Object> {
  /// How many computations may be nested on one stack.
  private static final int LEVELS_PER_THREAD = 24;

  private static final ScopedValue<Frame> CURRENT = ScopedValue.newInstance();

  /// The computation that is under way on a thread.
  private record Frame(Cell<?> cell, int level) {}

  private enum Phase {
    NEW,
    RUNNING,
    DONE
  }

  private final Object label;
  private @Nullable Supplier<T> computation;
  private Phase phase = Phase.NEW;
  private @Nullable T result;
  private @Nullable RuntimeException failure;
  private List<Cell<?>> demands = List.of();

  /// The cell that this one is waiting for now. Written by its own computation only.
  private volatile @Nullable Cell<?> waitingFor;

  private Cell(Object label, Supplier<T> computation) {
    this.label = label;
    this.computation = computation;
  }

  /// A cell that will be computed on demand.
  ///
  /// @param label names it in messages through its `toString`
  public static <T extends @Nullable Object> Cell<T> of(Object label, Supplier<T> computation) {
    return new Cell<>(label, computation);
  }

  /// What it is called; for graphs, this may be matched for its class.
  public Object label() {
    return label;
  }

  /// Its value, computed now if nobody has asked before.
  ///
  /// @throws CellCycleException if the value is needed to compute itself
  public T get() {
    Frame caller = CURRENT.isBound() ? CURRENT.get() : null;
    if (caller == null) {
      return startHere() ? computeAndGet(0) : await();
    }
    Cell<?> asking = caller.cell();
    asking.recordDemand(this);
    if (isDone()) {
      return finished();
    }
    asking.waitingFor = this;
    try {
      refuseCycle(asking);
      if (!startHere()) {
        return await();
      }
      int level = caller.level() + 1;
      if (level % LEVELS_PER_THREAD != 0) {
        return computeAndGet(level);
      }
      Thread.ofVirtual().start(() -> compute(level));
      return await();
    } finally {
      asking.waitingFor = null;
    }
  }

  /// Begins to compute it on a virtual thread of its own if nobody has begun; returns at once.
  public void start() {
    if (startHere()) {
      Thread.ofVirtual().start(() -> compute(0));
    }
  }

  /// Begins to compute cells, in their order, a bounded number of them at a time; returns at once.
  /// Those that nobody has begun when they are asked for are computed by whoever asks, as always.
  public static <V extends @Nullable Object> void start(Collection<Cell<V>> cells, int atOnce) {
    ConcurrentLinkedQueue<Cell<V>> waiting = new ConcurrentLinkedQueue<>(cells);
    for (int i = Math.min(atOnce, cells.size()); i > 0; i--) {
      Thread.ofVirtual()
          .start(() -> {
            for (Cell<V> cell = waiting.poll(); cell != null; cell = waiting.poll()) {
              if (cell.startHere()) {
                cell.compute(0);
              }
            }
          });
    }
  }

  /// The cells that were asked for while computing this one, each once. Empty before it is done.
  public synchronized Set<Cell<?>> demands() {
    return phase == Phase.DONE ? new LinkedHashSet<>(demands) : Set.of();
  }

  /// The cells that the computation under way on this thread has asked for so far, each once.
  public static Set<Cell<?>> askedSoFar() {
    return CURRENT.isBound() ? CURRENT.get().cell().copyOfDemands() : Set.of();
  }

  private synchronized Set<Cell<?>> copyOfDemands() {
    return new LinkedHashSet<>(demands);
  }

  private synchronized boolean isDone() {
    return phase == Phase.DONE;
  }

  private synchronized boolean startHere() {
    if (phase != Phase.NEW) {
      return false;
    }
    phase = Phase.RUNNING;
    demands = new ArrayList<>(2);
    return true;
  }

  private synchronized void recordDemand(Cell<?> other) {
    if (phase == Phase.RUNNING && (demands.isEmpty() || demands.getLast() != other)) {
      demands.add(other);
    }
  }

  private T computeAndGet(int level) {
    compute(level);
    return finished();
  }

  private void compute(int level) {
    Supplier<T> supplier = computation;
    if (supplier == null) {
      throw new IllegalStateException(label + " is computed twice");
    }
    T value = null;
    RuntimeException thrown = null;
    try {
      value = ScopedValue.where(CURRENT, new Frame(this, level)).call(supplier::get);
    } catch (RuntimeException exception) {
      thrown = exception;
    } catch (Error error) {
      thrown = new IllegalStateException("while computing " + label + ": " + error, error);
    }
    synchronized (this) {
      result = value;
      failure = thrown;
      computation = null;
      phase = Phase.DONE;
      notifyAll();
    }
  }

  private synchronized T await() {
    try {
      while (phase != Phase.DONE) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CellInterruptedException(label.toString());
    }
    return finished();
  }

  @SuppressWarnings("NullAway") // a finished cell without a failure has its result
  private synchronized T finished() {
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  /// Follows the chain of who waits for whom from this cell; coming back to the one that asks means
  /// a cycle. Both sides of a cycle announce first and look then, so at least one sees it.
  private void refuseCycle(Cell<?> asking) {
    List<String> chain = new ArrayList<>();
    chain.add(asking.label.toString());
    for (Cell<?> cell = this; cell != null; cell = cell.waitingFor) {
      chain.add(cell.label.toString());
      if (cell == asking) {
        throw new CellCycleException(chain);
      }
    }
  }

  @Override
  public String toString() {
    return label.toString();
  }
}
