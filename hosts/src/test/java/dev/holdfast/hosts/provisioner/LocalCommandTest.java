package dev.holdfast.hosts.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandTest {
  @TempDir private Path folder;

  @Test
  void passesOnEveryLineAndTheExitCode() throws Exception {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    LocalCommand.Ending ending =
        LocalCommand.run(
            List.of("sh", "-c", "echo one; printf '%s\\n' \"$TWO\"; exit 7"),
            folder,
            Map.of("TWO", "two"),
            lines::add,
            new RunningCommands(),
            () -> false);
    assertThat(lines).containsExactly("one", "two");
    assertThat(ending).isEqualTo(new LocalCommand.Ending(7, "one\ntwo\n", false));
  }

  @Test
  void endsAllThatTheCommandHasStarted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<String> child = new AtomicReference<>("");
    LocalCommand.Ending ending =
        LocalCommand.run(
            List.of("sh", "-c", "sh -c 'echo $$; exec sleep 300' & wait"),
            folder,
            Map.of(),
            line -> {
              child.set(line);
              begun.countDown();
            },
            new RunningCommands(),
            () -> begun.getCount() == 0);
    assertThat(ending.cancelled()).isTrue();
    ProcessHandle.of(Long.parseLong(child.get()))
        .ifPresent(
            left -> assertThat(left.onExit()).succeedsWithin(java.time.Duration.ofSeconds(10)));
  }
}
