package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.state.LocalStateStore;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanLockTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(folder.resolve("main.tf"), "resource \"terraform_data\" \"a\" {}\n");
  }

  @Test
  void aPlanWaitsForTheLockOfAnother() throws Exception {
    try (StateSession session = applyElsewhere()) {
      CommandRun plan = CommandRun.of(folder, "plan");
      assertThat(plan.exitCode()).isEqualTo(1);
      assertThat(plan.errors()).contains("The state is locked");
      assertThat(session.state().isEmpty()).isTrue();
    }
    assertThat(CommandRun.of(folder, "plan").exitCode()).isZero();
  }

  @Test
  void withoutLockAPlanLooksAllTheSame() throws Exception {
    try (StateSession session = applyElsewhere()) {
      assertThat(CommandRun.of(folder, "plan", "-lock=false").output())
          .contains("Plan: 1 to add, 0 to change, 0 to destroy.");
      assertThat(session.state().isEmpty()).isTrue();
    }
  }

  @Test
  void aPlanLeavesNothingBehind() throws IOException {
    assertThat(CommandRun.of(folder, "plan").exitCode()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("main.tf");
    }
  }

  private StateSession applyElsewhere() throws Exception {
    return new LocalStateStore(
            folder.resolve("terraform.tfstate"),
            new StoreSettings("1", Clock.systemUTC(), new Random(1)))
        .open(LockRequest.of("apply"));
  }
}
