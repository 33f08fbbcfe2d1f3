package dev.holdfast.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills runs with `kill -9` at random moments, again and again.
class CrashTest {
  private static final int KILLS = 200;
  private static final int RESOURCES = 2_000;

  /// Processes at once.
  private static final int LANES = 2;

  @TempDir private Path folder;

  @Test
  void aRunGoesOnWhereAKilledOneStoppedAndNothingIsLost() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      Callable<Integer> first = () -> kill(folder.resolve("one"), new Random(1));
      Callable<Integer> second = () -> kill(folder.resolve("two"), new Random(2));
      int killed = 0;
      for (Future<Integer> lane : threads.invokeAll(List.of(first, second))) {
        killed += lane.get();
      }
      assertThat(killed).isEqualTo(KILLS);
    }
  }

  /// Kills its share of runs. A configuration that is wholly applied is checked, and the next one
  /// begun.
  private static int kill(Path folder, Random random) throws Exception {
    int killed = 0;
    for (int number = 0; killed < KILLS / LANES; number++) {
      CrashedProject project =
          CrashedProject.create(folder.resolve("project" + number), RESOURCES, random);
      while (killed < KILLS / LANES && project.startAndKill()) {
        project.checkThatNothingIsLost();
        killed++;
      }
      project.finish();
    }
    return killed;
  }
}
