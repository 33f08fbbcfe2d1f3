package dev.holdfast.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  @ParameterizedTest
  @CsvSource({
    "6.18.44-fc, true",
    "5.19.0, true",
    "5.15.0-91-generic, false",
    "4.20, false",
    "nonsense, false"
  })
  void comparesVersions(String version, boolean enough) {
    assertThat(Doctor.atLeast(version, 5, 19)).isEqualTo(enough);
  }

  @Test
  void hasAdviceForEveryProblem() throws IOException {
    assertThat(new Doctor().examine())
        .hasSizeGreaterThan(10)
        .allMatch(
            checkup -> checkup.verdict() == Checkup.Verdict.OK || !checkup.advice().isEmpty());
  }

  @Test
  void knowsTheNeededPackages() throws IOException {
    assertThat(Labs.requiredPackages())
        .extracting(Labs.RequiredPackage::name)
        .contains("mmdebstrap", "util-linux", "iproute2", "nftables");
  }
}
