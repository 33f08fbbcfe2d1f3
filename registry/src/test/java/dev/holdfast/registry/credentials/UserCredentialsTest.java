package dev.holdfast.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.registry.settings.UserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCredentialsTest {
  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void takesTheVariableBeforeTheFile() throws Exception {
    environment.put("TF_TOKEN_my__registry_example_com", "from the variable");
    Credentials credentials =
        credentials(Map.of("my-registry.example.com", "from the file", "b.example", "b"), "");
    assertThat(credentials.token("my-registry.example.com")).contains("from the variable");
    assertThat(credentials.token("b.example")).contains("b");
    assertThat(credentials.token("c.example")).isEmpty();
  }

  @Test
  void asksTheHelperOnceForEachHost() throws Exception {
    helper("echo \"$@\" >> \"$HOME/asked\"; echo '{\"token\": \"from the helper\"}'");
    Credentials credentials = credentials(Map.of("a.example", "a"), "store");
    assertThat(credentials.token("a.example")).contains("a");
    assertThat(credentials.token("b.example")).contains("from the helper");
    assertThat(credentials.token("b.example")).contains("from the helper");
    assertThat(home.resolve("asked")).content().isEqualTo("--profile work get b.example\n");
  }

  @Test
  void aHelperMayKnowNothing() throws Exception {
    helper("echo '{}'");
    assertThat(credentials(Map.of(), "store").token("b.example")).isEmpty();
  }

  @Test
  void tellsOfAHelperThatFailsAndNotWhatItSaid() throws IOException {
    helper("echo 'secret'; exit 0");
    assertThatThrownBy(() -> credentials(Map.of(), "store").token("b.example"))
        .hasMessageContaining("the credentials helper \"store\" failed")
        .hasMessageNotContaining("secret");
    helper("exit 3");
    assertThatThrownBy(() -> credentials(Map.of(), "store").token("b.example"))
        .isInstanceOf(CredentialsUnavailableException.class);
    assertThatThrownBy(() -> credentials(Map.of(), "absent").token("b.example"))
        .hasMessageContaining("there is no program terraform-credentials-absent");
  }

  private void helper(String script) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".terraform.d/plugins"));
    Path program = folder.resolve("terraform-credentials-store");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Credentials credentials(Map<String, String> tokens, String helper) {
    environment.put("HOME", home.toString());
    environment.put("PATH", "/usr/bin:/bin");
    Optional<UserSettings.HelperProgram> program =
        helper.isEmpty()
            ? Optional.empty()
            : Optional.of(new UserSettings.HelperProgram(helper, List.of("--profile", "work")));
    UserSettings none = UserSettings.NONE;
    UserSettings settings =
        new UserSettings(
            none.pluginCache(),
            none.cacheMayBreakLock(),
            tokens,
            program,
            none.services(),
            none.methods(),
            none.developmentOverrides(),
            none.registryRetries(),
            none.registryTimeout());
    return new UserCredentials(settings, environment);
  }
}
