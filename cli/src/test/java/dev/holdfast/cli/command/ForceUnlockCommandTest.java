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
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForceUnlockCommandTest {
  private static final Pattern ID = Pattern.compile("\"ID\":\"([^\"]+)\"");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("main.tf"), "resource \"terraform_data\" \"box\" {}\n");
  }

  private Path lockFile() {
    return folder.resolve(".terraform.tfstate.lock.info");
  }

  @Test
  void saysThatThereIsNoSuchLock() {
    CommandRun run = CommandRun.of(folder, "force-unlock", "-force", "some-id");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("Failed to unlock state").contains("is not locked");
  }

  @Test
  void removesALockThatADeadRunLeftBehind() throws Exception {
    leaveLock();
    String id = id();
    assertThat(CommandRun.of(folder, "no\n", Map.of(), "force-unlock", id).exitCode()).isEqualTo(1);
    assertThat(lockFile()).exists();

    CommandRun run = CommandRun.of(folder, "yes\n", Map.of(), "force-unlock", id);
    assertThat(run.output())
        .contains("Do you really want to force-unlock?")
        .contains("Holdfast state has been successfully unlocked!");
    assertThat(lockFile()).doesNotExist();
  }

  @Test
  void leavesTheLockOfALivingRun() throws Exception {
    try (StateSession _ = store().open(LockRequest.of("apply"))) {
      CommandRun run = CommandRun.of(folder, "force-unlock", "-force", id());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errors()).contains("is alive");
      assertThat(lockFile()).exists();
    }
  }

  private LocalStateStore store() {
    return new LocalStateStore(
        folder.resolve("terraform.tfstate"),
        new StoreSettings("1", Clock.systemUTC(), new Random(1)));
  }

  private void leaveLock() throws Exception {
    String text;
    try (StateSession _ = store().open(LockRequest.of("apply"))) {
      text = Files.readString(lockFile());
    }
    Files.writeString(lockFile(), text);
  }

  private String id() throws IOException {
    Matcher id = ID.matcher(Files.readString(lockFile()));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }
}
