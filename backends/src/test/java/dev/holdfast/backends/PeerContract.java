package dev.holdfast.backends;

import static dev.holdfast.backends.RemoteRun.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import org.junit.jupiter.api.Test;

/// What holds of every backend that OpenTofu has too. Not run, and reported as such, where there is
/// no OpenTofu.
public interface PeerContract extends RemoteContract {

  /// The block with which OpenTofu works with the same state.
  String block();

  @Test
  default void openTofuAndWeShareTheStateAndItsLock() throws Exception {
    Peer tofu = Peer.tofu(in("tofu").folder(), block());
    tofu.require("apply", "-auto-approve", "-input=false");
    assertThat(in("a").output()).isEqualTo("theirs");
    try (Peer.Running apply = tofu.hold("held")) {
      assertThatThrownBy(() -> in("a").store().open(LockRequest.of("apply")))
          .isInstanceOf(StateLockedException.class);
      apply.agree();
    }
    try (StateSession session = in("a").store().open(LockRequest.of("apply"))) {
      assertThat(RemoteRun.output(session.state())).isEqualTo("held");
      Peer.Result refused = tofu.run("apply", "-auto-approve", "-input=false");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("Error acquiring the state lock");
      session.change(put("ours"));
      session.commit();
    }
    assertThat(tofu.require("output", "-raw", "it")).isEqualTo("ours");
    tofu.require("apply", "-auto-approve", "-input=false");
    assertThat(in("a").output()).isEqualTo("theirs");
  }
}
