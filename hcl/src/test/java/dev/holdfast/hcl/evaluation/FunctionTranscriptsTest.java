package dev.holdfast.hcl.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.function.Function;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The transcripts lie beside [Function], whose behaviour they tell.
final class FunctionTranscriptsTest {

  @TestFactory
  Stream<DynamicTest> printsWhatTheTranscriptSays() {
    Scope scope = TestScope.of(Path.of("."));
    return Stream.of("behaviour.txt", "more.txt")
        .flatMap(file -> Transcript.read(Function.class, file).stream())
        .map(each ->
            DynamicTest.dynamicTest(
                each.name(), () -> assertThat(each.answer(scope)).isEqualTo(each.expected())));
  }
}
