package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherJdkTest {
  @TempDir Path folder;
  LauncherProject project;

  @BeforeEach
  void createProject() throws IOException {
    project = LauncherProject.create(folder);
  }

  @Test
  void downloadsTheJdkAndFindsItAfterwards() throws Exception {
    Path archive = archiveOfJdk("25.0.3");

    LauncherProject.Result result =
        project.shell(
            Map.of(
                "HOLDFAST_JDK_URL", "file://" + archive, "HOLDFAST_JDK_SHA256", checksum(archive)),
            "download_jdk; for jdk in \"$CACHE_FOLDER\"/jdk/*; do jdk_is_usable \"$jdk\" && echo \"$jdk $runtime_version\"; done");

    Path expected = project.userHome().resolve(".cache/holdfast/jdk/temurin-25.0.3+9");
    assertThat(result.output()).isEqualTo(expected + " 25.0.3+9\n");
    assertThat(expected.getParent()).isDirectoryNotContaining("glob:**/.download*");
  }

  @Test
  void refusesAnArchiveWithAnotherChecksum() throws Exception {
    Path archive = archiveOfJdk("25.0.3");

    LauncherProject.Result result =
        project.shell(
            Map.of("HOLDFAST_JDK_URL", "file://" + archive, "HOLDFAST_JDK_SHA256", "0".repeat(64)),
            "download_jdk");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains(checksum(archive), "nothing was installed");
    assertThat(project.userHome().resolve(".cache/holdfast/jdk")).isEmptyDirectory();
  }

  @Test
  void refusesAnArchiveOfAnOlderJdk() throws Exception {
    Path archive = archiveOfJdk("21.0.9");

    LauncherProject.Result result =
        project.shell(
            Map.of(
                "HOLDFAST_JDK_URL", "file://" + archive, "HOLDFAST_JDK_SHA256", checksum(archive)),
            "download_jdk");

    assertThat(result.errors()).contains("holds no JDK 25 or later");
    assertThat(project.userHome().resolve(".cache/holdfast/jdk")).isEmptyDirectory();
  }

  @Test
  void saysWhatToDoWithoutNetwork() throws Exception {
    LauncherProject.Result result =
        project.shell(Map.of("HOLDFAST_JDK_URL", "http://127.0.0.1:9/jdk.tar.gz"), "download_jdk");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors()).contains("the download failed", "set HOLDFAST_JAVA_HOME");
  }

  @Test
  void namesAWrongJavaHomeInsteadOfSearching() throws Exception {
    LauncherProject.Result result =
        project.shell(Map.of("HOLDFAST_JAVA_HOME", folder.toString()), "find_jdk");

    assertThat(result.errors()).contains("HOLDFAST_JAVA_HOME=" + folder + " is not a JDK 25");
  }

  @Test
  void passesOverAnOlderJavaHome() throws Exception {
    Path old = writeJdk("17.0.1");

    LauncherProject.Result result =
        project.shell(
            Map.of("HOLDFAST_JAVA_HOME", "", "JAVA_HOME", old.toString()),
            "find_jdk; echo \"$jdk_major\"");

    assertThat(result.exitCode()).isZero();
    assertThat(Integer.parseInt(result.output().strip())).isGreaterThanOrEqualTo(25);
  }

  @Test
  void listsThePackagesWhoseCommandIsMissing() throws Exception {
    Path list = folder.resolve("packages.txt");
    Files.writeString(
        list,
        """
        # a comment

        coreutils cat   # there
        absent-one no-such-command-1
        absent-two
        """);

    LauncherProject.Result result =
        project.shell(
            Map.of("HOLDFAST_NO_INSTALL", "1"), "require_packages " + list + " 'the lab'");

    assertThat(result.errors())
        .isEqualTo(
            "holdfast: the lab needs packages that are missing; install them with: sudo apt-get install absent-one absent-two\n");
  }

  private Path writeJdk(String version) throws IOException {
    Path jdk = folder.resolve("jdk-" + version);
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = jdk.resolve("bin").resolve(program);
      Files.writeString(file, "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_RUNTIME_VERSION=\"%s+9\"\nJAVA_VERSION=\"%s\"\n".formatted(version, version));
    return jdk;
  }

  private Path archiveOfJdk(String version) throws Exception {
    Path jdk = writeJdk(version);
    Path archive = folder.resolve("jdk.tar.gz");
    project.run(
        Map.of(), folder, List.of("tar", "-czf", archive.toString(), jdk.getFileName().toString()));
    return archive;
  }

  private static String checksum(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
