package dev.holdfast.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {
  private static final ProviderSource RANDOM =
      new ProviderSource("registry.opentofu.org", "hashicorp", "random");
  private static final ProviderSource OTHER = new ProviderSource("example.com", "acme", "thing");

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void setHome() {
    environment.put("HOME", home.toString());
  }

  @Test
  void readsAFileAsPeopleHaveIt() throws IOException {
    write(
        ".terraformrc",
        """
        plugin_cache_dir   = "$HOME/.terraform.d/plugin-cache"
        disable_checkpoint = true
        // A comment.
        credentials "app.terraform.io" {
          token = "xxxxxx.atlasv1.zzzzzzzzzzzzz"
        }
        credentials_helper "store" { args = ["--host=a", "b"] }
        host "example.com" {
          services = {
            "modules.v1" = "https://modules.example.com/"
          }
        }
        provider_installation {
          dev_overrides {
            "hashicorp/random" = "/home/me/random"
          }
          filesystem_mirror {
            path    = "/usr/share/terraform/providers"
            include = ["example.com/*/*"]
          }
          network_mirror {
            url = "https://mirror.example.com/providers"
            exclude = ["hashicorp/*"]
          }
          direct {
            exclude = ["example.com/*/*"]
          }
        }
        """);
    UserSettings settings = read();
    assertThat(diagnostics.list()).isEmpty();
    assertThat(settings.pluginCache()).contains(home.resolve(".terraform.d/plugin-cache"));
    assertThat(settings.tokens()).containsEntry("app.terraform.io", "xxxxxx.atlasv1.zzzzzzzzzzzzz");
    assertThat(settings.credentialsHelper())
        .contains(new UserSettings.HelperProgram("store", List.of("--host=a", "b")));
    assertThat(settings.services().get("example.com"))
        .containsEntry("modules.v1", "https://modules.example.com/");
    assertThat(settings.developmentOverrides()).containsEntry(RANDOM, Path.of("/home/me/random"));
    assertThat(settings.methods()).hasSize(3);
    InstallationMethod mirror = settings.methods().get(0);
    assertThat(mirror.patterns().matches(OTHER)).isTrue();
    assertThat(mirror.patterns().matches(RANDOM)).isFalse();
    InstallationMethod.NetworkMirror network =
        (InstallationMethod.NetworkMirror) settings.methods().get(1);
    assertThat(network.url()).isEqualTo(URI.create("https://mirror.example.com/providers/"));
    assertThat(network.patterns().matches(RANDOM)).isFalse();
    assertThat(settings.methods().get(2).patterns().matches(RANDOM)).isTrue();
  }

  @Test
  void readsTheCredentialsThatLoginWrites() throws IOException {
    write(
        ".terraform.d/credentials.tfrc.json",
        """
        {"credentials": {"app.terraform.io": {"token": "secret"}}}
        """);
    assertThat(read().tokens()).containsEntry("app.terraform.io", "secret");
    environment.put("TF_CLI_CONFIG_FILE", write("other.tfrc", "").toString());
    assertThat(read().tokens()).containsEntry("app.terraform.io", "secret");
  }

  @Test
  void theFileOfTheEnvironmentStandsInForAllOthers() throws IOException {
    write(".tofurc", "plugin_cache_dir = \"/one\"");
    environment.put(
        "TF_CLI_CONFIG_FILE", write("two.tfrc", "plugin_cache_dir = \"/two\"").toString());
    assertThat(read().pluginCache()).contains(Path.of("/two"));
    environment.put("TF_PLUGIN_CACHE_DIR", "/three");
    assertThat(read().pluginCache()).contains(Path.of("/three"));
  }

  @Test
  void theFileOfOpenTofuComesBeforeThatOfTerraform() throws IOException {
    write(".terraformrc", "plugin_cache_dir = \"/terraform\"");
    assertThat(read().pluginCache()).contains(Path.of("/terraform"));
    write(".tofurc", "plugin_cache_dir = \"/tofu\"");
    assertThat(read().pluginCache()).contains(Path.of("/tofu"));
  }

  @Test
  void warnsOfAFileThatIsMissingAndOfSettingsThatAreUnknown() throws IOException {
    environment.put("TF_CLI_CONFIG_FILE", "/nowhere/x.tfrc");
    read();
    write(".tofurc", "plugin_cache_dirr = \"/tofu\"\nfuture_block \"x\" { a = 1 }");
    environment.remove("TF_CLI_CONFIG_FILE");
    read();
    assertThat(diagnostics.list()).noneMatch(Diagnostic::isError).hasSize(3);
    assertThat(diagnostics.list().get(1).detail()).contains("Did you mean \"plugin_cache_dir\"?");
  }

  @Test
  void saysWhereAFileIsFaulty() throws IOException {
    write(".tofurc", "credentials \"a.b\" {\n  token = \n}\n");
    read();
    Diagnostic fault = diagnostics.list().getFirst();
    assertThat(fault.isError()).isTrue();
    assertThat(Objects.requireNonNull(fault.subject()).start().line()).isEqualTo(3);
  }

  @Test
  void refusesMethodsThatCannotBe() throws IOException {
    write(
        ".tofurc",
        """
        provider_installation {
          network_mirror { url = "http://insecure.example.com/" }
          filesystem_mirror { }
          teleport { }
          direct { }
          dev_overrides { "a/b" = "/c" }
        }
        """);
    read();
    assertThat(diagnostics.list())
        .extracting(Diagnostic::detail)
        .satisfiesExactly(
            url -> assertThat(url).contains("must be at an https: URL"),
            path -> assertThat(path).contains("\"path\" argument is required"),
            unknown -> assertThat(unknown).contains("\"teleport\""),
            order -> assertThat(order).contains("must appear before all other"));
  }

  @Test
  void neverShowsTokens() throws IOException {
    write(".tofurc", "credentials \"a.example\" { token = \"geheim\" }");
    assertThat(read().toString()).doesNotContain("geheim").contains("a.example");
  }

  private UserSettings read() {
    return SettingsFiles.read(environment, home, source -> {}, diagnostics);
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
