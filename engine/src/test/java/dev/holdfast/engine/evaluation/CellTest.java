package dev.holdfast.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CellTest {

  @Test
  void computesOnceHoweverManyAsk() throws InterruptedException {
    AtomicInteger computations = new AtomicInteger();
    Cell<Integer> cell = Cell.of("once", computations::incrementAndGet);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      threads.add(Thread.ofVirtual().start(cell::get));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(cell.get()).isEqualTo(1);
    assertThat(computations).hasValue(1);
  }

  @Test
  void recordsWhatItAskedForOnce() {
    Cell<Integer> one = Cell.of("one", () -> 1);
    Cell<Integer> two = Cell.of("two", () -> 2);
    Cell<Integer> sum = Cell.of("sum", () -> one.get() + two.get() + one.get());
    assertThat(sum.get()).isEqualTo(4);
    assertThat(sum.demands()).containsExactly(one, two);
  }

  @Test
  void keepsTheStackShortInLongChains() {
    Cell<Integer> last = Cell.of(0, () -> 0);
    for (int i = 1; i <= 20_000; i++) {
      Cell<Integer> previous = last;
      last = Cell.of(i, () -> previous.get() + 1);
    }
    assertThat(last.get()).isEqualTo(20_000);
  }

  @Test
  void namesACycleInsteadOfWaitingForEver() {
    AtomicReference<Cell<Integer>> first = new AtomicReference<>();
    Cell<Integer> second = Cell.of("b", () -> first.get().get());
    first.set(Cell.of("a", second::get));
    assertThatThrownBy(() -> first.get().get())
        .isInstanceOfSatisfying(
            CellCycleException.class,
            cycle -> assertThat(cycle.chain()).containsExactly("b", "a", "b"));
  }

  @Test
  void namesACycleThatTwoThreadsEnterFromBothSides() throws InterruptedException {
    CountDownLatch bothInside = new CountDownLatch(2);
    AtomicReference<Cell<Integer>> first = new AtomicReference<>();
    Cell<Integer> second =
        Cell.of(
            "b",
            () -> {
              meet(bothInside);
              return first.get().get();
            });
    first.set(
        Cell.of(
            "a",
            () -> {
              meet(bothInside);
              return second.get();
            }));
    second.start();
    assertThatThrownBy(() -> first.get().get()).isInstanceOf(CellCycleException.class);
    assertThatThrownBy(second::get).isInstanceOf(CellCycleException.class);
  }

  @Test
  void throwsTheSameToEveryoneWhenTheComputationThrows() {
    Cell<Integer> broken =
        Cell.of(
            "broken",
            () -> {
              throw new IllegalArgumentException("no");
            });
    assertThatThrownBy(broken::get).hasMessage("no");
    assertThatThrownBy(broken::get).hasMessage("no");
  }

  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
