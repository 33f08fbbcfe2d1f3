package dev.holdfast.plugins.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import dev.holdfast.plugins.PluginProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user is told when a provider program does what it should not, and what still works.
class MisbehavingPluginTest {
  private static final ProviderSource SOURCE = new ProviderSource("example.com", "test", "double");
  private static final Type THING =
      Type.object(Map.of("id", Type.STRING, "behaviour", Type.STRING, "name", Type.STRING));
  private static final Value NONE = Value.nullOf(THING);

  @TempDir Path folder;

  /// A program that runs the double.
  private Path program() throws IOException {
    Path program = folder.resolve("terraform-provider-double");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        program,
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' %s
        """
            .formatted(
                java, System.getProperty("java.class.path"), MisbehavingPlugin.class.getName()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private Plugins plugins(Path program, String atStart, Duration patience) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("MISBEHAVE", atStart);
    return new Plugins(
        source -> new PluginProgram(source, program, ""),
        new PluginSettings(
            environment,
            folder,
            folder.resolve("cache"),
            patience,
            Clock.systemUTC(),
            System.Logger.Level.OFF,
            PluginSettings.Log.NONE));
  }

  private void assertStartFails(String behaviour, String... told) throws IOException {
    try (Plugins plugins = plugins(program(), behaviour, Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> plugins.create(SOURCE))
          .isInstanceOf(ProviderUnavailableException.class)
          .hasMessageContainingAll(SOURCE.toString())
          .hasMessageContainingAll(told);
    }
  }

  @Test
  void showsTheLastLinesOfOneThatCrashesAtItsStart() throws IOException {
    assertStartFails(
        "crash", "ended with exit code 2", "reading the settings\n    panic: no settings");
  }

  @Test
  void doesNotWaitForEverForOneThatHangsAtItsStart() throws IOException {
    try (Plugins plugins = plugins(program(), "hang", Duration.ofMillis(1))) {
      assertThatThrownBy(() -> plugins.create(SOURCE))
          .hasMessageContainingAll(SOURCE.toString(), "was not ready within");
    }
  }

  @Test
  void tellsThatAProgramIsNoProvider() throws IOException {
    assertStartFails("greet wrongly", "Usage: frobnicate", "Is it a provider program?");
  }

  @Test
  void tellsThatAProgramIsTooOldOrTooNew() throws IOException {
    assertStartFails("speak the old protocol", "made for Terraform 0.11");
    assertStartFails("speak a future protocol", "speaks version 7", "versions 5 and 6");
  }

  @Test
  void tellsWhatIsWrongWithAFileThatCannotRun() throws IOException {
    Path file = folder.resolve("terraform-provider-double");
    try (Plugins plugins = plugins(file, "", Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> plugins.create(SOURCE)).hasMessageContaining("does not exist");
    }
    Files.writeString(file, "what is this");
    try (Plugins plugins = plugins(file, "", Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> plugins.create(SOURCE)).hasMessageContaining("chmod +x");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    try (Plugins plugins = plugins(file, "", Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> plugins.create(SOURCE)).hasMessageContaining("is not a program");
    }
    // The header of a program for s390x.
    byte[] header = new byte[64];
    System.arraycopy("\177ELF".getBytes(StandardCharsets.ISO_8859_1), 0, header, 0, 4);
    header[5] = 2;
    header[19] = 22;
    Files.write(file, header);
    try (Plugins plugins = plugins(file, "", Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> plugins.create(SOURCE))
          .hasMessageContainingAll("was built for", "this machine is");
    }
  }

  @Test
  void blamesOneObjectOnlyWhenTheProgramDiesAndGoesOnWithANewOne()
      throws IOException, ProviderUnavailableException {
    try (Plugins plugins = plugins(program(), "", Duration.ofMinutes(1));
        Provider provider = configured(plugins)) {
      Responses.Apply died = apply(provider, "die", "a");
      assertThat(died.after().isNull()).isTrue();
      assertThat(onlyError(died.diagnostics()))
          .contains(SOURCE.toString(), "ApplyResourceChange", "panic: runtime error");

      Responses.Apply next = apply(provider, "", "b");
      assertThat(next.diagnostics()).isEmpty();
      assertThat(((ObjectValue) next.after()).attributes().get("name")).isEqualTo(Value.of("b"));
    }
  }

  @Test
  void tellsThatAnAnswerIsNone() throws IOException, ProviderUnavailableException {
    try (Plugins plugins = plugins(program(), "", Duration.ofMinutes(1));
        Provider provider = configured(plugins)) {
      for (String behaviour : List.of("answer garbage", "answer another type")) {
        Responses.Apply apply = apply(provider, behaviour, "a");
        assertThat(onlyError(apply.diagnostics()))
            .contains(SOURCE.toString(), "does not follow its schema", "bug in the provider");
      }
      Responses.Read unknown =
          provider.read(new Requests.Read("double_thing", thing("", "a"), PrivateData.NONE));
      assertThat(onlyError(unknown.diagnostics())).contains("does not know the call ReadResource");
    }
  }

  @Test
  void takesLargeAnswersAndRefusesHugeOnes() throws IOException, ProviderUnavailableException {
    try (Plugins plugins = plugins(program(), "", Duration.ofMinutes(1));
        Provider provider = configured(plugins)) {
      Responses.Apply large = apply(provider, "answer 100 MB", "a");
      assertThat(large.diagnostics()).isEmpty();
      assertThat(((ObjectValue) large.after()).attributes().get("name"))
          .isInstanceOfSatisfying(
              StringValue.class, name -> assertThat(name.value()).hasSize(100 << 20));
      Responses.Apply huge = apply(provider, "answer 300 MB", "a");
      assertThat(onlyError(huge.diagnostics())).contains(SOURCE.toString(), "too large");
    }
  }

  @Test
  void isNotHeldUpByAFloodOfErrorOutput() throws IOException, ProviderUnavailableException {
    try (Plugins plugins = plugins(program(), "", Duration.ofMinutes(1));
        Provider provider = configured(plugins)) {
      assertThat(apply(provider, "flood", "a").diagnostics()).isEmpty();
    }
  }

  @Test
  void endsOneThatHangs() throws IOException, ProviderUnavailableException, InterruptedException {
    Plugins plugins = plugins(program(), "", Duration.ofMinutes(1));
    Provider provider = configured(plugins);
    List<ProviderDiagnostic> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread call =
        Thread.ofVirtual().start(() -> told.addAll(apply(provider, "hang", "a").diagnostics()));
    plugins.kill();
    call.join();
    assertThat(onlyError(told)).contains(SOURCE.toString());
    plugins.close();
  }

  private static Provider configured(Plugins plugins) throws ProviderUnavailableException {
    Provider provider = plugins.create(SOURCE);
    assertThat(provider.configure(Values.EMPTY_OBJECT)).isEmpty();
    return provider;
  }

  private static Responses.Apply apply(Provider provider, String behaviour, String name) {
    Value planned =
        Value.object(
            Map.of(
                "id", Value.unknown(Type.STRING),
                "behaviour", Value.of(behaviour),
                "name", Value.of(name)));
    return provider.apply(
        new Requests.Apply(
            "double_thing",
            NONE,
            planned,
            thing(behaviour, name),
            PrivateData.NONE,
            Progress.SILENT));
  }

  private static Value thing(String behaviour, String name) {
    return Value.object(
        Map.of(
            "id", Value.nullOf(Type.STRING),
            "behaviour", Value.of(behaviour),
            "name", Value.of(name)));
  }

  private static String onlyError(List<ProviderDiagnostic> diagnostics) {
    assertThat(diagnostics).hasSize(1);
    assertThat(diagnostics.getFirst().isError()).isTrue();
    return diagnostics.getFirst().detail();
  }
}
