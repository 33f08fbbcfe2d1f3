package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
  private static final String UGLY = "a   = 1\nbcd=2\n";
  private static final String PRETTY = "a   = 1\nbcd = 2\n";

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(folder.resolve("below"));
    Files.writeString(folder.resolve("ugly.tfvars"), UGLY);
    Files.writeString(folder.resolve("pretty.tfvars"), PRETTY);
    Files.writeString(folder.resolve("other.txt"), UGLY);
    Files.writeString(folder.resolve("below/ugly.tfvars"), UGLY);
  }

  @Test
  void writesAndListsFilesWhoseLayoutDiffers() throws Exception {
    CommandRun run = CommandRun.of(folder, "fmt");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).isEqualTo(folder.resolve("ugly.tfvars") + "\n");
    assertThat(folder.resolve("ugly.tfvars")).hasContent(PRETTY);
    assertThat(folder.resolve("below/ugly.tfvars")).hasContent(UGLY);
    assertThat(folder.resolve("other.txt")).hasContent(UGLY);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void checkWritesNothingAndExitsWithThree() throws Exception {
    CommandRun run = CommandRun.of(folder, "fmt", "-check", "-recursive", "-diff");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(folder.resolve("ugly.tfvars")).hasContent(UGLY);
    assertThat(run.output())
        .contains(folder.resolve("below/ugly.tfvars") + "\n")
        .contains("@@ -1,2 +1,2 @@\n a   = 1\n-bcd=2\n+bcd = 2\n");
    assertThat(CommandRun.of(folder, "fmt", "-check", "pretty.tfvars").exitCode()).isZero();
  }

  @Test
  void formatsStandardInput() {
    CommandRun run = CommandRun.of(folder, UGLY, Map.of(), "fmt", "-");

    assertThat(run.output()).isEqualTo(PRETTY);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void reportsFilesThatCannotBeFormatted() throws Exception {
    Files.writeString(folder.resolve("bad.tf"), "a = = 1\n");

    CommandRun run = CommandRun.of(folder, "fmt", "bad.tf", "nowhere.tf", "other.txt");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .contains("bad.tf line 1", "No file or directory", "Not a configuration file");
    assertThat(folder.resolve("bad.tf")).hasContent("a = = 1\n");
  }

  @Test
  void keepsLinksAndPermissions() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.tfvars"), Path.of("ugly.tfvars"));
    assertThat(folder.resolve("ugly.tfvars").toFile().setExecutable(true)).isTrue();

    CommandRun.of(folder, "fmt", "link.tfvars");

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("ugly.tfvars")).hasContent(PRETTY).isExecutable();
  }
}
