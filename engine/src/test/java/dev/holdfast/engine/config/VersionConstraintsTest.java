package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionConstraintsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3            | 1.2.3        | true",
        "= 1.2            | 1.2.0        | true",
        "v1.0             | 1.0.0        | true",
        "!= 1.2.3         | 1.2.4        | true",
        "!= 1.2.3         | 1.2.3        | false",
        "> 1.2            | 1.2.0        | false",
        ">= 1.2, < 2.0    | 1.9.9        | true",
        ">= 1.2, < 2.0    | 2.0.0        | false",
        "~> 1.2           | 1.9.0        | true",
        "~> 1.2           | 2.0.0        | false",
        "~> 1.2.3         | 1.2.9        | true",
        "~> 1.2.3         | 1.3.0        | false",
        "~> 1.2.3         | 1.2.2        | false",
        ">= 1.0           | 1.1.0-beta   | false",
        ">= 1.1.0-alpha   | 1.1.0-beta   | true",
        ">= 1.1.0-beta    | 1.1.0-alpha  | false",
        "1.0.0-rc.2       | 1.0.0-rc.2   | true",
        "< 1.0.0-rc.10    | 1.0.0-rc.9   | true"
      })
  void allowsWhatItSays(String constraints, String version, boolean allowed) {
    assertThat(
            VersionConstraints.parse(constraints)
                .orElseThrow()
                .allow(Version.parse(version).orElseThrow()))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1.2.3.x", ">> 1", ">= 1,", "1 2", ">="})
  void refusesWhatIsNoConstraint(String text) {
    assertThat(VersionConstraints.parse(text)).isEmpty();
  }
}
