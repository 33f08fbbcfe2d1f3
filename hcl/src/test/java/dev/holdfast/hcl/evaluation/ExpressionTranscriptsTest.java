package dev.holdfast.hcl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ExpressionTranscriptsTest {

  @TestFactory
  Stream<DynamicTest> printsWhatTheTranscriptSays() {
    Scope scope = TestScope.of(Path.of("."));
    return Stream.of("expressions.txt", "unknowns.txt", "marks.txt", "faults.txt")
        .flatMap(file -> Transcript.read(ExpressionTranscriptsTest.class, file).stream())
        .map(each ->
            DynamicTest.dynamicTest(
                each.name(), () -> assertThat(each.answer(scope)).isEqualTo(each.expected())));
  }
}
