package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The same with the doubles in a process of their own, spoken with by the plugin protocol.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EquivalenceOverTheWireTest {
  private DoublesProcess doubles;
  private EquivalenceSuite suite;

  @BeforeAll
  void start() throws IOException {
    doubles = DoublesProcess.start();
    suite = new EquivalenceSuite("equivalence-over-the-wire", doubles);
  }

  @AfterAll
  void end() throws IOException {
    doubles.close();
  }

  @TestFactory
  Stream<DynamicTest> json() {
    return suite.json();
  }

  @TestFactory
  Stream<DynamicTest> text() {
    return suite.text();
  }

  /// As an installed program, which each command starts and ends.
  @Test
  void makesNoDifferenceWhoStartsTheProgram(@TempDir Path folder) throws Exception {
    Path test = ConformanceData.folder("equivalence").resolve("tests/basic_list_update");
    Path program = folder.resolve("terraform-provider-tfcoremock");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '" + String.join("' '", DoublesProcess.command()) + "' tfcoremock\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> started = EquivalenceRun.of(test, new CoreMockProgram(program)).outputs();
    Map<String, String> attached = EquivalenceRun.of(test, doubles).outputs();
    for (String document : List.of("plan.json", "state.json")) {
      assertThat(EquivalenceText.document(started.getOrDefault(document, "")))
          .isEqualTo(EquivalenceText.document(attached.getOrDefault(document, "")));
    }
  }

  @Test
  void initLeavesAloneWhatIsAttached() throws Exception {
    Path test = ConformanceData.folder("equivalence").resolve("tests/basic_list");
    try (Tool tool = doubles.tool(Tool.copyOf(test))) {
      Tool.Run init = tool.run("init");
      assertThat(init.errors()).isEmpty();
      assertThat(init.output()).contains("successfully initialized").doesNotContain("Installing");
    }
  }
}
