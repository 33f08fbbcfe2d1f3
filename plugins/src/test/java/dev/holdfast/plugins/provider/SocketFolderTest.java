package dev.holdfast.plugins.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFolderTest {
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir Path parent;

  @Test
  void isForThisUserOnlyAndGoesWithAllThatIsInIt() throws IOException {
    SocketFolder sockets = new SocketFolder(parent, LATER);
    Path folder = Objects.requireNonNull(sockets.folder());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    Files.createFile(folder.resolve("socket"));
    sockets.remove();
    assertThat(folder).doesNotExist();
  }

  @Test
  void removesWhatAKilledProcessLeftBehind() throws IOException {
    Path left = Files.createDirectory(parent.resolve("holdfast-plugins-123"));
    Files.createFile(left.resolve("in-use"));
    Files.createFile(left.resolve("socket"));
    Path older = Files.createDirectory(parent.resolve("holdfast-plugins-456"));
    Path other = Files.createDirectory(parent.resolve("plugins-789"));
    for (Path each : new Path[] {left, older, other}) {
      Files.setLastModifiedTime(each, FileTime.fromMillis(0));
    }
    SocketFolder sockets = new SocketFolder(parent, LATER);
    assertThat(sockets.folder()).exists();
    assertThat(left).doesNotExist();
    assertThat(older).doesNotExist();
    assertThat(other).exists();
    sockets.remove();
  }

  @Test
  void leavesAloneWhatIsInUse() throws IOException {
    SocketFolder one = new SocketFolder(parent, LATER);
    Path inUse = Objects.requireNonNull(one.folder());
    Files.setLastModifiedTime(inUse, FileTime.fromMillis(0));
    SocketFolder other = new SocketFolder(parent, LATER);
    assertThat(other.folder()).exists();
    assertThat(inUse).exists();
    other.remove();
    one.remove();
  }

  @Test
  void leavesAloneWhatSomebodyIsJustMaking() throws IOException {
    Path made = Files.createDirectory(parent.resolve("holdfast-plugins-123"));
    SocketFolder sockets = new SocketFolder(parent, Clock.systemUTC());
    assertThat(sockets.folder()).exists();
    assertThat(made).exists();
    sockets.remove();
  }
}
