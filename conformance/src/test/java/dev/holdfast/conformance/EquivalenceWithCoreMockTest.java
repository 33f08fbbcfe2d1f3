package dev.holdfast.conformance;

import dev.holdfast.plugins.provider.RealProviders;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/// The same with `tfcoremock` as its authors made it, where it is at hand: the program that
/// `HOLDFAST_TFCOREMOCK` names, else that of the mirror of real providers.
final class EquivalenceWithCoreMockTest {
  private static final String NAME = "equivalence-with-tfcoremock";
  private static final String VARIABLE = "HOLDFAST_TFCOREMOCK";

  private static Path program() {
    String named = System.getenv().getOrDefault(VARIABLE, "");
    return named.isEmpty() ? RealProviders.program("tfcoremock").executable() : Path.of(named);
  }

  @TestFactory
  Stream<DynamicTest> tests() {
    try {
      EquivalenceSuite suite = new EquivalenceSuite(NAME, new CoreMockProgram(program()));
      return Stream.concat(suite.json(), suite.text());
    } catch (TestAbortedException none) {
      System.out.println(NAME + ": not run, " + none.getMessage() + " (see " + VARIABLE + ")");
      return Stream.of(
          DynamicTest.dynamicTest(
              "tfcoremock", () -> Assumptions.abort(String.valueOf(none.getMessage()))));
    }
  }
}
