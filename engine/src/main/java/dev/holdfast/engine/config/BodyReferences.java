package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.NativeBody;
import dev.holdfast.hcl.syntax.ObjectExpression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.TupleExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what all expressions of a body refer to without knowing its schema. In `dynamic` blocks
/// the iterator is a name of its own. Linear in the size of the body.
final class BodyReferences {
  private static final String DYNAMIC = "dynamic";

  private final ReferenceFinder finder;

  private BodyReferences(ReferenceFinder finder) {
    this.finder = finder;
  }

  /// Visits whatever of the body no partial reading has taken.
  static void visit(Body body, ReferenceFinder finder) {
    new BodyReferences(finder).visit(body);
  }

  private void visit(Body body) {
    switch (body) {
      case NativeBody written -> {
        written
            .justAttributes()
            .attributes()
            .values()
            .forEach(each -> finder.visit(each.expression()));
        written.remainingBlocks().forEach(this::visitBlock);
      }
      case OverriddenBody(Body base, Body override) -> {
        visit(base);
        visit(override);
      }
      case JoinedBody(Body first, Body second) -> {
        visit(first);
        visit(second);
      }
      default -> body.justAttributes().attributes().values().forEach(this::visitProperty);
    }
  }

  private void visitBlock(Block block) {
    if (block.type().equals(DYNAMIC)
        && !block.labels().isEmpty()
        && block.body() instanceof NativeBody body) {
      Map<String, Attribute> arguments = body.attributes();
      visitExpression(arguments.get("for_each"));
      String iterator = iterator(arguments.get("iterator"), block.label(0));
      finder.define(iterator);
      visitExpression(arguments.get("labels"));
      body.blocks().forEach(each -> visit(each.body()));
      finder.forget(iterator);
    } else {
      visit(block.body());
    }
  }

  private void visitExpression(@Nullable Attribute attribute) {
    if (attribute != null) {
      finder.visit(attribute.expression());
    }
  }

  private static String iterator(@Nullable Attribute attribute, String blockType) {
    String name = attribute == null ? null : StaticExpression.keyword(attribute.expression());
    return name == null ? blockType : name;
  }

  private void visitProperty(Attribute attribute) {
    if (attribute.name().equals(DYNAMIC)) {
      visitDynamics(attribute.expression());
    } else {
      visitJson(attribute.expression());
    }
  }

  /// In the JSON syntax blocks are objects, so `dynamic` is a property in them.
  private void visitJson(Expression expression) {
    switch (expression) {
      case ObjectExpression object -> {
        for (ObjectExpression.Item item : object.items()) {
          if (DYNAMIC.equals(item.literalKey())) {
            visitDynamics(item.value());
          } else {
            finder.visit(item.key());
            visitJson(item.value());
          }
        }
      }
      case TupleExpression tuple -> tuple.elements().forEach(this::visitJson);
      default -> finder.visit(expression);
    }
  }

  /// `{"type": {"for_each": …, "iterator": …, "labels": …, "content": …}}`, with arrays allowed at
  /// each level.
  private void visitDynamics(Expression expression) {
    for (ObjectExpression types : objects(expression)) {
      for (ObjectExpression.Item type : types.items()) {
        for (ObjectExpression dynamic : objects(type.value())) {
          visitDynamic(String.valueOf(type.literalKey()), dynamic);
        }
      }
    }
  }

  private void visitDynamic(String blockType, ObjectExpression dynamic) {
    String iterator = blockType;
    for (ObjectExpression.Item item : dynamic.items()) {
      String name =
          "iterator".equals(item.literalKey()) ? StaticExpression.keyword(item.value()) : null;
      iterator = name == null ? iterator : name;
    }
    for (ObjectExpression.Item item : dynamic.items()) {
      String key = String.valueOf(item.literalKey());
      if (key.equals("for_each")) {
        finder.visit(item.value());
      } else if (!key.equals("iterator")) {
        finder.define(iterator);
        visitJson(item.value());
        finder.forget(iterator);
      }
    }
  }

  private static List<ObjectExpression> objects(Expression expression) {
    return switch (expression) {
      case ObjectExpression object -> List.of(object);
      case TupleExpression tuple ->
          tuple.elements().stream()
              .filter(ObjectExpression.class::isInstance)
              .map(ObjectExpression.class::cast)
              .toList();
      default -> List.of();
    };
  }
}
