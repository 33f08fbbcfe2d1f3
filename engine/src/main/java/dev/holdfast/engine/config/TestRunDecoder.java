package dev.holdfast.engine.config;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decodes `run` blocks.
final class TestRunDecoder {
  private static final BodySchema RUN =
      MockDecoder.withOverrides(
              BodySchema.EMPTY
                  .withOptional("command", "providers", "expect_failures", "state_key", "parallel")
                  .withBlock("plan_options")
                  .withBlock("assert")
                  .withBlock("variables")
                  .withBlock("module"))
          .withBlock("override_module");

  private static final BodySchema OPTIONS =
      BodySchema.EMPTY.withOptional("mode", "refresh", "replace", "target", "exclude");

  private static final BodySchema MODULE =
      BodySchema.EMPTY.withRequired("source").withOptional("version");

  /// What a reference to something that is neither a resource nor can fail begins with.
  private static final Set<String> NOT_CHECKABLE =
      Set.of("local", "module", "path", "terraform", "tofu", "count", "each", "self", "run");

  private final Decoding decoding;
  private final MockDecoder mockDecoder;

  TestRunDecoder(Decoding decoding, MockDecoder mockDecoder) {
    this.decoding = decoding;
    this.mockDecoder = mockDecoder;
  }

  /// @param parallel whether runs of the file may run beside each other unless they say otherwise
  TestRun decode(Block block, boolean parallel) {
    decoding.checkName("Invalid run block name", block.labels().getFirst());
    BodyContent content = decoding.content(block.body(), RUN);
    return new TestRun(
        block.label(0),
        command(content.attribute("command")),
        options(content),
        TestFileDecoder.variables(content, decoding),
        new PassedProvidersDecoder(decoding).decode(content.attribute("providers")),
        mockDecoder.overrides(content),
        new CheckRuleDecoder(decoding).decode(content.blocks("assert"), null),
        expectedFailures(content.attribute("expect_failures")),
        module(content),
        decoding.text(content.attribute("state_key")),
        decoding.flag(content.attribute("parallel"), parallel),
        block.definitionRange());
  }

  private TestRun.Command command(@Nullable Attribute attribute) {
    String word = attribute == null ? "apply" : decoding.keyword(attribute.expression());
    if ("plan".equals(word)) {
      return TestRun.Command.PLAN;
    }
    if (attribute != null && !"apply".equals(word)) {
      decoding.error(
          "Invalid \"command\" keyword",
          "The \"command\" argument requires one of the following keywords without quotes: apply or"
              + " plan.",
          attribute.expression().range());
    }
    return TestRun.Command.APPLY;
  }

  private TestRun.Options options(BodyContent content) {
    Block block = decoding.single(content, "plan_options", "run block");
    if (block == null) {
      return TestRun.Options.NONE;
    }
    BodyContent options = decoding.content(block.body(), OPTIONS);
    boolean refreshOnly = refreshOnly(options.attribute("mode"));
    boolean refresh = decoding.flag(options.attribute("refresh"), true);
    List<TargetAddress> replace = addresses(options.attribute("replace"));
    if (refreshOnly && !refresh) {
      decoding.error(
          "Incompatible plan options",
          "The \"refresh\" option cannot be false where the mode is refresh-only.",
          block.definitionRange());
    }
    if (refreshOnly && !replace.isEmpty()) {
      decoding.error(
          "Incompatible plan options",
          "Nothing can be replaced where the mode is refresh-only.",
          block.definitionRange());
    }
    List<TargetAddress> targets = addresses(options.attribute("target"));
    List<TargetAddress> excludes = addresses(options.attribute("exclude"));
    if (!targets.isEmpty() && !excludes.isEmpty()) {
      decoding.error(
          "Incompatible plan options",
          "A run has targets or excludes something, not both.",
          block.definitionRange());
      excludes = List.of();
    }
    return new TestRun.Options(refreshOnly, refresh, replace, targets, excludes);
  }

  private boolean refreshOnly(@Nullable Attribute mode) {
    if (mode == null) {
      return false;
    }
    String word = decoding.keyword(mode.expression());
    if (word == null || !Set.of("normal", "refresh-only").contains(word)) {
      decoding.error(
          "Invalid \"mode\" keyword",
          "The \"mode\" argument requires one of the following keywords without quotes: normal or"
              + " refresh-only.",
          mode.expression().range());
    }
    return "refresh-only".equals(word);
  }

  private List<TargetAddress> addresses(@Nullable Attribute attribute) {
    List<TargetAddress> addresses = new ArrayList<>();
    if (attribute == null) {
      return addresses;
    }
    for (Expression element : decoding.elements(attribute)) {
      Traversal traversal = decoding.noting(StaticExpression.traversal(element));
      TargetAddress address =
          traversal == null ? null : decoding.noting(AddressParser.target(traversal));
      if (address != null) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private List<TestRun.ExpectedFailure> expectedFailures(@Nullable Attribute attribute) {
    List<TestRun.ExpectedFailure> expected = new ArrayList<>();
    if (attribute == null) {
      return expected;
    }
    for (Expression element : decoding.elements(attribute)) {
      Traversal traversal = decoding.traversal(element);
      if (traversal != null) {
        int steps = traversal.root().equals("data") ? 2 : 1;
        boolean named =
            traversal.attributeAt(0) != null && traversal.attributeAt(steps - 1) != null;
        if (named && !NOT_CHECKABLE.contains(traversal.root())) {
          expected.add(new TestRun.ExpectedFailure(name(traversal, steps), element.range()));
        } else {
          decoding.error(
              "Invalid `expect_failures` reference",
              "Only checkable objects of the root module can be expected to fail: input variables"
                  + " (var.a), output values (output.a), check blocks (check.a), resources and data"
                  + " sources.",
              element.range());
        }
      }
    }
    return expected;
  }

  private static String name(Traversal traversal, int steps) {
    StringBuilder name = new StringBuilder(traversal.root());
    for (int i = 0; i < steps; i++) {
      name.append('.').append(traversal.attributeAt(i));
    }
    return name.toString();
  }

  private TestRun.@Nullable TestModule module(BodyContent content) {
    Block block = decoding.single(content, "module", "run block");
    if (block == null) {
      return null;
    }
    BodyContent module = decoding.content(block.body(), MODULE);
    Attribute source = module.attribute("source");
    String text = decoding.text(source);
    Attribute version = module.attribute("version");
    String constraint = decoding.text(version);
    if (source == null || text == null) {
      return null;
    }
    ModuleSource parsed = ModuleSource.parse(text);
    if (parsed instanceof ModuleSource.Remote
        || (version != null && !(parsed instanceof ModuleSource.Registry))) {
      decoding.error(
          "Invalid module source address",
          "A run can use a module from a folder (./name, ../name), or one of a registry, which can"
              + " have a version.",
          source.expression().range());
      return null;
    }
    if (version != null && constraint != null) {
      VersionConstraints.parse(constraint, version.expression().range(), decoding);
    }
    return new TestRun.TestModule(
        text, constraint == null ? "" : constraint, source.expression().range());
  }
}
