package dev.holdfast.engine.state.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs of the user, which speak as those for OpenTofu do.
class ExternalEncryptionTest {
  private static final String KEY_HEADER =
      "{\"magic\":\"OpenTofu-External-Key-Provider\",\"version\":1}";
  private static final String METHOD_HEADER =
      "{\"magic\":\"OpenTofu-External-Encryption-Method\",\"version\":1}";

  /// 32 bytes.
  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @TempDir private Path folder;

  private Path program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private Sealing keyedBy(Path program) {
    return Encryptions.of(
            folder,
            """
            key_provider "external" "k" {
              command = ["%s", "two words"]
            }
            method "aes_gcm" "m" {
              keys = key_provider.external.k
            }
            plan {
              method = method.aes_gcm.m
            }
            """
                .formatted(program))
        .plan();
  }

  @Test
  void aProgramMakesTheKeyAndIsGivenBackWhatItNoted() throws IOException {
    Path program =
        program(
            "keys",
            """
            echo '%s'
            noted=$(cat)
            echo "$1:$noted" >> '%s/asked'
            echo '{"keys":{"encryption_key":"%3$s","decryption_key":"%3$s"},
                   "meta":{"external_data":{"id":7}}}'
            """
                .formatted(KEY_HEADER, folder, KEY));
    byte[] sealed = keyedBy(program).seal("secret".getBytes(UTF_8));
    assertThat(new String(sealed, UTF_8))
        .contains("\"key_provider.external.k\"")
        .doesNotContain("secret");
    assertThat(keyedBy(program).open(sealed).text()).isEqualTo("secret".getBytes(UTF_8));
    assertThat(Files.readString(folder.resolve("asked")))
        .isEqualTo("two words:null\ntwo words:{\"external_data\":{\"id\":7}}\n");
  }

  @Test
  void aProgramIsAskedOnceForTheKeyOfManyTexts() throws IOException {
    Path program =
        program(
            "keys",
            """
            echo '%s'
            cat > /dev/null
            echo asked >> '%s/asked'
            echo '{"keys":{"encryption_key":"%3$s","decryption_key":"%3$s"}}'
            """
                .formatted(KEY_HEADER, folder, KEY));
    Sealing sealing = keyedBy(program);
    for (int i = 0; i < 5; i++) {
      assertThat(sealing.open(sealing.seal("text".getBytes(UTF_8))).text())
          .isEqualTo("text".getBytes(UTF_8));
    }
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(2);
  }

  @Test
  void aProgramEncrypts() throws IOException {
    Path program =
        program(
            "turn",
            """
            echo '%s'
            payload=$(sed 's/.*"payload":"\\([^"]*\\)".*/\\1/')
            echo "{\\"payload\\":\\"$(echo "$payload" | base64 -d | tr a-y b-z | base64 -w0)\\"}"
            """
                .formatted(METHOD_HEADER));
    Path back =
        program(
            "back",
            Files.readString(program)
                .substring("#!/bin/sh\n".length())
                .replace("a-y b-z", "b-z a-y"));
    Sealing sealing =
        Encryptions.of(
                folder,
                """
                method "external" "m" {
                  encrypt_command = ["%s"]
                  decrypt_command = ["%s"]
                }
                plan {
                  method   = method.external.m
                  enforced = true
                }
                """
                    .formatted(program, back))
            .plan();
    byte[] sealed = sealing.seal("secret".getBytes(UTF_8));
    assertThat(new String(sealed, UTF_8)).contains("\"encrypted_data\":\"dGZkc2Z1\"");
    assertThat(sealing.open(sealed).text()).isEqualTo("secret".getBytes(UTF_8));
  }

  @Test
  void saysWhatIsWrongWithAProgramAndNothingOfKeys() throws IOException {
    assertThatThrownBy(() -> keyedBy(folder.resolve("missing")).seal(new byte[1]))
        .hasMessageContaining("could not be started");
    Path mute = program("mute", "exit 3\n");
    assertThatThrownBy(() -> keyedBy(mute).seal(new byte[1]))
        .hasMessageContaining("it did not say what it is");
    Path other = program("other", "echo '" + METHOD_HEADER + "'\n");
    assertThatThrownBy(() -> keyedBy(other).seal(new byte[1]))
        .hasMessageContaining("\"OpenTofu-External-Key-Provider\", version 1, is needed");
    Path failing =
        program(
            "failing", "echo '" + KEY_HEADER + "'\ncat >/dev/null\necho no login >&2\nexit 4\n");
    assertThatThrownBy(() -> keyedBy(failing).seal(new byte[1]))
        .hasMessageContaining("exit code 4")
        .hasMessageContaining("no login");
    Path odd =
        program(
            "odd", "echo '" + KEY_HEADER + "'\ncat >/dev/null\necho '{\"keys\": \"topsecret\"}'\n");
    assertThatThrownBy(() -> keyedBy(odd).seal(new byte[1]))
        .hasMessageContaining("not as the protocol wants it")
        .hasMessageNotContaining("topsecret");
    Path shortKey =
        program(
            "short",
            "echo '"
                + KEY_HEADER
                + "'\ncat >/dev/null\necho '{\"keys\": {\"encryption_key\": \"YWJj\"}}'\n");
    assertThatThrownBy(() -> keyedBy(shortKey).seal(new byte[1]))
        .hasMessageContaining("cannot be encrypted");
  }

  @Test
  void namedDataSourcesOpenStatesInTheirWay() throws IOException {
    String states =
        """
        remote_state_data_sources {
          remote_state_data_source "network" {
            method = method.aes_gcm.one
          }
          remote_state_data_source "shop.database" {
            method = method.aes_gcm.two
          }
        }
        plan {
          method = method.aes_gcm.KEY
        }
        """;
    byte[] plain = "{\"version\":4,\"lineage\":\"l\",\"serial\":1}".getBytes(UTF_8);
    for (String key : new String[] {"one", "two"}) {
      StateEncryption encryption =
          Encryptions.of(folder, Encryptions.KEYS_AND_METHODS + states.replace("KEY", key));
      assertThat(encryption.remoteStates().read(encryption.plan().seal(plain), "s").state())
          .isNotNull();
      assertThat(encryption.remoteStates().read(plain, "s").state()).isNotNull();
    }
  }
}
