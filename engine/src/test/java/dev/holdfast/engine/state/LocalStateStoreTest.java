package dev.holdfast.engine.state;

import static dev.holdfast.engine.state.Samples.address;
import static dev.holdfast.engine.state.Samples.creating;
import static dev.holdfast.engine.state.Samples.instance;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateStoreTest {
  private static final LockRequest APPLY = LockRequest.of("apply");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("terraform.tfstate");
  }

  private Path journal() {
    return folder.resolve(".terraform.tfstate.journal");
  }

  private Path lock() {
    return folder.resolve(".terraform.tfstate.lock.info");
  }

  private LocalStateStore store() {
    return store(file());
  }

  private static LocalStateStore store(Path file) {
    return new LocalStateStore(
        file, new StoreSettings("0.1.0", Clock.fixed(Samples.NOON, ZoneOffset.UTC), new Random(1)));
  }

  private static List<StateChange> put(StoredInstance instance) {
    return List.of(new StateChange.Put(instance));
  }

  private static State stored(StateStore store) throws StateUnavailableException {
    return requireNonNull(store.read().state());
  }

  @Test
  void hasNothingBeforeTheFirstCommit() throws Exception {
    assertThat(store().read().state()).isNull();
    try (StateSession session = store().open(APPLY)) {
      assertThat(session.state().isEmpty()).isTrue();
      assertThat(session.diagnostics()).isEmpty();
      session.commit();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void keepsWhatWasCommitted() throws Exception {
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("a", "{\"x\":1}")));
      session.change(
          List.of(new StateChange.Outputs(Map.of("o", new StoredOutput(Value.of("v"), false)))));
      session.commit();
    }
    State state = stored(store());
    assertThat(state.serial()).isEqualTo(1);
    assertThat(state.writtenBy()).isEqualTo("0.1.0");
    assertThat(state.instances().keySet()).containsExactly(address("a"));
    assertThat(state.outputs()).containsOnlyKeys("o");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
  }

  @Test
  void keepsSerialLineageAndFileWhereNothingChanged() throws Exception {
    commit("a");
    byte[] before = Files.readAllBytes(file());
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("b", "{}")));
      session.change(List.of(new StateChange.Remove(address("b"))));
      session.commit();
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(journal()).doesNotExist();
  }

  private void commit(String... names) throws Exception {
    try (StateSession session = store().open(APPLY)) {
      for (String name : names) {
        session.change(put(instance(name, "{}")));
      }
      session.commit();
    }
  }

  @Test
  void keepsTheStateBeforeTheRunAsBackup() throws Exception {
    commit("a");
    byte[] before = Files.readAllBytes(file());
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("b", "{}")));
      session.commit();
      session.change(put(instance("c", "{}")));
      session.commit();
    }
    assertThat(Files.readAllBytes(folder.resolve("terraform.tfstate.backup"))).isEqualTo(before);
    assertThat(stored(store()).serial()).isEqualTo(3);
    assertThat(stored(store()).lineage())
        .isEqualTo(requireNonNull(StateFile.read(before, "x").state()).lineage());
  }

  @Test
  void losesNothingThatWasNotCommitted() throws Exception {
    commit("a");
    try (StateSession session = store().open(APPLY)) {
      session.intend(creating("b"));
      session.change(put(instance("b", "{}")));
      session.intend(creating("c"));
    }
    assertThat(stored(store()).instances().keySet()).containsExactly(address("a"), address("b"));
    try (StateSession session = store().open(APPLY)) {
      assertThat(session.state().instances().keySet()).containsExactly(address("a"), address("b"));
      assertThat(session.inFlight()).containsExactly(creating("c"));
      assertThat(session.diagnostics())
          .extracting(Diagnostic::summary)
          .containsExactly(
              "An earlier run was cut off", "An object may exist that the state does not know");
      assertThat(session.diagnostics().getLast().address()).isEqualTo("x_thing.c");
      session.commit();
    }
    assertThat(journal()).doesNotExist();
    assertThat(stored(store()).serial()).isEqualTo(2);
  }

  @Test
  void keepsWhatIsBeingDoneNotedAcrossACommit() throws Exception {
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("a", "{}")));
      session.intend(creating("b"));
      session.commit();
      session.change(put(instance("c", "{}")));
    }
    try (StateSession session = store().open(APPLY)) {
      assertThat(session.inFlight()).containsExactly(creating("b"));
      assertThat(session.state().instances().keySet()).containsExactly(address("a"), address("c"));
    }
  }

  @Test
  void isNotConfusedByADeathBetweenTheStateFileAndItsJournal() throws Exception {
    commit("a");
    byte[] old = Files.readAllBytes(file());
    byte[] left;
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("b", "{}")));
      session.change(List.of(new StateChange.Remove(address("a"))));
      left = Files.readAllBytes(journal());
      session.commit();
    }
    byte[] fresh = Files.readAllBytes(file());
    byte[] withCheckpoint = withCheckpoint(left, fresh, 2);
    // Died before the new file took its place, and after.
    for (byte[] state : List.of(old, fresh)) {
      Files.write(file(), state);
      Files.write(journal(), withCheckpoint);
      try (StateSession session = store().open(APPLY)) {
        assertThat(session.state().instances().keySet()).containsExactly(address("b"));
        session.commit();
      }
      assertThat(stored(store()).instances().keySet()).containsExactly(address("b"));
    }
  }

  private static byte[] withCheckpoint(byte[] journal, byte[] state, long serial)
      throws IOException {
    byte[] record =
        JournalText.encode(new JournalRecord.Checkpoint(serial, LocalStateFiles.digest(state)));
    byte[] frame = JournalFrames.frame(List.of(record));
    byte[] both = Arrays.copyOf(journal, journal.length + frame.length);
    System.arraycopy(frame, 0, both, journal.length, frame.length);
    return both;
  }

  @Test
  void refusesAJournalOfAnotherState() throws Exception {
    commit("a");
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("b", "{}")));
    }
    byte[] journal = Files.readAllBytes(journal());
    State foreign = stored(store(file())).withSerial(9);
    try (var out = Files.newOutputStream(file())) {
      StateFile.write(foreign, out, StateFile.Layout.INDENTED);
    }
    assertThatThrownBy(() -> store().open(APPLY))
        .isInstanceOfSatisfying(
            StateUnavailableException.class,
            fault ->
                assertThat(fault.diagnostics().getFirst().summary())
                    .isEqualTo("Journal does not belong to the state"));
    assertThat(Files.readAllBytes(journal())).isEqualTo(journal);
    Files.delete(file());
    assertThatThrownBy(() -> store().read()).isInstanceOf(StateUnavailableException.class);
  }

  @Test
  void letsOnlyOneWork() throws Exception {
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("a", "{}")));
      assertThatThrownBy(() -> store().open(LockRequest.of("destroy")))
          .isInstanceOfSatisfying(
              StateLockedException.class,
              fault -> {
                assertThat(fault).hasMessageContaining("for \"apply\" since 2026-01-02T12:00:00Z");
                assertThat(fault.holder()).isNotNull();
              });
      // Others may look, and what they see has no warnings of an earlier run.
      StateStore.Snapshot snapshot = store().read();
      assertThat(requireNonNull(snapshot.state()).instances()).hasSize(1);
      assertThat(snapshot.diagnostics()).isEmpty();
      session.change(put(instance("b", "{}")));
      session.commit();
    }
    assertThat(lock()).doesNotExist();
    assertThat(stored(store()).instances()).hasSize(2);
  }

  @Test
  void takesOverTheLockOfADeadProcess() throws Exception {
    LockInfo dead =
        new LockInfo("id-1", "apply", "", "ann@box (process 7)", "0.0.9", Samples.NOON, "x");
    Files.write(lock(), LockText.encode(dead));
    try (StateSession session = store().open(APPLY)) {
      assertThat(session.diagnostics().getFirst().detail())
          .contains("ann@box (process 7)", "2026-01-02T12:00:00Z", "taken over");
    }
    assertThat(lock()).doesNotExist();
  }

  @Test
  void unlocksByForceOnlyWhatNobodyHolds() throws Exception {
    Files.write(
        lock(), LockText.encode(new LockInfo("id-1", "apply", "", "ann", "1", Samples.NOON, "x")));
    assertThatThrownBy(() -> store().forceUnlock("id-2"))
        .isInstanceOf(StateLockedException.class)
        .hasMessageContaining("id-1");
    store().forceUnlock("id-1");
    assertThat(lock()).doesNotExist();
    try (StateSession session = store().open(APPLY)) {
      String id = requireNonNull(LocalLock.info(file())).id();
      assertThatThrownBy(() -> store().forceUnlock(id))
          .isInstanceOf(StateLockedException.class)
          .hasMessageContaining("is alive");
      assertThat(session.state().isEmpty()).isTrue();
    }
  }

  @Test
  void leavesTheOldFileWhereTheNewOneCannotBeWritten() throws Exception {
    commit("a");
    byte[] before = Files.readAllBytes(file());
    Path next = folder.resolve(".terraform.tfstate.next");
    Files.createDirectories(next.resolve("in-the-way"));
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("b", "{}")));
      assertThatThrownBy(session::commit)
          .isInstanceOf(StateWriteException.class)
          .hasMessageContaining(file().toString())
          .hasMessageContaining(journal().toString());
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    Files.delete(next.resolve("in-the-way"));
    Files.delete(next);
    try (StateSession session = store().open(APPLY)) {
      session.commit();
    }
    assertThat(stored(store()).instances()).hasSize(2);
  }

  @Test
  void saysWhatIsWrongWithADamagedState() throws Exception {
    Files.write(file(), "{\"version\":4,".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> store().open(APPLY))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("ends in the middle");
    assertThat(lock()).doesNotExist();
  }

  @Test
  void takesAnEmptyFileForNoState() throws Exception {
    Files.createFile(file());
    try (StateSession session = store().open(APPLY)) {
      session.change(put(instance("a", "{}")));
      session.commit();
    }
    assertThat(stored(store()).serial()).isEqualTo(1);
  }

  @Test
  void makesTheFolderOfTheState() throws Exception {
    Path deep = folder.resolve("a/b/x.tfstate");
    try (StateSession session = store(deep).open(APPLY)) {
      session.change(put(instance("a", "{}")));
      session.commit();
    }
    assertThat(deep).exists();
  }

  @Test
  void replacesWhatALinkLeadsTo() throws Exception {
    Path real = folder.resolve("real.tfstate");
    try (StateSession session = store(real).open(APPLY)) {
      session.change(put(instance("a", "{}")));
      session.commit();
    }
    Files.createSymbolicLink(file(), real);
    commit("b");
    assertThat(Files.isSymbolicLink(file())).isTrue();
    assertThat(stored(store(real)).instances()).hasSize(2);
  }
}
