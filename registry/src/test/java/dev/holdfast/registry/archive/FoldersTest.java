package dev.holdfast.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path directory;

  @Test
  void leavesNothingWhenItsContentCannotBeMade() throws IOException {
    Path folder = directory.resolve("a/b");
    assertThatThrownBy(() ->
            Folders.createWhole(
                folder,
                false,
                place -> {
                  Files.writeString(place.resolve("half"), "half");
                  throw new IOException("No space left on device");
                }))
        .hasMessage("No space left on device");
    try (Stream<Path> left = Files.list(directory.resolve("a"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theFirstOfTwoWins() throws Exception {
    Path folder = directory.resolve("folder");
    Folders.createWhole(
        folder,
        false,
        first -> {
          Files.writeString(first.resolve("file"), "first");
          Folders.createWhole(
              folder, false, second -> Files.writeString(second.resolve("file"), "second"));
        });
    assertThat(folder.resolve("file")).content().isEqualTo("second");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).containsExactly(folder);
    }
  }

  @Test
  void replacesWhatIsThereWhenTold() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Files.writeString(folder.resolve("old"), "old");
    Folders.createWhole(folder, true, place -> Files.writeString(place.resolve("new"), "new"));
    assertThat(folder.resolve("old")).doesNotExist();
    assertThat(folder.resolve("new")).exists();
  }

  @Test
  void removesLinksAndNotWhatTheyLeadTo() throws IOException {
    Path kept = Files.createDirectory(directory.resolve("kept"));
    Files.writeString(kept.resolve("file"), "kept");
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link"), kept);
    Folders.delete(folder);
    assertThat(folder).doesNotExist();
    assertThat(kept.resolve("file")).exists();
  }
}
