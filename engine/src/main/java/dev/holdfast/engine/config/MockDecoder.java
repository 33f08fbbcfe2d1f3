package dev.holdfast.engine.config;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.SplatExpression;
import dev.holdfast.hcl.syntax.SplatItemExpression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decodes what takes the place of real things in tests: `mock_provider` and the `override_`
/// blocks.
final class MockDecoder {
  private static final BodySchema PROVIDER =
      withOverrides(
          BodySchema.EMPTY
              .withOptional("alias", "for_each", "override_during", "source")
              .withBlock("mock_resource", "type")
              .withBlock("mock_data", "type"));

  /// What a mocked provider can have, in its block or in files of its own.
  private static final BodySchema MOCKS =
      withOverrides(
          BodySchema.EMPTY.withBlock("mock_resource", "type").withBlock("mock_data", "type"));

  private static final BodySchema DEFAULTS =
      BodySchema.EMPTY.withOptional("defaults", "override_during");

  private static final BodySchema OVERRIDE =
      BodySchema.EMPTY.withRequired("target").withOptional("values", "override_during");

  private static final BodySchema OVERRIDE_MODULE =
      BodySchema.EMPTY.withRequired("target").withOptional("outputs", "override_during");

  private final Decoding decoding;
  private final MockFiles files;

  /// @param files where mocks are that are not in a test file
  MockDecoder(Decoding decoding, MockFiles files) {
    this.decoding = decoding;
    this.files = files;
  }

  /// What stands in for the objects of a provider.
  record Mocks(
      Map<String, MockProvider.Defaults> resources,
      Map<String, MockProvider.Defaults> dataSources,
      List<TestOverride> overrides) {

    /// These, and of others what these do not say.
    Mocks over(Mocks others) {
      Set<TargetAddress> overridden =
          overrides.stream().map(TestOverride::target).collect(Collectors.toSet());
      List<TestOverride> all = new ArrayList<>(overrides);
      others.overrides.stream()
          .filter(each -> !overridden.contains(each.target()))
          .forEach(all::add);
      return new Mocks(
          both(resources, others.resources), both(dataSources, others.dataSources), all);
    }

    private static Map<String, MockProvider.Defaults> both(
        Map<String, MockProvider.Defaults> first, Map<String, MockProvider.Defaults> second) {
      Map<String, MockProvider.Defaults> both = new HashMap<>(second);
      both.putAll(first);
      return both;
    }
  }

  /// The content of a file with nothing but mocks.
  Mocks file(Body body) {
    return mocks(decoding.content(body, MOCKS));
  }

  private Mocks mocks(BodyContent content) {
    return new Mocks(
        defaults(content.blocks("mock_resource")),
        defaults(content.blocks("mock_data")),
        overrides(content));
  }

  /// The same schema with the blocks that override objects.
  static BodySchema withOverrides(BodySchema schema) {
    return schema.withBlock("override_resource").withBlock("override_data");
  }

  /// A mocked provider, and the configuration that stands for it.
  record Decoded(MockProvider mock, ProviderConfiguration configuration) {}

  Decoded provider(Block block) {
    BodyContent content = decoding.content(block.body(), PROVIDER);
    Body nothing = block.body().partialContent(PROVIDER).remaining();
    String localName = block.label(0);
    ProviderName.check(localName, block.definitionRange(), decoding);
    String alias = alias(content.attribute("alias"));
    Attribute forEach = content.attribute("for_each");
    if (forEach != null && alias.isEmpty()) {
      decoding.error(
          "Alias required when using \"for_each\"",
          ("The for_each argument is allowed only for provider configurations with an"
                  + " alias, since their instances are told apart as %s.ALIAS[KEY].")
              .formatted(localName),
          forEach.nameRange());
    }
    Mocks mocks = mocks(content);
    Attribute source = content.attribute("source");
    String folder = decoding.text(source);
    if (source != null && folder != null) {
      mocks = mocks.over(files.read(folder, source.expression().range(), this));
    }
    MockProvider mock =
        new MockProvider(
            localName,
            alias,
            mocks.resources(),
            mocks.dataSources(),
            mocks.overrides(),
            duringPlan(content.attribute("override_during")),
            block.definitionRange());
    return new Decoded(
        mock,
        new ProviderConfiguration(
            localName,
            alias,
            Decoding.expression(forEach),
            nothing,
            "",
            block.definitionRange(),
            null));
  }

  private String alias(@Nullable Attribute attribute) {
    String alias = decoding.text(attribute);
    if (attribute == null || alias == null) {
      return "";
    }
    decoding.checkName(
        "Invalid provider configuration alias", alias, attribute.expression().range());
    return alias;
  }

  private Map<String, MockProvider.Defaults> defaults(List<Block> blocks) {
    Map<String, MockProvider.Defaults> byType = new HashMap<>();
    for (Block block : blocks) {
      BodyContent content = decoding.content(block.body(), DEFAULTS);
      MockProvider.Defaults previous =
          byType.putIfAbsent(
              block.label(0),
              new MockProvider.Defaults(
                  block.label(0),
                  Decoding.expression(content.attribute("defaults")),
                  duringPlan(content.attribute("override_during")),
                  block.definitionRange()));
      if (previous != null) {
        decoding.error(
            "Duplicate %s block".formatted(block.type()),
            "This mock_provider already has a %s block for \"%s\" at %s."
                .formatted(block.type(), block.label(0), previous.range()),
            block.definitionRange());
      }
    }
    return byType;
  }

  /// All override blocks of a body, in the order written.
  List<TestOverride> overrides(BodyContent content) {
    List<TestOverride> overrides = new ArrayList<>();
    Set<TargetAddress> seen = new HashSet<>();
    for (Block block : content.blocks()) {
      for (TestOverride.Kind kind : TestOverride.Kind.values()) {
        if (!block.type().equals(kind.blockType())) {
          continue;
        }
        TestOverride override = override(block, kind);
        if (override != null && !seen.add(override.target())) {
          decoding.error(
              "Duplicate %s block".formatted(kind.blockType()),
              "There is another override of %s beside this one; only one can count."
                  .formatted(override.target()),
              block.definitionRange());
        } else if (override != null) {
          overrides.add(override);
        }
      }
    }
    return overrides;
  }

  private @Nullable TestOverride override(Block block, TestOverride.Kind kind) {
    boolean module = kind == TestOverride.Kind.MODULE;
    BodyContent content = decoding.content(block.body(), module ? OVERRIDE_MODULE : OVERRIDE);
    Attribute target = content.attribute("target");
    TargetAddress address = target == null ? null : target(target.expression());
    if (target == null || address == null) {
      return null;
    }
    if (!fits(address, kind)) {
      decoding.error(
          "Invalid override target",
          switch (kind) {
            case RESOURCE -> "An override_resource block needs the address of a managed resource.";
            case DATA -> "An override_data block needs the address of a data source.";
            case MODULE -> "An override_module block needs the address of a module call.";
          },
          target.expression().range());
      return null;
    }
    return new TestOverride(
        kind,
        address,
        Decoding.expression(content.attribute(module ? "outputs" : "values")),
        duringPlan(content.attribute("override_during")),
        block.definitionRange());
  }

  private static boolean fits(TargetAddress address, TestOverride.Kind kind) {
    ResourceAddress resource = address.resource();
    return switch (kind) {
      case RESOURCE -> resource != null && resource.mode() == ResourceMode.MANAGED;
      case DATA -> resource != null && resource.mode() == ResourceMode.DATA;
      case MODULE -> resource == null && !address.module().isRoot();
    };
  }

  private @Nullable Boolean duringPlan(@Nullable Attribute attribute) {
    if (attribute == null) {
      return null;
    }
    String keyword = decoding.keyword(attribute.expression());
    if ("plan".equals(keyword) || "apply".equals(keyword)) {
      return "plan".equals(keyword);
    }
    decoding.error(
        "Invalid \"override_during\" keyword",
        "The \"override_during\" argument requires one of the following keywords without quotes:"
            + " plan or apply.",
        attribute.expression().range());
    return null;
  }

  private @Nullable TargetAddress target(Expression written) {
    Expression expression = StaticExpression.reparsed(written);
    Traversal traversal = withoutSplats(expression, null);
    if (traversal == null) {
      traversal = decoding.traversal(expression);
    }
    return traversal == null ? null : decoding.noting(AddressParser.target(traversal));
  }

  /// The traversal that is left when every `[*]` is taken out; null where there is none.
  ///
  /// @param item what the nearest splat goes through
  private static @Nullable Traversal withoutSplats(
      Expression expression, @Nullable Traversal item) {
    return switch (expression) {
      case ScopeTraversalExpression(Traversal traversal) -> traversal;
      case SplatItemExpression _ -> item;
      case SplatExpression splat -> {
        Traversal source = withoutSplats(splat.source(), item);
        yield source == null ? null : withoutSplats(splat.each(), source);
      }
      case RelativeTraversalExpression relative -> {
        Traversal source = withoutSplats(relative.source(), item);
        if (source == null) {
          yield null;
        }
        List<TraversalStep> steps = new ArrayList<>(source.steps());
        steps.addAll(relative.steps());
        yield new Traversal(source.root(), source.rootRange(), steps, relative.range());
      }
      default -> null;
    };
  }
}
