package dev.holdfast.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.host.HostState;
import dev.holdfast.lab.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills a process with `kill -9` at different instants of making hosts.
@MachineTest
class InterruptionTest {
  private static final int HOSTS = 4;

  private final String name = Machine.uniqueName();
  private Labs labs;
  private Image image;

  @BeforeEach
  void openImage() throws IOException {
    labs = Labs.ofMachine();
    image = Machine.image(labs);
  }

  @AfterEach
  void removeTheLab() throws IOException {
    labs.lab(name).destroy();
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            InterruptedCreation.class.getName(),
            name,
            image.rootfs().toString(),
            Integer.toString(HOSTS))
        .redirectErrorStream(true)
        .start();
  }

  private void killAfter(int milliseconds) throws IOException, InterruptedException {
    Process process = start();
    if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    process.waitFor();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 300, 400, 500, 600, 700, 850, 1000, 1300})
  void destroyLeavesNothing(int milliseconds) throws Exception {
    killAfter(milliseconds);

    labs.lab(name).destroy();

    assertThat(Machine.traces(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {250, 450, 650, 900})
  void makingAgainGoesOn(int milliseconds) throws Exception {
    killAfter(milliseconds);

    InterruptedCreation.main(
        new String[] {name, image.rootfs().toString(), Integer.toString(HOSTS)});

    Lab lab = labs.lab(name);
    assertThat(lab.hosts()).hasSize(HOSTS).allMatch(host -> host.state() == HostState.RUNNING);
    assertThat(Machine.run(lab, "h1", "ping -c1 -W2 10.1.0.4")).endsWith("[0]");
    lab.destroy();
    assertThat(Machine.traces(name)).isEmpty();
  }

  @Test
  void aRangeOfIdsTakenBeforeTheRecordWasWrittenIsGivenBack() throws Exception {
    Places places = Places.ofMachine();
    Trees.createPrivate(places.ids());
    Trees.createPrivate(places.lab(name).resolve("hosts").resolve("h1"));
    Files.createSymbolicLink(places.ids().resolve("8000"), Path.of(name + "/h1"));

    InterruptedCreation.main(new String[] {name, image.rootfs().toString(), "1"});

    assertThat(Files.isSymbolicLink(places.ids().resolve("8000"))).isFalse();
    labs.lab(name).destroy();
    assertThat(Machine.traces(name)).isEmpty();
  }
}
