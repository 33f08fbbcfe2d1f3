package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.LoopNames;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.SplatExpression;
import dev.holdfast.hcl.syntax.SplatItemExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what an expression refers to outside of itself. Linear in the size of the expression.
///
/// Where a module call is indexed by an expression or a splat and an output is then taken from it
/// (`module.a[each.key].id`, `module.a[*].id`), the reference is to that output only, so that
/// modules which use each other's unrelated outputs form no cycle.
public final class ReferenceFinder {
  private final List<Reference> references = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<FunctionCallExpression> calls = new ArrayList<>();
  private final LoopNames names = new LoopNames();

  ReferenceFinder() {}

  /// All references in the expression in the order written, and what looks like one but is none.
  public static Parsed<List<Reference>> find(Expression expression) {
    ReferenceFinder finder = new ReferenceFinder();
    finder.visit(expression);
    return new Parsed<>(finder.references(), finder.diagnostics());
  }

  List<Reference> references() {
    return List.copyOf(references);
  }

  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /// The calls of functions that were met.
  List<FunctionCallExpression> calls() {
    return List.copyOf(calls);
  }

  void visit(Expression expression) {
    switch (expression) {
      case ScopeTraversalExpression(Traversal traversal) -> add(traversal, List.of());
      case RelativeTraversalExpression(IndexExpression index, var steps, var range)
          when index.collection() instanceof ScopeTraversalExpression(Traversal traversal)
              && isModuleCall(traversal) -> {
        add(traversal, steps);
        visit(index.key());
      }
      case SplatExpression splat
          when splat.source() instanceof ScopeTraversalExpression(Traversal traversal)
              && isModuleCall(traversal) -> {
        add(traversal, stepsOfEach(splat.each()));
        visit(splat.each());
      }
      case FunctionCallExpression call -> {
        calls.add(call);
        call.arguments().forEach(this::visit);
      }
      default -> names.visitParts(expression, this::visit);
    }
  }

  private static boolean isModuleCall(Traversal traversal) {
    return traversal.root().equals("module") && traversal.steps().size() == 1;
  }

  private static List<TraversalStep> stepsOfEach(Expression each) {
    return each instanceof RelativeTraversalExpression relative
            && relative.source() instanceof SplatItemExpression
        ? relative.steps()
        : List.of();
  }

  /// @param afterInstance the steps after an instance whose key is not constant
  private void add(Traversal traversal, List<TraversalStep> afterInstance) {
    if (names.contains(traversal.root())) {
      return;
    }
    Parsed<@Nullable Reference> parsed = ReferenceParser.parse(traversal);
    diagnostics.addAll(parsed.diagnostics());
    Reference reference = parsed.tree();
    if (reference == null) {
      return;
    }
    if (reference.target() instanceof ReferenceTarget.ModuleValue(var call, var key, var output)
        && output == null
        && !afterInstance.isEmpty()
        && afterInstance.getFirst() instanceof TraversalStep.Attribute attribute) {
      references.add(
          new Reference(
              new ReferenceTarget.ModuleValue(call, key, attribute.name()),
              reference.range().through(attribute.range()),
              afterInstance.subList(1, afterInstance.size())));
    } else {
      references.add(reference);
    }
  }

  /// Enters something around the expressions that follow which defines a name; null for none.
  void define(@Nullable String name) {
    names.define(name);
  }

  /// Leaves it again.
  void forget(@Nullable String name) {
    names.forget(name);
  }
}
