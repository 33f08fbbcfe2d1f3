package dev.holdfast.backends;

import static dev.holdfast.backends.RemoteRun.put;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What holds of every backend that keeps a state on another machine.
public interface RemoteContract {

  /// Somebody who works in a folder of that name, with one and the same state.
  RemoteRun in(String folder) throws Exception;

  /// Takes the lock away from whoever has it, as if its owner had been cut off.
  void loseLock() throws Exception;

  @Test
  default void keepsAStateAndCountsItsSerials() throws Exception {
    assertThat(in("a").output()).isEmpty();
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      session.commit();
      session.change(put("two"));
      session.commit();
      session.commit();
    }
    assertThat(in("b").output()).isEqualTo("two");
    State first = requireNonNull(in("b").store().read().state());
    try (StateSession session = in("b").store().open(LockRequest.of("apply"))) {
      assertThat(session.state().serial()).isEqualTo(first.serial());
      session.change(put("three"));
      session.commit();
      assertThat(session.state().serial()).isEqualTo(first.serial() + 1);
      assertThat(session.state().lineage()).isEqualTo(first.lineage());
    }
    assertThat(in("a").output()).isEqualTo("three");
  }

  @Test
  default void oneAtATimeWorksWithIt() throws Exception {
    try (StateSession first = in("a").store().open(LockRequest.of("the first apply"))) {
      assertThatThrownBy(() -> in("b").store().open(LockRequest.of("apply")))
          .isInstanceOf(StateLockedException.class)
          .hasMessageContaining("the first apply");
      first.change(put("first"));
      first.commit();
    }
    try (StateSession second = in("b").store().open(LockRequest.of("apply"))) {
      assertThat(RemoteRun.output(second.state())).isEqualTo("first");
    }
  }

  @Test
  default void aRunThatLostItsLockDoesNotOverwriteItsSuccessor() throws Exception {
    try (StateSession first = in("a").store().open(LockRequest.of("apply"))) {
      loseLock();
      try (StateSession second = in("b").store().open(LockRequest.of("apply"))) {
        second.change(put("successor"));
        second.commit();
      }
      first.change(put("late"));
      assertThatThrownBy(first::commit)
          .isInstanceOf(StateWriteException.class)
          .hasMessageContaining("Somebody else has changed the state")
          .hasMessageContaining("errored.tfstate");
    }
    assertThat(in("b").output()).isEqualTo("successor");
    Path errored = in("a").folder().resolve("errored.tfstate");
    assertThat(Files.readString(errored)).contains("\"late\"");
  }

  @Test
  default void whatARunDidBeforeItWasKilledIsInItsFolder() throws Exception {
    try (StateSession killed = in("a").store().open(LockRequest.of("apply"))) {
      killed.change(put("before"));
      // No commit: this is where it died.
    }
    try (StateSession next = in("a").store().open(LockRequest.of("apply"))) {
      assertThat(RemoteRun.output(next.state())).isEqualTo("before");
      assertThat(next.diagnostics().getFirst().summary()).isEqualTo("An earlier run was cut off");
      next.commit();
    }
    assertThat(in("b").output()).isEqualTo("before");
    assertThat(in("a").folder().resolve(".remote-default.tfstate.journal")).doesNotExist();
  }

  @Test
  default void aRunningApplySendsItsStateNowAndThen() throws Exception {
    try (StateSession session = in("a").storeInAHurry().open(LockRequest.of("apply"))) {
      session.change(put("one"));
      while (!in("b").output().equals("one")) {
        Thread.onSpinWait();
      }
      session.change(put("two"));
      session.commit();
    }
    assertThat(in("b").output()).isEqualTo("two");
  }

  @Test
  default void aStateIsReplacedAsAWhole() throws Exception {
    State other = State.empty("another-lineage").withAll(put("moved")).withSerial(41);
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      session.change(put("old"));
      session.commit();
      session.replace(other);
    }
    State found = requireNonNull(in("b").store().read().state());
    assertThat(found.lineage()).isEqualTo("another-lineage");
    assertThat(found.serial()).isEqualTo(41);
    assertThat(RemoteRun.output(found)).isEqualTo("moved");
  }
}
