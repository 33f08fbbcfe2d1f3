package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds which runs a part of a test file takes outputs from: those have to come first.
public final class RunReferences {
  private static final String RUN = "run";

  private final ReferenceFinder finder = new ReferenceFinder();

  private RunReferences() {}

  /// The names of the runs that a run names itself; linear in what it says.
  public static Set<String> of(TestRun run) {
    RunReferences references = new RunReferences();
    run.variables().values().forEach(references::visit);
    for (CheckRule rule : run.assertions()) {
      references.finder.visit(rule.condition());
      references.finder.visit(rule.errorMessage());
    }
    references.visit(run.overrides());
    return references.names();
  }

  /// The names of the runs that every run of a file may ask for, by what they have in common.
  public static Set<String> ofAllRuns(TestFile file) {
    RunReferences references = new RunReferences();
    file.variables().values().forEach(references::visit);
    for (ProviderConfiguration provider : file.providers().values()) {
      references.visit(provider.forEach());
      BodyReferences.visit(provider.body(), references.finder);
    }
    references.visit(file.overrides());
    for (MockProvider mock : file.mocks().values()) {
      mock.resources().values().forEach(each -> references.visit(each.values()));
      mock.dataSources().values().forEach(each -> references.visit(each.values()));
      references.visit(mock.overrides());
    }
    return references.names();
  }

  private void visit(Attribute attribute) {
    finder.visit(attribute.expression());
  }

  private void visit(@Nullable Expression expression) {
    if (expression != null) {
      finder.visit(expression);
    }
  }

  private void visit(List<TestOverride> overrides) {
    overrides.forEach(each -> visit(each.values()));
  }

  /// Outside of test files `run.a` is a resource of the type `run`, and is found as that.
  private Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Reference reference : finder.references()) {
      if (reference.target()
              instanceof ReferenceTarget.ResourceValue(ResourceAddress resource, var _)
          && resource.type().equals(RUN)) {
        names.add(resource.name());
      }
    }
    return names;
  }
}
