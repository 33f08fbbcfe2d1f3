package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.saved.ConfigurationSnapshot;
import dev.holdfast.engine.plan.saved.PlanFile;
import dev.holdfast.engine.plan.saved.SavedPlan;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.encryption.Sealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan was made in one folder for its folder `inner`, as `plan inner` does.
final class SavedPlanHomeTest {
  private static final String FILE = "inner/main.tf";

  @TempDir private Path made;
  @TempDir private Path other;

  @BeforeEach
  void writeConfiguration() throws IOException {
    write(made);
  }

  @Test
  void inTheSameFolderNamesLeadFromThere() throws Exception {
    assertThat(home(made)).isEqualTo(made);
  }

  @Test
  void fromInsideThePlannedFolderNamesLeadFromWhereThePlanWasMade() throws Exception {
    assertThat(home(made.resolve("inner"))).isEqualTo(made);
  }

  @Test
  void inAnotherCopyNamesLeadFromTheCopy() throws Exception {
    write(other);
    assertThat(home(other)).isEqualTo(other);
  }

  @Test
  void whereTheOriginalIsGoneNamesLeadFromWhereTheUserIs() throws Exception {
    Files.delete(made.resolve(FILE));
    assertThat(home(other)).isEqualTo(other);
  }

  private static void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("inner"));
    Files.writeString(folder.resolve(FILE), "");
  }

  private Path home(Path user) throws Exception {
    ConfigurationSnapshot configuration =
        new ConfigurationSnapshot(
            made,
            Path.of("inner"),
            new TreeMap<>(Map.of(FILE, "".getBytes(StandardCharsets.UTF_8))));
    Plan plan =
        new Plan(
            PlanMode.NORMAL,
            State.empty(""),
            State.empty(""),
            List.of(),
            List.of(),
            List.of(),
            new ActionGraph.Builder().build(),
            Map.of(),
            List.of(),
            Instant.EPOCH);
    Path file = made.resolve("saved");
    PlanFile.write(file, plan, configuration, "default", "0.1.0", Sealing.NONE);
    try (SavedPlan saved = PlanFile.read(file, Sealing.NONE)) {
      return SavedPlanHome.of(saved, user);
    }
  }
}
