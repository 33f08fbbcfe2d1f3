package dev.holdfast.plugins.lockfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.ConstraintText;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.packages.PackageHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockFileTest {
  private static final String TEXT =
      """
      # This file is maintained automatically by "holdfast init".
      # Manual edits may be lost in future updates.

      provider "registry.opentofu.org/hashicorp/null" {
        version = "3.2.0"
        hashes = [
          "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "zh:0000000000000000000000000000000000000000000000000000000000000000",
        ]
      }

      provider "registry.opentofu.org/hashicorp/random" {
        version     = "3.6.0"
        constraints = ">= 3.1.0, < 4.0.0"
      }
      """;

  @TempDir Path folder;
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void writesWhatItReads() throws IOException {
    Files.writeString(folder.resolve(LockFile.NAME), TEXT);
    DependencyLocks locks = LockFile.in(folder).read(source -> {}, diagnostics);
    assertThat(diagnostics.list()).isEmpty();
    ProviderLock lock = locks.provider(ProviderSource.implied("null")).orElseThrow();
    assertThat(lock.version()).hasToString("3.2.0");
    assertThat(lock.hashes()).extracting(PackageHash::scheme).containsExactly("h1", "zh");
    assertThat(LockFile.text(locks)).isEqualTo(TEXT);
    LockFile.in(folder).write(locks);
    assertThat(folder.resolve(LockFile.NAME)).content().isEqualTo(TEXT);
  }

  @Test
  void isEmptyWhereThereIsNoFile() {
    assertThat(LockFile.in(folder).read(source -> {}, diagnostics)).isEqualTo(DependencyLocks.NONE);
    assertThat(diagnostics.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          provider "hashicorp/null" { version = "1.0.0" }                     | fully-qualified address
          provider "terraform.io/builtin/terraform" { version = "1.0.0" }     | part of the program
          provider "a.example/b/c" { version = "1.0" }                        | written as three numbers
          provider "a.example/b/c" { constraints = "1.0.0" }                  | "version" is required
          provider "a.example/b/c" { version = "1.0.0"; }                     | not
          """)
  void saysWhatIsWrong(String text, String expected) throws IOException {
    Files.writeString(folder.resolve(LockFile.NAME), text + "\n");
    LockFile.in(folder).read(source -> {}, diagnostics);
    assertThat(diagnostics.list()).isNotEmpty().allMatch(Diagnostic::isError);
    assertThat(diagnostics.list().getFirst().detail()).contains(expected);
  }

  /// What Terraform 1.11 writes for the same constraints.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ~> 3                      | ~> 3.0
          ~> 3.1                    | ~> 3.1
          ~> 3.1.0                  | ~> 3.1.0
          >= 3.1, < 4, != 3.2       | >= 3.1.0, != 3.2.0, < 4.0.0
          = 3.1                     | 3.1.0
          >3.0,>=3.1.0              | > 3.0.0, >= 3.1.0
          < 5.0.0, >= 3.0, >= 3.0.0 | >= 3.0.0, < 5.0.0
          4.0.0-beta1               | 4.0.0-beta1
          1.2.3, >= 1.2.3           | >= 1.2.3, 1.2.3
          != 4.3, < 4.3, <= 4.3, ~> 4.3, ~> 4.3.0, = 4.3, >= 4.3, > 4.3 | \
          > 4.3.0, >= 4.3.0, 4.3.0, ~> 4.3.0, ~> 4.3, <= 4.3.0, < 4.3.0, != 4.3.0
          """)
  void writesConstraintsInTheirOneForm(String given, String written) {
    assertThat(ConstraintText.of(List.of(VersionConstraints.parse(given).orElseThrow())))
        .isEqualTo(written);
  }
}
