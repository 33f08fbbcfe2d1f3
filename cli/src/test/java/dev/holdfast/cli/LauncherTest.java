package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir Path folder;
  LauncherProject project;

  @BeforeEach
  void createProject() throws IOException {
    project = LauncherProject.create(folder);
  }

  @Test
  void buildsOnFirstUseAndThenStartsAtOnce() throws Exception {
    LauncherProject.Result first = project.start("version");
    LauncherProject.Result second = project.start("plan", "-var", "a b");

    assertThat(first.errors()).contains("first use: building", "1/1 Holdfast cli");
    assertThat(first.output()).isEqualTo("started version\n");
    assertThat(second.errors()).isEmpty();
    assertThat(second.output()).isEqualTo("started plan -var a b\n");
  }

  @Test
  void startsFromAnyFolderThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("hf"), Path.of("holdfast/bin/holdfast"));
    Path elsewhere = Files.createDirectories(folder.resolve("a folder"));

    LauncherProject.Result result =
        project.run(Map.of(), elsewhere, LauncherProject.command(link, "version"));

    assertThat(result.output()).isEqualTo("started version\n");
  }

  @Test
  void buildsAgainWhenASourceHasChanged() throws Exception {
    project.start("version");
    Path before = project.folder().resolve("dist/current").toRealPath();
    Files.writeString(project.folder().resolve("cli/src/main/java/Main.txt"), "two");
    Files.setLastModifiedTime(project.folder().resolve("dist/stamp"), FileTime.fromMillis(0));

    LauncherProject.Result result = project.start("version");

    assertThat(result.errors()).contains("the sources have changed: building");
    assertThat(result.output()).isEqualTo("started version\n");
    assertThat(project.folder().resolve("dist/current").toRealPath()).isNotEqualTo(before);
  }

  @Test
  void failedBuildStartsNothingAndSaysWhy() throws Exception {
    project.replaceMaven("echo '[ERROR] Main.java:[3,1] class expected'; exit 1");

    LauncherProject.Result result = project.start("version");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("Main.java:[3,1] class expected", "the build failed");
  }

  @Test
  void killedBuildIsDoneAgain() throws Exception {
    Path maven = project.folder().resolve("mvnw");
    String working = Files.readString(maven);
    Path begun = folder.resolve("begun");
    project.replaceMaven(
        "mkdir -p cli/target/lib; echo half > cli/target/lib/half.jar; touch "
            + begun
            + "; sleep 600");
    Process killed =
        project.launch(
            Map.of(),
            folder,
            LauncherProject.command(project.folder().resolve("bin/holdfast"), "version"));
    while (!Files.exists(begun)) {
      Thread.sleep(10);
    }
    List<ProcessHandle> descendants = killed.descendants().toList();
    killed.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    killed.waitFor();
    project.replaceMaven(working.replace("#!/bin/sh\n", ""));

    LauncherProject.Result result = project.start("version");

    assertThat(result.output()).isEqualTo("started version\n");
    try (Stream<Path> jars = Files.list(project.folder().resolve("dist/current/lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .containsExactlyInAnyOrder("holdfast.jar", "source.jar");
    }
  }

  @Test
  void damagedCacheIsThrownAwayAfterOneCrash() throws Exception {
    project.start("version");
    Path cache = onlyCache();
    byte[] bytes = Files.readAllBytes(cache);
    // Past the header, which the JVM checks by itself.
    java.util.Arrays.fill(bytes, 8192, bytes.length, (byte) 0);
    Files.write(cache, bytes);

    LauncherProject.Result crashed = project.start("version");
    LauncherProject.Result without = project.start("version");
    LauncherProject.Result healed = project.start("version");

    assertThat(crashed.exitCode()).isNotZero();
    assertThat(without.errors()).contains("goes without the AOT cache");
    assertThat(without.output()).isEqualTo("started version\n");
    assertThat(healed.errors()).contains("preparing fast starts");
    assertThat(healed.output()).isEqualTo("started version\n");
    assertThat(Files.size(onlyCache())).isPositive();
  }

  @Test
  void programsHaveNoShellcheckFindings() throws Exception {
    LauncherProject.Result result =
        project.run(
            Map.of(),
            project.folder(),
            List.of("shellcheck", "-x", "bin/holdfast", "bin/build", "bin/test"));

    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private Path onlyCache() throws IOException {
    try (Stream<Path> files = Files.list(project.folder().resolve("dist/current").toRealPath())) {
      return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
    }
  }
}
