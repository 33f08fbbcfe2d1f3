package dev.holdfast.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaticExpressionTest {

  @Test
  void readsATraversalFromBothSyntaxes() {
    assertThat(traversal(nativeSyntax("a.b[0]"))).isEqualTo("a.b[0]");
    assertThat(traversal(json("\"a.b[0]\""))).isEqualTo("a.b[0]");
  }

  @Test
  void refusesWhatMustBeEvaluated() {
    Parsed<?> parsed = StaticExpression.traversal(nativeSyntax("f(a)"));

    assertThat(parsed.tree()).isNull();
    assertThat(parsed.hasErrors()).isTrue();
    assertThat(StaticExpression.traversal(json("\"a b\"")).hasErrors()).isTrue();
    assertThat(StaticExpression.traversal(nativeSyntax("\"a\"")).hasErrors()).isTrue();
  }

  @Test
  void readsAKeyword() {
    assertThat(StaticExpression.keyword(nativeSyntax("string"))).isEqualTo("string");
    assertThat(StaticExpression.keyword(json("\"string\""))).isEqualTo("string");
    assertThat(StaticExpression.keyword(nativeSyntax("a.b"))).isNull();
    assertThat(StaticExpression.keyword(nativeSyntax("true"))).isNull();
  }

  @Test
  void readsAStringWithoutInterpolation() {
    assertThat(StaticExpression.string(nativeSyntax("\"a\""))).isEqualTo("a");
    assertThat(StaticExpression.string(nativeSyntax("\"${a}\""))).isNull();
    assertThat(StaticExpression.string(json("\"\""))).isEmpty();
  }

  private static String traversal(Expression expression) {
    Traversal traversal = StaticExpression.traversal(expression).tree();
    return traversal == null ? "none" : ExpressionDump.of(new ScopeTraversalExpression(traversal));
  }

  private static Expression nativeSyntax(String text) {
    return HclParser.parseExpression(SourceFile.of("f", text)).tree();
  }

  private static Expression json(String value) {
    Body body = HclParser.parseJson(SourceFile.of("f", "{\"a\":" + value + "}")).tree().body();
    return body.justAttributes().attributes().values().iterator().next().expression();
  }
}
