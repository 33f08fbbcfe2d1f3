package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Program;
import dev.holdfast.cli.command.World;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// OpenTofu's test data for the command `test` (`internal/command/testdata/test`): a folder, the
/// arguments, a part of what is printed, and the exit code. Nothing may be left behind.
final class TestCommandSuiteTest {
  private static final String SUITE = "command/test";

  private record Case(
      String name, Path folder, List<String> arguments, String expected, long code) {}

  @TestFactory
  Stream<DynamicTest> cases() throws IOException, CodecException {
    Path data = ConformanceData.folder(SUITE);
    ObjectValue expectations =
        (ObjectValue) ValueJson.decodeImplied(Files.readAllBytes(data.resolve("expected.json")));
    List<Case> cases = new ArrayList<>();
    expectations
        .attributes()
        .forEach((name, expectation) -> cases.add(read(name, (ObjectValue) expectation, data)));
    return Suite.tests(SUITE, cases, Case::name, TestCommandSuiteTest::judge);
  }

  private static Case read(String name, ObjectValue expectation, Path data) {
    List<String> arguments = new ArrayList<>(List.of("test"));
    ((TupleValue) part(expectation, "args"))
        .elements()
        .forEach(each -> arguments.add(((StringValue) each).value()));
    return new Case(
        name,
        data.resolve(((StringValue) part(expectation, "dir")).value()),
        arguments,
        ((StringValue) part(expectation, "expected")).value(),
        ((NumberValue) part(expectation, "code")).value().longValueExact());
  }

  private static Value part(ObjectValue object, String name) {
    return Objects.requireNonNull(object.attributes().get(name));
  }

  private static void judge(Case each) {
    TestedProvider provider = new TestedProvider();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProviderFactory factory = source -> provider.connect();
    World world =
        new World(
            each.folder(),
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC(),
            new Random(1),
            Map.of(
                ProviderSource.implied("test"), factory, ProviderSource.implied("setup"), factory));
    int code = new Program().run(world, each.arguments());
    String printed = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    assertThat(printed).contains(each.expected());
    assertThat(code).as(printed).isEqualTo(each.code());
    assertThat(provider.objects()).as("what is left behind").isEmpty();
  }
}
