package dev.holdfast.engine.address;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an address step by step. The first fault is kept and ends the reading.
final class StepCursor {
  private final List<TraversalStep> steps = new ArrayList<>();
  private int next;
  private @Nullable Diagnostic fault;

  StepCursor(Traversal traversal) {
    steps.add(
        new TraversalStep.Attribute(
            traversal.root(), traversal.rootRange(), traversal.rootRange()));
    steps.addAll(traversal.steps());
  }

  boolean atEnd() {
    return next >= steps.size() || fault != null;
  }

  /// Whether the next step is this name.
  boolean sees(String name) {
    return !atEnd()
        && steps.get(next) instanceof TraversalStep.Attribute attribute
        && attribute.name().equals(name);
  }

  void skip() {
    next++;
  }

  /// Takes a name, or keeps a fault that says what the name would have been.
  String name(String what) {
    if (atEnd()) {
      fail("The address ends where " + what + " must follow.");
      return "";
    }
    if (steps.get(next) instanceof TraversalStep.Attribute attribute) {
      next++;
      return attribute.name();
    }
    fail("There must be " + what + " here, not an index in brackets.");
    return "";
  }

  /// Takes an instance key if there is one here.
  InstanceKey key() {
    if (!atEnd() && steps.get(next) instanceof TraversalStep.Index index) {
      next++;
      InstanceKey key = InstanceKey.from(index.key());
      if (key == null) {
        fail("An instance is told by a whole number from 0, or by a string.");
        return InstanceKey.none();
      }
      return key;
    }
    return InstanceKey.none();
  }

  /// Takes a string in brackets.
  String quoted(String what) {
    if (!atEnd()
        && steps.get(next) instanceof TraversalStep.Index index
        && index.key() instanceof StringValue string) {
      next++;
      return string.value();
    }
    fail("There must be " + what + " in quotes and brackets here.");
    return "";
  }

  /// Keeps a fault unless there is one already.
  void fail(String detail) {
    if (fault == null) {
      fault = Diagnostic.error("Invalid address", detail, place());
    }
  }

  /// Keeps a fault if steps are left.
  void expectEnd(String detail) {
    if (!atEnd()) {
      fail(detail);
    }
  }

  @Nullable Diagnostic fault() {
    return fault;
  }

  private SourceRange place() {
    return steps.get(Math.min(next, steps.size() - 1)).range();
  }
}
