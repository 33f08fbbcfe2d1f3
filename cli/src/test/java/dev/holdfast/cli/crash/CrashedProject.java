package dev.holdfast.cli.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.state.Intent;
import dev.holdfast.engine.state.LocalStateStore;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A configuration whose runs are killed. Half of its resources depend on one of the other half
/// each.
final class CrashedProject {
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

  /// How long a run may go on once it has begun to make objects; a whole one takes longer.
  private static final int LONGEST_MILLISECONDS = 250;

  private final Path folder;
  private final Path objects;
  private final int resources;
  private final Random random;

  /// Objects that were in flight when a run died, which a person would have to look after.
  private final Set<String> told = new HashSet<>();

  private CrashedProject(Path folder, int resources, Random random) {
    this.folder = folder;
    this.objects = folder.resolve("objects");
    this.resources = resources;
    this.random = random;
  }

  static CrashedProject create(Path folder, int resources, Random random) throws IOException {
    CrashedProject project = new CrashedProject(folder, resources, random);
    Files.createDirectories(project.objects);
    Files.writeString(
        folder.resolve("main.tf"),
        """
        terraform {
          required_providers {
            file = { source = "%s" }
          }
        }
        resource "file_object" "base" {
          count = %d
          name  = "base-${count.index}"
        }
        resource "file_object" "dependent" {
          count = %2$d
          name  = "dependent-${count.index}"
          after = file_object.base[count.index].id
        }
        """
            .formatted(FileProvider.SOURCE, resources / 2));
    return project;
  }

  private Process start(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add(CrashingProgram.class.getName());
    words.add(folder.toString());
    words.add(objects.toString());
    words.addAll(List.of(command));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  /// Starts a run and kills it while it makes objects, or now and then before it does.
  ///
  /// @return false when it came to its end first
  boolean startAndKill() throws IOException, InterruptedException {
    FileTime before = Files.getLastModifiedTime(objects);
    Process process = start("apply", "-auto-approve");
    boolean early = random.nextInt(20) == 0;
    while (!early && process.isAlive() && Files.getLastModifiedTime(objects).equals(before)) {
      Thread.sleep(1);
    }
    boolean ended =
        process.waitFor(random.nextInt(LONGEST_MILLISECONDS * 1000), TimeUnit.MICROSECONDS);
    process.destroyForcibly();
    int exitCode = process.waitFor();
    assertThat(ended && exitCode != 0).as(output()).isFalse();
    return !ended;
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
  }

  private StateStore.Snapshot read() throws Exception {
    return new LocalStateStore(
            folder.resolve("terraform.tfstate"),
            new StoreSettings("1", Clock.systemUTC(), new Random()))
        .read();
  }

  /// Every object that exists is in the state, or was told to be in flight when its run died; every
  /// object of the state exists; and nothing was begun before what it needs was durable.
  void checkThatNothingIsLost() throws Exception {
    StateStore.Snapshot snapshot = read();
    Map<String, String> stored = stored(snapshot.state());
    Map<String, String> existing = FileProvider.names(objects);
    Set<String> inFlight = new TreeSet<>();
    for (Intent intent : snapshot.inFlight()) {
      inFlight.add(name(intent.address()));
    }
    for (Map.Entry<String, String> object : existing.entrySet()) {
      if (!stored.containsKey(object.getKey()) && inFlight.contains(object.getValue())) {
        told.add(object.getKey());
      }
    }
    Set<String> known = new HashSet<>(stored.keySet());
    known.addAll(told);
    assertThat(known).containsAll(existing.keySet());
    assertThat(existing.keySet()).containsAll(stored.keySet());
    for (String name : existing.values()) {
      assertThat(name.startsWith("base") || stored.containsValue(name.replace("dependent", "base")))
          .as(name + " was begun after what it needs was durable")
          .isTrue();
    }
  }

  private static String name(ResourceInstanceAddress address) {
    return address.resource().name() + "-" + address.key().toString().replaceAll("[\\[\\]]", "");
  }

  /// The names of the objects in a state, by their ids.
  private static Map<String, String> stored(@Nullable State state) {
    Map<String, String> stored = new HashMap<>();
    if (state != null) {
      state
          .instances()
          .values()
          .forEach(instance -> {
            String json =
                new String(
                    requireNonNull(instance.current()).json().bytes(), StandardCharsets.UTF_8);
            stored.put(value(ID, json), value(NAME, json));
          });
    }
    return stored;
  }

  private static String value(Pattern attribute, String json) {
    Matcher matcher = attribute.matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }

  /// Lets the last run come to its end: then everything is there, and a plan is empty.
  void finish() throws Exception {
    Process apply = start("apply", "-auto-approve");
    assertThat(apply.waitFor()).as(output()).isZero();
    checkThatNothingIsLost();
    assertThat(stored(read().state())).hasSize(resources);
    Process plan = start("plan", "-detailed-exitcode");
    assertThat(plan.waitFor()).as(output()).isZero();
  }
}
