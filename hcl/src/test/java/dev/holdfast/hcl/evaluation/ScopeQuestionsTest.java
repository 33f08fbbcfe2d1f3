package dev.holdfast.hcl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.ReferenceNote;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScopeQuestionsTest {

  /// A scope of servers by key that never builds the collection of them, and writes down what it is
  /// asked.
  private static final class ServersScope implements Scope {
    private final List<String> questions = new ArrayList<>();

    @Override
    public Resolution resolve(Traversal traversal) {
      questions.add(TraversalText.of(traversal));
      if (traversal.root().equals("each")) {
        return Resolution.of(Value.object(Map.of("key", Value.of("b").mark(Mark.SENSITIVE))));
      }
      if (traversal.root().equals("unsure")) {
        return Resolution.of(Value.unknown(Type.STRING));
      }
      if (traversal.steps().size() < 2) {
        return Resolution.of(Value.unknown(Type.map(Type.object(Map.of("id", Type.STRING)))), 1);
      }
      return Resolution.of(Value.object(Map.of("id", Value.of("i-1"))), 2);
    }

    @Override
    public Optional<Function> function(String name) {
      return Functions.builtIn().find(name);
    }

    @Override
    public Collection<String> functionNames() {
      return Functions.builtIn().names();
    }

    @Override
    public FunctionContext functionContext() {
      return TestScope.context(Path.of("."));
    }
  }

  private final ServersScope scope = new ServersScope();

  private Evaluation evaluate(String text) {
    return Evaluator.evaluate(parse(text), scope);
  }

  private static Expression parse(String text) {
    return HclParser.parseExpression(SourceFile.of("case", text)).tree();
  }

  @Test
  void asksForTheWholeReferenceAtOnce() {
    assertThat(evaluate("server.web[\"a\"].id").value()).isEqualTo(Value.of("i-1"));
    assertThat(scope.questions).containsExactly("server.web[\"a\"].id");
  }

  @Test
  void asksForOneInstanceWhenTheKeyIsAnExpression() {
    Value id = evaluate("server.web[each.key].id").value();
    assertThat(id).isEqualTo(Value.of("i-1").mark(Mark.SENSITIVE));
    assertThat(scope.questions).containsExactly("each.key", "server.web[\"b\"].id");
  }

  @Test
  void asksForOneInstanceWhenTheKeyIsComputed() {
    evaluate("server.web[upper(\"a\")].id");
    assertThat(scope.questions).containsExactly("server.web[\"A\"].id");
  }

  @Test
  void asksForTheCollectionWhenTheKeyIsUnknown() {
    Value id = evaluate("server.web[unsure].id").value();
    assertThat(id.isKnown()).isFalse();
    assertThat(id.type()).isEqualTo(Type.STRING);
    assertThat(scope.questions).containsExactly("unsure", "server.web");
  }

  @Test
  void saysWhatReferencesStandForButNoSecrets() {
    Evaluation evaluation = evaluate("server.web[\"a\"].id + [each.key, unsure][0]");
    assertThat(evaluation.diagnostics()).hasSize(2);
    assertThat(evaluation.diagnostics().getFirst().notes())
        .containsExactly(
            new ReferenceNote("each.key", "has a sensitive value"),
            new ReferenceNote("server.web[\"a\"].id", "is \"i-1\""),
            new ReferenceNote("unsure", "is a string, known only after apply"));
  }

  @Test
  void pointsAtTheArgumentAndShowsTheWholeCall() {
    var diagnostic = evaluate("upper( [1] )").diagnostics().getFirst();
    assertThat(diagnostic.subject()).hasToString("case:1,8-9");
    assertThat(diagnostic.context()).hasToString("case:1,1-13");
  }
}
