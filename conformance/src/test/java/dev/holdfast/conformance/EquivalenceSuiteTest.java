package dev.holdfast.conformance;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The equivalence tests with doubles in this process: what the engine does.
final class EquivalenceSuiteTest {
  private static final EquivalenceSuite SUITE =
      new EquivalenceSuite(
          "equivalence", folder -> Tool.in(folder, EquivalenceProviders.doubles(folder), Map.of()));

  @TestFactory
  Stream<DynamicTest> json() {
    return SUITE.json();
  }

  @TestFactory
  Stream<DynamicTest> text() {
    return SUITE.text();
  }
}
