package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decodes test files.
final class TestFileDecoder {
  private static final BodySchema FILE =
      MockDecoder.withOverrides(
              BodySchema.EMPTY
                  .withBlock("run", "name")
                  .withBlock("provider", "name")
                  .withBlock("variables")
                  .withBlock("mock_provider", "name"))
          .withBlock("override_module");

  private final Decoding decoding;
  private final Map<String, ProviderConfiguration> providers = new LinkedHashMap<>();
  private final Map<String, MockProvider> mocks = new LinkedHashMap<>();
  private final List<TestRun> runs = new ArrayList<>();

  TestFileDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// What a file says; faults are noted and left out.
  ///
  /// @param name of the file, relative to the folder under test
  TestFile decode(String name, boolean inTestDirectory, Body body) {
    BodyContent content = decoding.content(body, FILE);
    for (Block block : content.blocks()) {
      switch (block.type()) {
        case "run" -> runs.add(new TestRunDecoder(decoding).decode(block));
        case "provider" -> add(new ProviderDecoder(decoding).decode(block));
        case "mock_provider" -> {
          MockDecoder.Decoded decoded = new MockDecoder(decoding).provider(block);
          if (add(decoded.configuration())) {
            mocks.put(decoded.configuration().name(), decoded.mock());
          }
        }
        default -> {
          // Variables and overrides are read below.
        }
      }
    }
    return new TestFile(
        name,
        inTestDirectory,
        variables(content, decoding),
        providers,
        mocks,
        new MockDecoder(decoding).overrides(content),
        runs);
  }

  private boolean add(ProviderConfiguration configuration) {
    ProviderConfiguration previous = providers.putIfAbsent(configuration.name(), configuration);
    if (previous == null) {
      return true;
    }
    decoding.error(
        "Duplicate provider block",
        "This test file has another block for the provider configuration \"%s\" at %s."
            .formatted(configuration.name(), previous.range()),
        configuration.range());
    return false;
  }

  /// The only `variables` block of a file or run.
  static Map<String, Attribute> variables(BodyContent content, Decoding decoding) {
    Map<String, Attribute> variables = new LinkedHashMap<>();
    SourceRange first = null;
    for (Block block : content.blocks("variables")) {
      if (first == null) {
        first = block.definitionRange();
        variables.putAll(decoding.justAttributes(block.body()).attributes());
      } else {
        decoding.error(
            "Multiple \"variables\" blocks",
            "There is a variables block at %s already.".formatted(first),
            block.definitionRange());
      }
    }
    return variables;
  }
}
