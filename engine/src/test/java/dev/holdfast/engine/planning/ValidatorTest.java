package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatorTest {
  @TempDir private Path directory;

  @Test
  void asksTheProviderAboutOneInstanceOfEachResource() {
    Scenario scenario =
        new Scenario(directory)
            .write(
                """
                resource "test_object" "many" {
                  count = 100
                  name  = "many-${count.index}"
                }
                resource "test_object" "one" {
                  name = "one"
                }
                """);
    assertThat(scenario.validate()).isEmpty();
    assertThat(scenario.recording().checks()).isEqualTo(2);
  }
}
