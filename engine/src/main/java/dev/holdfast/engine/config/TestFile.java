package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A test file: runs, one after another, and what they have in common. All maps are in the order
/// written.
///
/// @param name as the user would write it, relative to the folder under test
/// @param inTestDirectory whether it is in the test directory and not beside the configuration
/// @param variables values for the variables of every run
/// @param providers configurations that take the place of the configuration's own, by name (`aws`,
///   `aws.west`); one that is mocked is here with an empty body
/// @param mocks the mocked ones among them, by the same names
/// @param overrides for every run
/// @param runs in the order in which they are done
public record TestFile(
    String name,
    boolean inTestDirectory,
    Map<String, Attribute> variables,
    Map<String, ProviderConfiguration> providers,
    Map<String, MockProvider> mocks,
    List<TestOverride> overrides,
    List<TestRun> runs) {

  public TestFile {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    mocks = Collections.unmodifiableMap(new LinkedHashMap<>(mocks));
    overrides = List.copyOf(overrides);
    runs = List.copyOf(runs);
  }
}
