package dev.holdfast.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {
  private static final int EXECUTABLE_FILE = 0100755;
  private static final int LINK = 0120777;

  @TempDir Path directory;
  private Path folder;
  private Path archive;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(directory.resolve("folder"));
    archive = directory.resolve("archive.zip");
  }

  @Test
  void unpacksFilesAndFolders() throws IOException {
    write("LICENSE", "docs/", "docs/index.md");
    ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE);
    assertThat(folder.resolve("LICENSE")).content().isEqualTo("content of LICENSE");
    assertThat(folder.resolve("docs/index.md")).content().isEqualTo("content of docs/index.md");
  }

  @Test
  void keepsTheRunBit() throws IOException {
    write("program", "text");
    setMode("program", EXECUTABLE_FILE);
    ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE);
    assertThat(Files.isExecutable(folder.resolve("program"))).isTrue();
    assertThat(Files.isExecutable(folder.resolve("text"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside", "a/../../outside", "/outside", "..\\outside", "C:\\outside", "a/.."})
  void refusesNamesThatLeadOut(String name) throws IOException {
    write(name);
    assertThatThrownBy(() -> ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE))
        .isInstanceOf(UnsafeArchiveException.class)
        .hasMessageContaining("leads out of it");
    assertThat(directory.resolve("outside")).doesNotExist();
  }

  @Test
  void refusesLinks() throws IOException {
    write("link", "link/file");
    setMode("link", LINK);
    assertThatThrownBy(() -> ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE))
        .isInstanceOf(UnsafeArchiveException.class)
        .hasMessageContaining("link or a device");
  }

  @Test
  void refusesAFileThatIsAlsoAFolder() throws IOException {
    write("name", "name/file");
    assertThatThrownBy(() -> ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE))
        .isInstanceOf(UnsafeArchiveException.class);
  }

  @Test
  void refusesTooManyEntries() throws IOException {
    write("a", "b", "c");
    assertThatThrownBy(() -> ZipArchive.unpack(archive, folder, new UnpackLimits(2, 1000)))
        .hasMessageContaining("more than 2 entries");
  }

  @Test
  void refusesWhatUnpacksToMoreThanTheLimit() throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      out.putNextEntry(new ZipEntry("zeros"));
      out.write(new byte[3 << 20]);
    }
    assertThat(Files.size(archive)).isLessThan(10_000);
    assertThatThrownBy(() -> ZipArchive.unpack(archive, folder, new UnpackLimits(2, 2 << 20)))
        .hasMessageContaining("more than 2 MiB");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, 200})
  void refusesDamagedArchives(int length) throws IOException {
    write("a", "b", "c");
    Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), length));
    assertThatThrownBy(() -> ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE))
        .isInstanceOf(UnsafeArchiveException.class);
  }

  private void write(String... names) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          out.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /// Sets the mode of an entry in the central directory, which the JDK cannot write.
  private void setMode(String name, int mode) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(archive)).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < bytes.limit() - 46; at++) {
      if (bytes.getInt(at) == 0x02014b50) {
        byte[] found = new byte[bytes.getShort(at + 28)];
        bytes.get(at + 46, found);
        if (new String(found, StandardCharsets.UTF_8).equals(name)) {
          bytes.put(at + 5, (byte) 3);
          bytes.putInt(at + 38, mode << 16);
        }
      }
    }
    Files.write(archive, bytes.array());
  }
}
