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
                  .withBlock("test")
                  .withBlock("mock_provider", "name"))
          .withBlock("override_module");

  private static final BodySchema SETTINGS = BodySchema.EMPTY.withOptional("parallel");

  private final Decoding decoding;
  private final MockDecoder mockDecoder;
  private final Map<String, ProviderConfiguration> providers = new LinkedHashMap<>();
  private final Map<String, MockProvider> mocks = new LinkedHashMap<>();
  private final List<TestRun> runs = new ArrayList<>();

  /// @param files where mocks are that are not in the file itself
  TestFileDecoder(Decoding decoding, MockFiles files) {
    this.decoding = decoding;
    this.mockDecoder = new MockDecoder(decoding, files);
  }

  /// What a file says; faults are noted and left out.
  ///
  /// @param name of the file, relative to the folder under test
  TestFile decode(String name, boolean inTestDirectory, Body body) {
    BodyContent content = decoding.content(body, FILE);
    boolean parallel = parallel(content);
    for (Block block : content.blocks()) {
      switch (block.type()) {
        case "run" -> runs.add(new TestRunDecoder(decoding, mockDecoder).decode(block, parallel));
        case "provider" -> add(new ProviderDecoder(decoding).decode(block));
        case "mock_provider" -> {
          MockDecoder.Decoded decoded = mockDecoder.provider(block);
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
        mockDecoder.overrides(content),
        runs);
  }

  /// Whether runs may run beside each other unless they say otherwise.
  private boolean parallel(BodyContent content) {
    Block settings = decoding.single(content, "test", "test file");
    return settings != null
        && decoding.flag(decoding.content(settings.body(), SETTINGS).attribute("parallel"), false);
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
