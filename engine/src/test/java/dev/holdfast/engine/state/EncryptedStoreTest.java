package dev.holdfast.engine.state;

import static dev.holdfast.engine.state.Samples.creating;
import static dev.holdfast.engine.state.Samples.instance;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.state.encryption.Encryptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that a store leaves on a disk holds a secret where states are encrypted.
class EncryptedStoreTest {
  private static final LockRequest APPLY = LockRequest.of("apply");
  private static final String SECRET = "open sesame";

  @TempDir private Path configuration;
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("terraform.tfstate");
  }

  private LocalStateStore store(StateCodec codec) {
    return new LocalStateStore(
        file(),
        new StoreSettings(
            "0.1.0", Clock.fixed(Samples.NOON, ZoneOffset.UTC), new Random(1), codec));
  }

  private StateCodec encrypted(String fallback) {
    return Encryptions.of(configuration, "aes_gcm.one", fallback).state();
  }

  private static List<StateChange> put(String name) {
    return List.of(new StateChange.Put(instance(name, "{\"password\":\"%s\"}".formatted(SECRET))));
  }

  private void assertNothingIsLegible() throws IOException {
    String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(ISO_8859_1));
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(each ->
              assertThat(Files.readString(each, ISO_8859_1))
                  .doesNotContain(SECRET, "x_thing", encoded));
    }
  }

  @Test
  void aJournalThatWasLeftBehindIsIllegibleAndGoesOn() throws Exception {
    try (StateSession dying = store(encrypted("")).open(APPLY)) {
      dying.change(put("a"));
      dying.intend(creating("b"));
      dying.change(put("c"));
      dying.intend(creating("d"));
    }
    assertThat(folder.resolve(".terraform.tfstate.journal")).exists();
    assertNothingIsLegible();

    try (StateSession next = store(encrypted("")).open(APPLY)) {
      assertThat(next.state().instances()).hasSize(2);
      assertThat(next.inFlight()).extracting(Intent::address).hasSize(2);
      next.change(put("e"));
      next.commit();
      next.change(put("f"));
      next.commit();
    }
    assertThat(folder.resolve("terraform.tfstate.backup")).doesNotExist();
    assertNothingIsLegible();
    State state = requireNonNull(store(encrypted("")).read().state());
    assertThat(state.instances()).hasSize(4);
  }

  @Test
  void aStateOnAnotherMachineIsIllegibleThereAndHere() throws Exception {
    MemoryPlace place = new MemoryPlace();
    try (StateSession session = remote(place).open(APPLY)) {
      session.change(put("a"));
      session.commit();
      session.change(put("b"));
    }
    assertThat(StateFile.isEncrypted(place.bytes())).isTrue();
    assertNothingIsLegible();
    place.fill();
    try (StateSession session = remote(place).open(APPLY)) {
      assertThat(session.state().instances()).hasSize(2);
      assertThatThrownBy(session::commit).isInstanceOf(StateWriteException.class);
    }
    assertThat(StateFile.isEncrypted(Files.readAllBytes(folder.resolve("errored.tfstate"))))
        .isTrue();
    assertNothingIsLegible();
  }

  /// The checkpoint of a run that died between sending its state and forgetting its journal.
  @Test
  void aStateThatWasSentIsKnownAgainAlthoughItsTextIsNeverTheSame() throws Exception {
    MemoryPlace place = new MemoryPlace();
    Path journal = folder.resolve(".remote-default.tfstate.journal");
    byte[] left;
    try (StateSession session = remote(place).open(APPLY)) {
      session.change(put("a"));
      place.watch(() -> Files.readAllBytes(journal));
      session.commit();
      left = place.seen();
    }
    assertThat(journal).doesNotExist();
    Files.write(journal, left);
    assertThat(requireNonNull(remote(place).read().state()).instances()).hasSize(1);
  }

  private RemoteStateStore remote(MemoryPlace place) {
    return new RemoteStateStore(
        place,
        folder,
        "default",
        Duration.ofDays(1),
        new StoreSettings(
            "0.1.0", Clock.fixed(Samples.NOON, ZoneOffset.UTC), new Random(1), encrypted("")));
  }

  @Test
  void withAnotherKeyNothingIsTouched() throws Exception {
    try (StateSession session = store(encrypted("")).open(APPLY)) {
      session.change(put("a"));
      session.commit();
      session.change(put("b"));
    }
    byte[] state = Files.readAllBytes(file());
    byte[] journal = Files.readAllBytes(folder.resolve(".terraform.tfstate.journal"));
    StateCodec other = Encryptions.of(configuration, "aes_gcm.two", "").state();
    assertThatThrownBy(() -> store(other).open(APPLY))
        .isInstanceOf(StateUnavailableException.class);
    assertThatThrownBy(() -> store(StateCodec.plain()).open(APPLY))
        .isInstanceOf(StateUnavailableException.class);
    assertThat(Files.readAllBytes(file())).isEqualTo(state);
    assertThat(Files.readAllBytes(folder.resolve(".terraform.tfstate.journal"))).isEqualTo(journal);
  }

  @Test
  void aPlainStateIsEncryptedByTheNextCommitAlthoughNothingChanges() throws Exception {
    try (StateSession session = store(StateCodec.plain()).open(APPLY)) {
      session.change(put("a"));
      session.commit();
      // This one stays in the journal, in the clear.
      session.change(put("b"));
    }
    try (StateSession session = store(encrypted("unencrypted.none")).open(APPLY)) {
      session.commit();
    }
    assertThat(StateFile.isEncrypted(Files.readAllBytes(file()))).isTrue();
    assertThat(folder.resolve(".terraform.tfstate.journal")).doesNotExist();
    assertThat(folder.resolve("terraform.tfstate.backup")).exists();
    assertNothingIsLegible();
    byte[] first = Files.readAllBytes(file());
    try (StateSession session = store(encrypted("")).open(APPLY)) {
      assertThat(session.state().instances()).hasSize(2);
      session.commit();
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }
}
