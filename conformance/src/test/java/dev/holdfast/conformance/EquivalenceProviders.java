package dev.holdfast.conformance;

import dev.holdfast.conformance.provider.Doubles;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where the providers of an equivalence test come from.
@FunctionalInterface
interface EquivalenceProviders {

  /// The tool in the folder of a test, with the providers that it needs.
  Tool tool(Path folder) throws Exception;

  /// Doubles in this process.
  static Map<ProviderSource, ProviderFactory> doubles(Path folder) {
    Map<ProviderSource, ProviderFactory> doubles = new HashMap<>();
    for (String name : Doubles.NAMES) {
      doubles.put(ProviderSource.implied(name), source -> Doubles.of(name, folder));
    }
    return doubles;
  }
}
