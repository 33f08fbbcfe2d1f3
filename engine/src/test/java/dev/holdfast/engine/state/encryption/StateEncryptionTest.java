package dev.holdfast.engine.state.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.StringValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateEncryptionTest {
  private static final String SECRET = "open sesame";
  private static final String PLAIN =
      """
      {"version": 4, "terraform_version": "1.12.0", "serial": 3, "lineage": "the-lineage",
       "outputs": {"password": {"value": "open sesame", "type": "string", "sensitive": true}},
       "resources": []}
      """;

  @TempDir private Path folder;

  private static State state() {
    return requireNonNull(StateFile.read(PLAIN.getBytes(UTF_8), "plain").state());
  }

  private static byte[] written(StateCodec codec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.write(state(), out, StateFile.Layout.INDENTED);
    return out.toByteArray();
  }

  private static String password(StateCodec.Decoded decoded) {
    assertThat(decoded.diagnostics()).isEmpty();
    State state = requireNonNull(decoded.state());
    return ((StringValue) requireNonNull(state.outputs().get("password")).value()).value();
  }

  private static String fault(StateCodec.Decoded decoded) {
    assertThat(decoded.state()).isNull();
    return decoded.diagnostics().getFirst().detail();
  }

  private StateCodec codec(String method, String fallback) {
    return Encryptions.of(folder, method, fallback).state();
  }

  @Test
  void readsWhatAnotherProgramEncrypted() throws Exception {
    StateCodec codec =
        Encryptions.of(
                folder,
                """
                key_provider "pbkdf2" "vector" {
                  passphrase = "a passphrase with ümlauts"
                }
                method "aes_gcm" "vector" {
                  keys = key_provider.pbkdf2.vector
                  aad  = [1, 2, 255]
                }
                state {
                  method   = method.aes_gcm.vector
                  enforced = true
                }
                """)
            .state();
    try (InputStream vector = requireNonNull(getClass().getResourceAsStream("vector.tfstate"))) {
      StateCodec.Decoded decoded = codec.read(vector.readAllBytes(), "vector");
      assertThat(password(decoded)).isEqualTo(SECRET);
      assertThat(requireNonNull(decoded.state()).serial()).isEqualTo(7);
      assertThat(decoded.outdated()).isFalse();
    }
  }

  @Test
  void readsWhatItWritesAndShowsOnlySerialAndLineage() throws Exception {
    byte[] sealed = written(codec("aes_gcm.one", ""));
    assertThat(new String(sealed, UTF_8))
        .startsWith(
            "{\"serial\":3,\"lineage\":\"the-lineage\",\"meta\":{\"key_provider.pbkdf2.one\":\"")
        .endsWith("\"encryption_version\":\"v0\"}")
        .doesNotContain(SECRET, "password", "outputs");
    assertThat(password(codec("aes_gcm.one", "").read(sealed, "x"))).isEqualTo(SECRET);
  }

  @Test
  void takesAFreshNonceForEachText() throws Exception {
    StateCodec codec = codec("aes_gcm.one", "");
    assertThat(written(codec)).isNotEqualTo(written(codec));
  }

  @Test
  void saysThatThePassphraseIsWrong() throws Exception {
    byte[] sealed = written(codec("aes_gcm.one", ""));
    String body =
        Encryptions.KEYS_AND_METHODS.replace("correct horse battery", "wrong horse battery")
            + "state {\nmethod = method.aes_gcm.one\n}\n";
    assertThat(fault(Encryptions.of(folder, body).state().read(sealed, "x")))
        .contains("the passphrase or key is not the one it was encrypted with", "Nothing was");
  }

  @Test
  void saysThatTheKeyIsOfAnotherProvider() throws Exception {
    byte[] sealed = written(codec("aes_gcm.one", ""));
    assertThat(fault(codec("aes_gcm.two", "").read(sealed, "x")))
        .contains("no key of key_provider.pbkdf2.two", "there is: key_provider.pbkdf2.one");
  }

  @Test
  void refusesATextThatWasChanged() throws Exception {
    StateCodec codec = codec("aes_gcm.one", "");
    String sealed = new String(written(codec), UTF_8);
    int middle = sealed.indexOf("encrypted_data") + 60;
    char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, middle) + other + sealed.substring(middle + 1);
    assertThat(fault(codec.read(changed.getBytes(UTF_8), "x"))).contains("changed since");
    String newer = sealed.replace("\"serial\":3", "\"serial\":9");
    assertThat(fault(codec.read(newer.getBytes(UTF_8), "x"))).contains("serial 9", "serial 3");
    String cut = sealed.substring(0, sealed.length() - 40);
    assertThat(fault(codec.read(cut.getBytes(UTF_8), "x"))).contains("damaged");
    String unknown = sealed.replace("\"v0\"", "\"v1\"");
    assertThat(fault(codec.read(unknown.getBytes(UTF_8), "x"))).contains("(\"v1\")");
  }

  @Test
  void migratesThroughTheFallbackAndBack() throws Exception {
    StateCodec.Decoded there =
        codec("aes_gcm.one", "unencrypted.none").read(PLAIN.getBytes(UTF_8), "x");
    assertThat(password(there)).isEqualTo(SECRET);
    assertThat(there.outdated()).isTrue();

    byte[] sealed = written(codec("aes_gcm.one", "unencrypted.none"));
    StateCodec.Decoded rolled = codec("aes_gcm.two", "aes_gcm.one").read(sealed, "x");
    assertThat(password(rolled)).isEqualTo(SECRET);
    assertThat(rolled.outdated()).isTrue();

    StateCodec back = codec("unencrypted.none", "aes_gcm.one");
    StateCodec.Decoded plain = back.read(sealed, "x");
    assertThat(password(plain)).isEqualTo(SECRET);
    assertThat(plain.outdated()).isTrue();
    assertThat(written(back)).isEqualTo(written(StateCodec.plain()));
  }

  @Test
  void refusesAStateInTheClearWithoutFallback() {
    assertThat(fault(codec("aes_gcm.one", "").read(PLAIN.getBytes(UTF_8), "x")))
        .contains("it is not encrypted", "fallback");
  }

  @Test
  void tellsAnEncryptedStateFromADamagedOneWithoutConfiguration() throws Exception {
    byte[] sealed = written(codec("aes_gcm.one", ""));
    assertThat(fault(StateCodec.plain().read(sealed, "x")))
        .contains("is encrypted", "TF_ENCRYPTION");
    assertThat(fault(codec("unencrypted.none", "").read(sealed, "x")))
        .contains("does not say how to decrypt it");
  }

  @Test
  void takesKeysFromVariablesLocalsAndOtherProvidersAndNotesThemUnderAnAlias() throws Exception {
    Encryptions.Outcome outcome =
        Encryptions.read(
            folder,
            """
            key_provider "pbkdf2" "first" {
              passphrase               = local.passphrase
              iterations               = 200000
              encrypted_metadata_alias = "shared"
            }
            key_provider "pbkdf2" "second" {
              chain         = key_provider.pbkdf2.first
              iterations    = 200000
              hash_function = "sha256"
              key_length    = 16
            }
            method "aes_gcm" "m" {
              keys = key_provider.pbkdf2.second
            }
            state {
              method = method.aes_gcm.m
            }
            """,
            "",
            """
            variable "half" {
              default   = "0123456789"
              sensitive = true
            }
            locals {
              passphrase = "${var.half}${var.half}"
            }
            """);
    assertThat(outcome.diagnostics()).isEmpty();
    byte[] sealed = written(outcome.encryption().state());
    assertThat(new String(sealed, UTF_8))
        .contains("\"shared\":", "\"key_provider.pbkdf2.second\":")
        .doesNotContain("pbkdf2.first");
    assertThat(password(outcome.encryption().state().read(sealed, "x"))).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "key_provider \"pbkdf2\" \"one\" { passphrase = \"the one of the environment\" }",
        "{\"key_provider\": {\"pbkdf2\": {\"one\": {\"passphrase\": \"the one of the environment\"}}}}"
      })
  void theEnvironmentWinsArgumentByArgument(String variable) throws Exception {
    String body = Encryptions.KEYS_AND_METHODS + "state {\nmethod = method.aes_gcm.one\n}\n";
    Encryptions.Outcome outcome = Encryptions.read(folder, body, variable, "");
    assertThat(outcome.diagnostics()).isEmpty();
    byte[] sealed = written(outcome.encryption().state());
    String same = body.replace("correct horse battery staple", "the one of the environment");
    assertThat(password(Encryptions.of(folder, same).state().read(sealed, "x"))).isEqualTo(SECRET);
  }

  private static Stream<Arguments> faults() {
    return Stream.of(
        arguments("method = method.aes_gcm.none", "", "Unknown encryption method"),
        arguments("method = key_provider.pbkdf2.one", "", "Invalid reference"),
        arguments("enforced = false", "", "No encryption method"),
        arguments(
            "enforced = true\nmethod = method.unencrypted.none",
            "",
            "Unencrypted method is forbidden"),
        arguments(
            "enforced = true\nmethod = method.aes_gcm.one\nfallback {\nmethod = method.unencrypted.none\n}",
            "",
            "Unencrypted method is forbidden"),
        arguments(
            "method = method.rot13.m",
            "method \"rot13\" \"m\" {}",
            "Unsupported encryption method"),
        arguments("method = method.aes_gcm.m", "method \"aes_gcm\" \"m\" {}", "No key"),
        arguments("method = method.aes_gcm.m", aesGcm("pbkdf2.no"), "Unknown key provider"),
        arguments(
            "method = method.aes_gcm.m",
            "key_provider \"aws_kms\" \"k\" {}\n" + aesGcm("aws_kms.k"),
            "Unsupported key provider"),
        arguments(
            "method = method.aes_gcm.m", pbkdf2("passphrase = \"short\""), "Passphrase too short"),
        arguments("method = method.aes_gcm.m", pbkdf2("passphrase = null"), "No passphrase"),
        arguments("method = method.aes_gcm.m", pbkdf2(""), "Invalid key provider"),
        arguments(
            "method = method.aes_gcm.m",
            pbkdf2("chain = key_provider.pbkdf2.k"),
            "Circular reference"),
        arguments(
            "method = method.aes_gcm.one",
            "state {\nmethod = method.aes_gcm.one\n}",
            "Duplicate block"));
  }

  private static String aesGcm(String key) {
    return "method \"aes_gcm\" \"m\" {\nkeys = key_provider.%s\n}\n".formatted(key);
  }

  private static String pbkdf2(String argument) {
    return "key_provider \"pbkdf2\" \"k\" {\n%s\n}\n".formatted(argument) + aesGcm("pbkdf2.k");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsWrongAndWhere(String state, String more, String summary) {
    String text = Encryptions.KEYS_AND_METHODS + "state {\n%s\n}\n".formatted(state) + more;
    List<Diagnostic> found = Encryptions.read(folder, text, "", "").diagnostics();
    assertThat(found).extracting(Diagnostic::summary).containsExactly(summary);
    assertThat(found).allSatisfy(each -> assertThat(each.subject()).isNotNull());
  }

  @Test
  void refusesTooFewRoundsAndKeysOfAnOddLength() {
    String body = Encryptions.KEYS_AND_METHODS + "state {\nmethod = method.aes_gcm.one\n}\n";
    assertThat(Encryptions.read(folder, body.replace("200000", "199999"), "", "").diagnostics())
        .extracting(Diagnostic::detail)
        .containsExactly("The argument \"iterations\" must be a whole number of at least 200000.");
    String odd = body.replaceFirst("200000", "200000\n  key_length = 20");
    assertThat(Encryptions.read(folder, odd, "", "").diagnostics())
        .extracting(Diagnostic::summary)
        .containsExactly("Invalid key length");
  }
}
