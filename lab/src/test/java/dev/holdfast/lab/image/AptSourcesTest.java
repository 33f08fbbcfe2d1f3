package dev.holdfast.lab.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
  @TempDir private Path root;

  @BeforeEach
  void makeDirectories() throws IOException {
    Files.createDirectories(root.resolve("etc/apt/sources.list.d"));
  }

  private String of(String release) throws IOException {
    return new AptSources(root).of(release);
  }

  @Test
  void takesTheStanzasOfTheRelease() throws IOException {
    Files.writeString(
        root.resolve("etc/apt/sources.list.d/debian.sources"),
        """
        # the mirror of the house
        Types: deb deb-src
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates trixie
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb
        URIs: http://other.example/node
        Suites: nodistro
        Components: main
        """);
    assertThat(of("bookworm"))
        .isEqualTo(
            """
            Types: deb
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
            """);
  }

  @Test
  void takesTheLinesOfTheRelease() throws IOException {
    Files.writeString(
        root.resolve("etc/apt/sources.list"),
        """
        deb [arch=amd64 signed-by=/etc/k.gpg] http://a.example/ubuntu noble main universe # here
        deb-src http://a.example/ubuntu noble main
        #deb http://b.example/ubuntu noble main
        """);
    assertThat(of("noble"))
        .isEqualTo(
            """
            Types: deb
            URIs: http://a.example/ubuntu
            Suites: noble
            Components: main universe
            Signed-By: /etc/k.gpg
            """);
  }

  @Test
  void asksThePublicMirrorForAReleaseTheMachineDoesNotKnow() throws IOException {
    assertThat(of("bookworm")).contains("http://deb.debian.org/debian").contains("bookworm");
  }

  @Test
  void knowsTheReleaseOfTheMachine() throws IOException {
    Files.writeString(root.resolve("etc/os-release"), "ID=ubuntu\nVERSION_CODENAME=noble\n");
    assertThat(new AptSources(root).ownRelease()).contains("noble");
  }
}
