package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.evaluation.VariableScope;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The examples of OpenTofu's manual of functions (`website/docs/language/functions`).
///
/// The manual leaves out quotes and the names of kinds of collections in some results and wraps
/// lines in others, so what counts is that the printed result means the same.
final class FunctionsSuiteTest {
  private static final Instant NOW = Instant.parse("2018-05-13T07:44:12Z");

  @TempDir Path files;

  /// One example; `number` counts those of a file from 1.
  private record Example(String file, int number, String expression, String result) {
    String label() {
      return file.replace(".json", "") + "/" + number;
    }
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException, CodecException {
    List<Example> examples = new ArrayList<>();
    for (Path file : ConformanceData.entries(ConformanceData.folder("functions"))) {
      examples.addAll(read(file));
    }
    return Suite.tests("functions", examples, Example::label, this::judge);
  }

  private static List<Example> read(Path file) throws IOException, CodecException {
    TupleValue cases = (TupleValue) ValueJson.decodeImplied(Files.readAllBytes(file));
    List<Example> examples = new ArrayList<>();
    for (Value each : cases.elements()) {
      examples.add(
          new Example(
              file.getFileName().toString(),
              examples.size() + 1,
              text(each, "expr"),
              text(each, "result")));
    }
    return examples;
  }

  private static String text(Value object, String name) {
    Value value = Objects.requireNonNull(((ObjectValue) object).attributes().get(name));
    return ((StringValue) value).value();
  }

  /// The files that the examples speak of.
  private Path folder() throws IOException {
    Path inner = Files.createDirectories(files.resolve("files/subdirectory"));
    Files.writeString(files.resolve("hello.txt"), "Hello World");
    Files.writeString(inner.resolve("anotherfile.txt"), "");
    Files.writeString(files.resolve("files/hello.txt"), "");
    Files.writeString(files.resolve("files/world.txt"), "");
    if (!Files.exists(files.resolve("privatekey.pem"))) {
      writeSecret();
    }
    return files;
  }

  /// A new key, and the text of the manual encrypted for it: the manual does not give its own.
  private void writeSecret() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
      byte[] secret = "Hello, world!".getBytes(StandardCharsets.UTF_8);
      Files.write(files.resolve("ciphertext"), cipher.doFinal(secret));
      String key = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
      Files.writeString(
          files.resolve("privatekey.pem"),
          "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  private Scope scope(String expression) throws IOException {
    Path base = expression.startsWith("abspath") ? Path.of("/home/user/some/tofu/root") : folder();
    FunctionContext context =
        new FunctionContext(
            base,
            Path.of("/home/steve"),
            () -> NOW,
            new Random(1),
            false,
            Optional.of(NOW),
            new LanguageTemplates(Functions.builtIn()));
    Value here = Value.of(".");
    return new VariableScope(
        Map.of(
            "path", Value.object(Map.of("module", here, "root", here)),
            "var", Value.object(Map.of("name", Value.of("Valentina")))),
        Functions.builtIn(),
        context);
  }

  private void judge(Example example) throws IOException {
    Scope scope = scope(example.expression());
    Evaluation answer = evaluate(example.expression(), scope);
    if (answer.hasErrors()) {
      assertThat(errors(answer.diagnostics())).isEqualTo(words(example.result()));
    } else if (!meansTheSame(answer.value(), example.result(), scope)) {
      assertThat(ValueText.of(answer.value())).isEqualTo(example.result());
    }
  }

  private static Evaluation evaluate(String expression, Scope scope) {
    Parsed<Expression> parsed = HclParser.parseExpression(SourceFile.of("example", expression));
    return parsed.hasErrors()
        ? new Evaluation(Value.of(""), parsed.diagnostics())
        : Evaluator.evaluate(parsed.tree(), scope);
  }

  private static String errors(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(diagnostic -> words("Error: " + diagnostic.summary() + " " + diagnostic.detail()))
        .collect(Collectors.joining(" "));
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static boolean meansTheSame(Value value, String result, Scope scope) {
    if (value instanceof StringValue string && string.value().equals(result)) {
      return true;
    }
    if (ValueText.of(value).equals(result)) {
      return true;
    }
    Evaluation written = evaluate(result, scope);
    if (written.hasErrors()) {
      return false;
    }
    if (value instanceof SetValue set) {
      return new HashSet<>(shown(set.elements())).equals(new HashSet<>(elements(written.value())))
          && set.elements().size() == elements(written.value()).size();
    }
    return bare(written.value()).equals(bare(value));
  }

  private static List<String> elements(Value value) {
    return switch (value) {
      case TupleValue tuple -> shown(tuple.elements());
      case SetValue set -> shown(set.elements());
      default -> List.of();
    };
  }

  private static List<String> shown(List<Value> values) {
    return values.stream().map(ValueText::of).toList();
  }

  /// The printed value without the names of kinds of collections.
  private static String bare(Value value) {
    return ValueText.of(value).replaceAll("to(list|set|map)\\(([\\[{])", "$2").replace(")", "");
  }
}
