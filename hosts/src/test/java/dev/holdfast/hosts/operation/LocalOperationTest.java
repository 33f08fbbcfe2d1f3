package dev.holdfast.hosts.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.LocalConnector;
import dev.holdfast.hosts.connection.Payload;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.RequestTimedOutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files, folders and commands on this machine, for real.
class LocalOperationTest {
  @TempDir Path folder;
  private Hosts hosts;
  private Host host;

  @BeforeEach
  void open() throws Exception {
    hosts = new Hosts(List.of(new LocalConnector()));
    host = hosts.host(new HostAddress.Local());
  }

  @AfterEach
  void close() {
    hosts.close();
  }

  private FileOperation file(Path path, Content content) {
    return new FileOperation(
        path.toString(),
        Optional.of(content),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesAFileOnceAndThenLeavesItAlone() throws Exception {
    Path path = folder.resolve("it's a \"file\" $HOME");
    FileOperation operation = file(path, Content.of("Grüße\n"));
    assertThat(operation.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(path).hasContent("Grüße\n");
    assertThat(mode(path)).isEqualTo("rw-r--r--");
    assertThat(operation.applyOn(host)).isEqualTo(new Outcome.Unchanged());
    assertThat(names()).containsExactly(path.getFileName().toString());
  }

  @Test
  void showsWhatChangesInAFile() throws Exception {
    Path path = Files.writeString(folder.resolve("f"), "a\nb\n");
    Outcome outcome = file(path, Content.of("a\nc\n")).applyOn(host);
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    assertThat(((Outcome.Changed) outcome).difference().changes())
        .containsExactly(new Difference.Text(LineDiff.of("a\nb\n", "a\nc\n")));
  }

  @Test
  void doesNotShowASecretContent() throws Exception {
    Path path = Files.writeString(folder.resolve("f"), "old secret");
    FileOperation operation =
        new FileOperation(
            path.toString(),
            Optional.of(Content.of("new secret")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);
    assertThat(operation.applyOn(host).toString()).doesNotContain("secret");
    assertThat(path).hasContent("new secret");
  }

  @Test
  void keepsModeAndOwnerOfAFileWhoseContentChanges() throws Exception {
    Path path = Files.writeString(folder.resolve("f"), "old");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x--x"));
    file(path, Content.of("new")).applyOn(host);
    assertThat(mode(path)).isEqualTo("rwxr-x--x");
    assertThat(path).hasContent("new");
  }

  @Test
  void changesTheModeWithoutWritingTheContent() throws Exception {
    Path path = Files.writeString(folder.resolve("f"), "same");
    Object before = Files.readAttributes(path, "unix:ino").get("ino");
    FileOperation operation =
        new FileOperation(
            path.toString(),
            Optional.of(Content.of("same")),
            FileMode.parse("0600"),
            Optional.empty(),
            Optional.empty(),
            false);
    operation.applyOn(host);
    assertThat(mode(path)).isEqualTo("rw-------");
    assertThat(Files.readAttributes(path, "unix:ino").get("ino")).isEqualTo(before);
  }

  @Test
  void writesAndReadsBackRandomBytesOfEverySize() throws Exception {
    Random random = new Random(11);
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 300_000, Content.LARGEST_SHOWN + 1}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      Path path = folder.resolve("size" + size);
      FileOperation operation = file(path, Content.of(bytes));
      assertThat(operation.applyOn(host)).isInstanceOf(Outcome.Changed.class);
      assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
      assertThat(operation.applyOn(host)).isEqualTo(new Outcome.Unchanged());
    }
  }

  @Test
  void sendsALargeFileOfThisMachine() throws Exception {
    byte[] bytes = new byte[Content.LARGEST_SHOWN * 3];
    new Random(12).nextBytes(bytes);
    Path source = Files.write(folder.resolve("source"), bytes);
    Path target = folder.resolve("target");
    file(target, Content.of(source)).applyOn(host);
    assertThat(target).hasSameBinaryContentAs(source);
  }

  @Test
  void replacesALinkAndNotItsTarget() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    file(link, Content.of("new")).applyOn(host);
    assertThat(link).isRegularFile().hasContent("new");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(target).hasContent("mine");
  }

  @Test
  void refusesToWriteOverAFolder() throws Exception {
    Path path = Files.createDirectory(folder.resolve("d"));
    Outcome outcome = file(path, Content.of("x")).applyOn(host);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).diagnostic().detail()).contains("is a directory");
    assertThat(path).isEmptyDirectory();
    assertThat(names()).containsExactly("d");
  }

  @Test
  void saysThatTheFolderOfAFileIsMissing() throws Exception {
    Outcome outcome = file(folder.resolve("no/such/f"), Content.of("x")).applyOn(host);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).diagnostic().detail()).contains("No such file");
  }

  @Test
  void leavesTheOldContentWhenItIsInterrupted() throws Exception {
    Path path = Files.writeString(folder.resolve("f"), "old");
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Path slow = Files.writeString(tools.resolve("sync"), "#!/bin/sh\nexec sleep 1000\n");
    Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
    FileOperation operation = file(path, Content.of("new"));
    Request request =
        operation
            .change(operation.check().on(host))
            .orElseThrow()
            .withEnvironment(Map.of("PATH", tools + ":/usr/bin:/bin"))
            .withTimeout(Duration.ofMillis(300));
    assertThatThrownBy(() -> host.run(request)).isInstanceOf(RequestTimedOutException.class);
    assertThat(path).hasContent("old");
    assertThat(names()).containsExactly("f", "tools");
  }

  @Test
  void removesAFile() throws Exception {
    Path path = Files.writeString(folder.resolve("f"), "x");
    FileOperation.Removal removal = new FileOperation.Removal(path.toString());
    assertThat(removal.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(path).doesNotExist();
    assertThat(removal.applyOn(host)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void makesAFolderWithItsParents() throws Exception {
    Path path = folder.resolve("a/b/c");
    DirectoryOperation operation =
        new DirectoryOperation(
            path.toString(), FileMode.parse("1770"), Optional.empty(), Optional.empty());
    assertThat(operation.applyOn(host)).isInstanceOf(Outcome.Changed.class);
    assertThat(Files.readAttributes(path, "unix:mode").get("mode")).isEqualTo(0041770);
    assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwxr-xr-x");
    assertThat(operation.applyOn(host)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void doesNotRemoveAFolderThatHoldsSomething() throws Exception {
    Path path = Files.createDirectory(folder.resolve("d"));
    Files.createFile(path.resolve("precious"));
    Outcome kept = new DirectoryOperation.Removal(path.toString(), false).applyOn(host);
    assertThat(kept).isInstanceOf(Outcome.Failed.class);
    assertThat(path.resolve("precious")).exists();
    Outcome removed = new DirectoryOperation.Removal(path.toString(), true).applyOn(host);
    assertThat(removed).isInstanceOf(Outcome.Changed.class);
    assertThat(path).doesNotExist();
  }

  @Test
  void looksAtFortyFilesInOneRoundTrip() throws Exception {
    List<Check<PathState>> checks =
        IntStream.range(0, 40)
            .mapToObj(i -> PathState.check(folder.resolve("f" + i).toString()))
            .toList();
    for (int i = 0; i < 40; i += 2) {
      Files.writeString(folder.resolve("f" + i), "content " + i);
    }
    List<PathState> found = Check.allOn(host, checks);
    for (int i = 0; i < 40; i++) {
      if (i % 2 == 0) {
        assertThat(found.get(i)).isInstanceOf(PathState.RegularFile.class);
        assertThat(((PathState.RegularFile) found.get(i)).content())
            .isEqualTo(Content.of("content " + i));
      } else {
        assertThat(found.get(i)).isEqualTo(new PathState.Absent());
      }
    }
    assertThat(host.roundTrips()).isEqualTo(1);
  }

  @Test
  void runsACommandThatCreatesAPathOnce() throws Exception {
    Path made = folder.resolve("made");
    CommandOperation operation =
        new CommandOperation(
            "cat >made; echo \"$WORD\"",
            Optional.of("made"),
            Optional.empty(),
            Optional.empty(),
            Map.of("WORD", "hello"),
            Optional.of(folder.toString()),
            Payload.of("from input"),
            Duration.ofMinutes(1),
            false);
    Outcome outcome = operation.applyOn(host);
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    assertThat(((Outcome.Changed) outcome).response().output()).isEqualTo("hello\n");
    assertThat(made).hasContent("from input");
    assertThat(operation.applyOn(host)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void asksTheConditionsOfACommand() throws Exception {
    assertThat(conditional("false", ":").check().on(host))
        .isEqualTo(CommandOperation.Need.NOT_ASKED);
    assertThat(conditional("exit 0", "exit 0").check().on(host))
        .isEqualTo(CommandOperation.Need.DONE);
    assertThat(conditional("exit 0", "echo 'unterminated").check().on(host))
        .isEqualTo(CommandOperation.Need.RUN);
  }

  private static CommandOperation conditional(String onlyIf, String unless) {
    CommandOperation plain = CommandOperation.of(":");
    return new CommandOperation(
        plain.command(),
        Optional.empty(),
        Optional.of(onlyIf),
        Optional.of(unless),
        Map.of(),
        Optional.empty(),
        Payload.NONE,
        plain.timeout(),
        false);
  }

  @Test
  void saysWhatAFailedCommandSaidUnlessItIsSecret() throws Exception {
    Outcome outcome = CommandOperation.of("echo oh no >&2; exit 7").applyOn(host);
    assertThat(((Outcome.Failed) outcome).diagnostic().detail())
        .contains("exit code 7")
        .contains("oh no");
    CommandOperation plain = CommandOperation.of("echo pass word >&2; exit 7");
    CommandOperation secret =
        new CommandOperation(
            plain.command(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Payload.NONE,
            plain.timeout(),
            true);
    assertThat(secret.applyOn(host).toString()).contains("exit code 7").doesNotContain("pass");
  }
}
