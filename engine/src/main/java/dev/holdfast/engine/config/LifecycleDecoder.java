package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
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

/// Decodes the `lifecycle` block of a resource.
final class LifecycleDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withOptional("create_before_destroy", "prevent_destroy", "destroy", "adopt")
          .withOptional("ignore_changes", "replace_triggered_by", "enabled")
          .withBlock("precondition")
          .withBlock("postcondition");

  private static final Set<String> FOR_ALL_MODES = Set.of("enabled");

  private final Decoding decoding;

  LifecycleDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// What a block says.
  ///
  /// @param enabled the `enabled` argument, which is not part of the lifecycle itself
  record Decoded(Lifecycle lifecycle, @Nullable Attribute enabled) {}

  Decoded decode(Block block, ResourceAddress address) {
    BodyContent content = decoding.content(block.body(), SCHEMA);
    if (address.mode() != ResourceMode.MANAGED) {
      refuseManagedArguments(content, address);
    }
    CheckRuleDecoder rules = new CheckRuleDecoder(decoding);
    Attribute ignore = content.attribute("ignore_changes");
    boolean ignoreAll =
        ignore != null && "all".equals(StaticExpression.keyword(ignore.expression()));
    Lifecycle lifecycle =
        new Lifecycle(
            decoding.flag(content.attribute("create_before_destroy")),
            Decoding.expression(content.attribute("prevent_destroy")),
            decoding.flag(content.attribute("destroy"), true),
            Decoding.expression(content.attribute("adopt")),
            ignoreAll,
            ignore == null || ignoreAll ? List.of() : ignoreChanges(ignore),
            replaceTriggeredBy(content.attribute("replace_triggered_by")),
            rules.decode(content.blocks("precondition"), address),
            rules.decode(content.blocks("postcondition"), address));
    return new Decoded(lifecycle, content.attribute("enabled"));
  }

  private void refuseManagedArguments(BodyContent content, ResourceAddress address) {
    String kind = address.mode() == ResourceMode.DATA ? "data" : "ephemeral";
    for (Attribute attribute : content.attributes().values()) {
      if (!FOR_ALL_MODES.contains(attribute.name())) {
        decoding.error(
            "Invalid %s resource lifecycle argument".formatted(kind),
            ("The lifecycle argument \"%s\" is defined only for managed resources"
                    + " (\"resource\" blocks), and is not valid for %s resources.")
                .formatted(attribute.name(), kind),
            attribute.nameRange());
      }
    }
  }

  private List<Traversal> ignoreChanges(Attribute attribute) {
    List<Traversal> paths = new ArrayList<>();
    for (Expression element : decoding.elements(attribute)) {
      if ("*".equals(StaticExpression.string(element))) {
        decoding.error(
            "Invalid ignore_changes wildcard",
            "The [\"*\"] form of ignore_changes wildcard was deprecated and is now"
                + " invalid. Use \"ignore_changes = all\" to ignore changes to all attributes.",
            element.range());
        continue;
      }
      Traversal path = decoding.traversal(element);
      if (path != null) {
        paths.add(path);
      }
    }
    return paths;
  }

  private List<Expression> replaceTriggeredBy(@Nullable Attribute attribute) {
    List<Expression> triggers = new ArrayList<>();
    if (attribute == null) {
      return triggers;
    }
    for (Expression element : decoding.elements(attribute)) {
      Expression expression = StaticExpression.reparsed(element);
      if (isTrigger(expression)) {
        triggers.add(expression);
      }
    }
    return triggers;
  }

  /// Exactly one managed resource may be named, and keys of it by `count.index` and `each.key`.
  private boolean isTrigger(Expression expression) {
    int resources = 0;
    for (Reference reference : decoding.noting(ReferenceFinder.find(expression))) {
      switch (reference.target()) {
        case ReferenceTarget.ResourceValue(var resource, var key)
            when resource.mode() == ResourceMode.MANAGED ->
            resources++;
        case ReferenceTarget.CountIndex index -> {}
        case ReferenceTarget.EachKey key -> {}
        default -> {
          decoding.error(
              "Invalid replace_triggered_by expression",
              "Only resources, count.index, and each.key may be used in replace_triggered_by.",
              reference.range());
          return false;
        }
      }
    }
    if (resources == 1) {
      return true;
    }
    decoding.error(
        "Invalid replace_triggered_by expression",
        resources == 0
            ? "Missing resource reference in replace_triggered_by expression."
            : "Multiple resource references in one replace_triggered_by expression.",
        expression.range());
    return false;
  }
}
