package dev.holdfast.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.modules.fetch.PackageSources;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleInstallationTest {
  private static final String MODULE = "output \"o\" {\n  value = 1\n}\n";

  private final Web web = new Web(WebSettings.standard("test").withRetries(0), Map.of());
  private final PackageSources sources =
      new PackageSources(
          System.getenv(),
          web,
          new ServiceDiscovery(web, Credentials.NONE, Map.of()),
          Credentials.NONE);
  @TempDir private Path place;
  private Path root;
  private LocalRepository repository;

  @AfterEach
  void closeWeb() {
    web.close();
  }

  @BeforeEach
  void makeRepository() throws IOException {
    root = Files.createDirectory(place.resolve("root"));
    repository =
        LocalRepository.create(
            place.resolve("repository"),
            Map.of(
                "main.tf",
                MODULE,
                "network/main.tf",
                "module \"subnet\" {\n  source = \"../subnet\"\n}\n",
                "subnet/main.tf",
                MODULE));
    repository.git("tag", "v1");
  }

  private void write(String main) {
    LocalRepository.write(root, Map.of("main.tf", main));
  }

  private static String call(String name, String source) {
    return "module \"%s\" {\n  source = \"%s\"\n}\n".formatted(name, source);
  }

  private String manifest() throws IOException {
    return Files.readString(root.resolve(".terraform/modules/modules.json"));
  }

  private List<Path> packages() throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve(".terraform/modules/.packages"))) {
      return entries.toList();
    }
  }

  @Test
  void installsAModuleOfARepositoryAndWhatItCalls() throws IOException {
    write(call("net", repository.url() + "//network?ref=v1"));
    Installing installing = Installing.of(root, sources);
    assertThat(installing.problems()).isEmpty();
    assertThat(manifest())
        .isEqualTo(
            "{\"Modules\":[{\"Key\":\"\",\"Source\":\"\",\"Dir\":\".\"},"
                + "{\"Key\":\"net\",\"Source\":\"%s//network?ref=v1\",\"Dir\":\".terraform/modules/net/network\"},"
                    .formatted(repository.url())
                + "{\"Key\":\"net.subnet\",\"Source\":\"../subnet\",\"Dir\":\".terraform/modules/net/subnet\"}]}");
    assertThat(
            ConfigurationLoader.load(root, InstalledModules.of(root), Installing.values(root))
                .diagnostics())
        .isEmpty();
  }

  @Test
  void fetchesAPackageOnceHoweverManyCallsUseIt() throws IOException {
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      main.append(call("m" + i, repository.url() + (i % 2 == 0 ? "//network" : "//subnet")));
    }
    write(main.toString());
    Installing installing = Installing.of(root, sources);
    assertThat(installing.problems()).isEmpty();
    assertThat(installing.fetched()).containsExactly(repository.url());
    assertThat(packages()).hasSize(1);
  }

  @Test
  void aSecondInstallationFetchesNothing() {
    write(call("net", repository.url() + "//network"));
    Installing.of(root, sources);
    assertThat(Installing.of(root, sources).fetched()).isEmpty();
  }

  @Test
  void aNewCallUsesAPackageThatIsThere() {
    write(call("net", repository.url() + "//network"));
    Installing.of(root, sources);
    write(call("net", repository.url() + "//network") + call("sub", repository.url() + "//subnet"));
    Installing installing = Installing.of(root, sources);
    assertThat(installing.problems()).isEmpty();
    assertThat(installing.fetched()).isEmpty();
  }

  @Test
  void fetchesAnewWhenTheSourceChanges() throws IOException {
    write(call("m", repository.url() + "?ref=v1"));
    Installing.of(root, sources);
    repository.commit(Map.of("new.tf", ""));
    repository.git("tag", "v2");
    write(call("m", repository.url() + "?ref=v2"));
    assertThat(
            ConfigurationLoader.load(root, InstalledModules.of(root), Installing.values(root))
                .diagnostics())
        .extracting(each -> each.summary())
        .containsExactly("Module source has changed");
    assertThat(Installing.of(root, sources).problems()).isEmpty();
    assertThat(root.resolve(".terraform/modules/m/new.tf")).exists();
    assertThat(packages()).hasSize(1);
  }

  @Test
  void upgradingFetchesAnew() {
    write(call("m", repository.url()));
    Installing.of(root, sources);
    repository.commit(Map.of("new.tf", ""));
    assertThat(Installing.of(root, sources).fetched()).isEmpty();
    assertThat(Installing.upgrade(root, sources).fetched()).hasSize(1);
    assertThat(root.resolve(".terraform/modules/m/new.tf")).exists();
  }

  @Test
  void fetchesBranchesAndCommitsAndAbbreviatedCommits() {
    String first = repository.git("rev-parse", "HEAD");
    repository.git("branch", "side");
    repository.commit(Map.of("new.tf", ""));
    write(
        call("branch", repository.url() + "?ref=side")
            + call("commit", repository.url() + "?ref=" + first)
            + call("short", repository.url() + "?ref=" + first.substring(0, 8))
            + call("all", repository.url() + "?depth=0"));
    assertThat(Installing.of(root, sources).problems()).isEmpty();
    for (String name : List.of("branch", "commit", "short")) {
      assertThat(root.resolve(".terraform/modules/" + name + "/main.tf")).exists();
      assertThat(root.resolve(".terraform/modules/" + name + "/new.tf")).doesNotExist();
    }
    assertThat(root.resolve(".terraform/modules/all/new.tf")).exists();
  }

  @Test
  void saysAtTheCallWhatCouldNotBeFetched() {
    write(call("good", repository.url()) + call("bad", repository.url() + "?ref=v9"));
    Installing installing = Installing.of(root, sources);
    assertThat(installing.problems())
        .containsExactly(
            "Failed to download module: Could not download module \"bad\" from \"%s?ref=v9\". The repository file://%s has no branch, tag or commit \"v9\"."
                .formatted(repository.url(), repository.folder()));
    assertThat(installing.diagnostics().getFirst().subject()).isNotNull();
    assertThat(Installing.of(root, sources).fetched())
        .containsExactly(repository.url() + "?ref=v9");
  }

  @Test
  void aPathMustNotLeadOutOfItsPackage() {
    repository.commit(Map.of("evil/main.tf", call("out", "../../../..")));
    write(call("m", repository.url() + "//evil"));
    assertThat(Installing.of(root, sources).problems())
        .singleElement()
        .asString()
        .startsWith("Local module path escapes module package");
  }

  @Test
  void aDirectoryMustBeInItsPackage() {
    write(call("m", repository.url() + "//../x") + call("n", repository.url() + "//absent"));
    assertThat(Installing.of(root, sources).problems())
        .satisfiesExactly(
            each -> assertThat(each).contains("would be outside of the package"),
            each -> assertThat(each).contains("There is no directory \"absent\""));
  }

  @Test
  void aModuleThatFetchesItselfIsAnError() {
    repository.commit(Map.of("loop/main.tf", call("again", repository.url() + "//loop")));
    write(call("m", repository.url() + "//loop"));
    assertThat(Installing.of(root, sources).problems())
        .singleElement()
        .asString()
        .startsWith("Module calls itself");
  }

  @Test
  void sourcesCanBeMadeOfVariables() {
    write(
        """
        variable "ref" {
          default = "v1"
        }
        locals {
          source = "%s"
        }
        module "m" {
          source = "${local.source}?ref=${var.ref}"
        }
        """
            .formatted(repository.url()));
    assertThat(Installing.of(root, sources).problems()).isEmpty();
    assertThat(root.resolve(".terraform/modules/m/main.tf")).exists();
  }

  @Test
  void anAddressCannotRunAProgram() {
    Path proof = place.resolve("proof");
    write(
        call("m", "git::ext::touch%% %s".formatted(proof))
            + call("n", "git::file://%s?ref=--upload-pack=touch".formatted(repository.folder())));
    assertThat(Installing.of(root, sources).problems()).hasSize(2);
    assertThat(proof).doesNotExist();
  }

  @Test
  void twoInstallationsAtOnceTakeTurns() throws Exception {
    write(call("net", repository.url() + "//network"));
    List<List<String>> problems = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            List<String> found = Installing.of(root, sources).problems();
            synchronized (problems) {
              problems.add(found);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(problems).hasSize(4).allSatisfy(each -> assertThat(each).isEmpty());
    assertThat(packages()).hasSize(1);
  }

  @Test
  void whatAnInterruptedInstallationLeftIsRemoved() throws IOException {
    Path left = root.resolve(".terraform/modules/.packages/.new-123/content");
    Files.createDirectories(left);
    Files.writeString(left.resolve("half.tf"), "x");
    write(call("m", repository.url()));
    assertThat(Installing.of(root, sources).problems()).isEmpty();
    assertThat(left).doesNotExist();
  }

  @Test
  void aModuleThatAPeerHasInstalledStays() throws IOException {
    write(call("m", repository.url()));
    LocalRepository.write(
        root,
        Map.of(
            ".terraform/modules/modules.json",
            "{\"Modules\":[{\"Key\":\"m\",\"Source\":\"%s\",\"Dir\":\".terraform/modules/m\"}]}"
                .formatted(repository.url()),
            ".terraform/modules/m/peer.tf",
            MODULE));
    assertThat(Installing.of(root, sources).fetched()).isEmpty();
    assertThat(root.resolve(".terraform/modules/m/peer.tf")).exists();
    assertThat(Installing.upgrade(root, sources).fetched()).hasSize(1);
    assertThat(root.resolve(".terraform/modules/m/peer.tf")).doesNotExist();
  }
}
