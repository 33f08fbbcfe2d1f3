package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersLockCommandTest {
  @TempDir Path directory;
  private Path project;

  @BeforeEach
  void makeMirror() throws IOException {
    project = Files.createDirectory(directory.resolve("project"));
    Files.writeString(project.resolve("main.tf"), "resource \"random_pet\" \"x\" {}\n");
    for (String platform : new String[] {"linux_amd64", "darwin_arm64"}) {
      Path folder =
          Files.createDirectories(
              directory.resolve("mirror/registry.opentofu.org/hashicorp/random"));
      Path archive = folder.resolve("terraform-provider-random_3.6.0_" + platform + ".zip");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
        zip.putNextEntry(new ZipEntry("terraform-provider-random_v3.6.0"));
        zip.write(platform.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void addsTheChecksumsOfEachPlatform() throws IOException {
    CommandRun first = lock("-platform=linux_amd64");
    assertThat(first.errors()).isEmpty();
    assertThat(first.output())
        .contains("- Fetching hashicorp/random 3.6.0 for linux_amd64...")
        .contains("- Retrieved hashicorp/random 3.6.0 for linux_amd64 (unauthenticated)")
        .contains("This was a new provider")
        .contains("Success! Holdfast has updated the lock file.");
    assertThat(hashes()).isEqualTo(1);
    assertThat(lock("-platform=linux_amd64", "-platform=darwin_arm64").output())
        .contains("checksums for linux_amd64; All checksums")
        .contains("checksums for darwin_arm64; Additional checksums");
    assertThat(hashes()).isEqualTo(2);
    assertThat(lock("-platform=darwin_arm64").output()).contains("found no need for changes");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(lock("-platform=foo").errors()).contains("Invalid target platform");
    assertThat(lock("hashicorp/null").errors()).contains("Invalid provider argument");
    assertThat(lock("-platform=plan9_arm").errors()).contains("Failed to install provider");
    assertThat(project.resolve(".terraform.lock.hcl")).doesNotExist();
  }

  private long hashes() throws IOException {
    try (var lines = Files.lines(project.resolve(".terraform.lock.hcl"))) {
      return lines.filter(line -> line.contains("\"h1:")).count();
    }
  }

  private CommandRun lock(String... arguments) {
    String[] words = new String[arguments.length + 3];
    words[0] = "providers";
    words[1] = "lock";
    words[2] = "-fs-mirror=" + directory.resolve("mirror");
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return CommandRun.of(project, "", Map.of("HOME", directory.toString()), words);
  }
}
