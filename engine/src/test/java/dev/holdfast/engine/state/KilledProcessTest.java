package dev.holdfast.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that changes a state, again and again, at random moments.
class KilledProcessTest {
  private static final int ROUNDS = 12;

  @TempDir private Path folder;

  @Test
  void losesNothingThatWasSaidToBeDurable() throws Exception {
    Random random = new Random(4);
    TreeSet<String> begun = new TreeSet<>();
    TreeSet<String> durable = new TreeSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      Process process = start(round);
      int lines = random.nextInt(400);
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (int line = 0; line < lines; line++) {
          note(output.readLine(), begun, durable);
        }
        // Not by the process itself, which would close the stream.
        process.toHandle().destroyForcibly();
        // What it still said before it died counts too.
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          note(line, begun, durable);
        }
      }
      process.waitFor();
      check(begun, durable);
      // What was in flight is told until a later run has saved its state.
      begun.clear();
    }
    assertThat(durable).isNotEmpty();
  }

  private void check(Set<String> begun, Set<String> durable) throws Exception {
    StateStore.Snapshot snapshot = store(folder).read();
    State state = snapshot.state();
    TreeSet<String> found = new TreeSet<>();
    if (state != null) {
      state.instances().keySet().forEach(address -> found.add(address.resource().name()));
    }
    assertThat(found).containsAll(durable);
    TreeSet<String> known = new TreeSet<>(found);
    snapshot.inFlight().forEach(intent -> known.add(intent.address().resource().name()));
    assertThat(known).containsAll(begun);
  }

  private static void note(@Nullable String line, Set<String> begun, Set<String> durable) {
    if (line != null && line.startsWith("begun ") && line.endsWith(".")) {
      begun.add(line.substring(6, line.length() - 1));
    } else if (line != null && line.startsWith("done ") && line.endsWith(".")) {
      durable.add(line.substring(5, line.length() - 1));
    }
  }

  private Process start(int round) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            folder.toString(),
            String.valueOf(round))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static LocalStateStore store(Path folder) {
    return new LocalStateStore(
        folder.resolve("terraform.tfstate"),
        new StoreSettings("1", Clock.systemUTC(), new Random()));
  }

  /// The process that is killed: it makes things on many threads and says what is durable.
  static final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      AtomicInteger next = new AtomicInteger();
      try (StateSession session = store(folder).open(LockRequest.of("apply"));
          ExecutorService threads = Executors.newFixedThreadPool(4)) {
        List<Future<?>> workers = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          workers.add(threads.submit(() -> work(session, arguments[1], next)));
        }
        while (workers.stream().noneMatch(Future::isDone)) {
          session.commit();
        }
      }
    }

    private static Void work(StateSession session, String round, AtomicInteger next)
        throws StateWriteException {
      while (true) {
        String name = "r" + round + "n" + next.incrementAndGet();
        session.intend(Samples.creating(name));
        say("begun " + name + ".");
        session.change(List.of(new StateChange.Put(Samples.instance(name, "{}"))));
        say("done " + name + ".");
      }
    }

    @SuppressWarnings("SystemOut") // the test reads it
    private static void say(String line) {
      System.out.println(line);
    }
  }
}
