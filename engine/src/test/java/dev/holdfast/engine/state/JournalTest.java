package dev.holdfast.engine.state;

import static dev.holdfast.engine.state.Samples.address;
import static dev.holdfast.engine.state.Samples.creating;
import static dev.holdfast.engine.state.Samples.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.state.JournalReplay.Replayed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalRecord.Base FRESH = new JournalRecord.Base("lineage", 0, true);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(".x.journal");
  }

  private JournalFile journal() {
    return new JournalFile(file(), StateCodec.plain(), FRESH, 0);
  }

  private static void append(JournalFile journal, JournalRecord record) throws IOException {
    journal.await(journal.enqueue(JournalText.encode(record), true));
  }

  private static Replayed replay(byte[] journal) throws StateUnavailableException {
    return JournalReplay.replay(null, () -> "", journal, StateCodec.plain(), "journal");
  }

  private static State state(Replayed replayed) {
    State state = replayed.state();
    return state == null ? State.empty("lineage") : state;
  }

  private static JournalRecord put(StoredInstance... instances) {
    return new JournalRecord.Changed(
        Arrays.stream(instances).<StateChange>map(StateChange.Put::new).toList());
  }

  private static List<StateChange> randomChanges(Random random) {
    List<StateChange> changes = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      changes.add(
          switch (random.nextInt(6)) {
            case 0 -> new StateChange.Remove(Samples.randomAddress(random));
            case 1 -> new StateChange.Outputs(Samples.randomOutputs(random));
            case 2 ->
                new StateChange.Checks(
                    List.of(
                        new CheckResult("check", "check.a", CheckResult.Status.PASS, List.of())));
            default -> new StateChange.Put(Samples.random(random));
          });
    }
    return changes;
  }

  @Test
  void readsBackWhatWasAppended() throws Exception {
    for (int seed = 0; seed < 15; seed++) {
      Random random = new Random(seed);
      Path file = folder.resolve("journal" + seed);
      State expected = State.empty("lineage");
      try (JournalFile journal = new JournalFile(file, StateCodec.plain(), FRESH, 0)) {
        for (int step = 0; step < 20; step++) {
          List<StateChange> changes = randomChanges(random);
          expected = expected.withAll(changes);
          append(journal, new JournalRecord.Changed(changes));
        }
      }
      Replayed replayed = replay(Files.readAllBytes(file));
      assertThat(state(replayed).sameContent(expected)).as("seed %d", seed).isTrue();
      assertThat(replayed.changes()).isEqualTo(20);
      assertThat(replayed.torn()).isFalse();
    }
  }

  @Test
  void givesAPrefixOfTheHistoryWhereverItIsCut() throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      Path file = folder.resolve("journal" + seed);
      List<State> history = new ArrayList<>(List.of(State.empty("lineage")));
      List<Long> lengths = new ArrayList<>(List.of(0L));
      try (JournalFile journal = new JournalFile(file, StateCodec.plain(), FRESH, 0)) {
        for (int step = 0; step < 8; step++) {
          List<StateChange> changes = randomChanges(random);
          append(journal, new JournalRecord.Changed(changes));
          history.add(history.getLast().withAll(changes));
          lengths.add(Files.size(file));
        }
      }
      byte[] whole = Files.readAllBytes(file);
      for (int end = 0; end <= whole.length; end++) {
        Replayed replayed = replay(Arrays.copyOf(whole, end));
        int cut = end;
        int kept = (int) lengths.stream().filter(length -> length <= cut).count() - 1;
        assertThat(state(replayed).sameContent(history.get(kept)))
            .as("seed %d, cut at %d", seed, end)
            .isTrue();
        assertThat(replayed.torn()).isEqualTo(!lengths.contains((long) end));
        assertThat(replayed.length()).isEqualTo(lengths.get(kept));
      }
    }
  }

  @Test
  void goesOnAfterATornTail() throws Exception {
    try (JournalFile journal = journal()) {
      append(journal, put(instance("a", "{}")));
      append(journal, put(instance("b", "{}")));
    }
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    Replayed replayed = replay(Files.readAllBytes(file()));
    try (JournalFile journal =
        new JournalFile(file(), StateCodec.plain(), FRESH, replayed.length())) {
      append(journal, put(instance("c", "{}")));
    }
    assertThat(state(replay(Files.readAllBytes(file()))).instances().keySet())
        .containsExactly(address("a"), address("c"));
  }

  @Test
  void refusesAJournalThatIsDamagedInTheMiddle() throws Exception {
    try (JournalFile journal = journal()) {
      for (String name : List.of("a", "b", "c")) {
        append(journal, put(instance(name, "{}")));
      }
    }
    byte[] whole = Files.readAllBytes(file());
    for (int position = 0; position < whole.length * 2 / 3; position++) {
      byte[] damaged = whole.clone();
      damaged[position] ^= 0x10;
      assertThatThrownBy(() -> replay(damaged))
          .as("byte %d", position)
          .isInstanceOfSatisfying(
              StateUnavailableException.class,
              fault ->
                  assertThat(fault.diagnostics().getFirst().detail())
                      .contains("damaged at byte ", "with whole records behind", "journal"));
    }
  }

  @Test
  void tellsWhatWasInFlight() throws Exception {
    try (JournalFile journal = journal()) {
      append(journal, new JournalRecord.Began(creating("a")));
      append(journal, new JournalRecord.Began(creating("b")));
      append(journal, new JournalRecord.Began(creating("c")));
      append(journal, put(instance("a", "{}")));
      append(journal, new JournalRecord.Settled(address("c"), null));
    }
    Replayed replayed = replay(Files.readAllBytes(file()));
    assertThat(replayed.inFlight()).containsExactly(creating("b"));
    assertThat(state(replayed).instances().keySet()).containsExactly(address("a"));
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    try (JournalFile journal = journal()) {
      append(journal, put(instance("a", "{}")));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void makesRecordsOfManyThreadsDurableTogether() throws Exception {
    int count = 2_000;
    try (JournalFile journal = journal();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> appends = new ArrayList<>();
      for (int index = 0; index < count; index++) {
        JournalRecord record = put(instance("n" + index, "{}"));
        appends.add(
            threads.submit(() -> {
              append(journal, record);
              return null;
            }));
      }
      for (Future<?> each : appends) {
        each.get();
      }
    }
    byte[] whole = Files.readAllBytes(file());
    assertThat(state(replay(whole)).instances()).hasSize(count);
    long frames =
        IntStream.range(0, whole.length - 3)
            .filter(index ->
                whole[index] == 'H'
                    && whole[index + 1] == 'J'
                    && whole[index + 2] == 'R'
                    && whole[index + 3] == 'N')
            .count();
    assertThat(frames).isLessThan(count);
  }

  @Test
  void writesLaterWhatItCouldNotWrite() throws Exception {
    Path absent = folder.resolve("absent");
    try (JournalFile journal =
        new JournalFile(absent.resolve("journal"), StateCodec.plain(), FRESH, 0)) {
      assertThatThrownBy(() -> append(journal, put(instance("a", "{}"))))
          .isInstanceOf(IOException.class);
      JournalFile.Batch intent =
          journal.enqueue(JournalText.encode(new JournalRecord.Began(creating("z"))), false);
      assertThatThrownBy(() -> journal.await(intent)).isInstanceOf(IOException.class);
      Files.createDirectory(absent);
      append(journal, put(instance("b", "{}")));
    }
    Replayed replayed = replay(Files.readAllBytes(absent.resolve("journal")));
    assertThat(state(replayed).instances().keySet()).containsExactly(address("a"), address("b"));
    assertThat(replayed.inFlight()).isEmpty();
  }

  @Test
  void refusesRecordsOfNewerVersions() {
    byte[] frame =
        JournalFrames.frame(
            List.of(
                JournalText.encode(FRESH), "{\"teleported\":{}}".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> replay(frame))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("newer version");
  }
}
