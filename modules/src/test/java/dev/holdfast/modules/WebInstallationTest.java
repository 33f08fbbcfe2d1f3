package dev.holdfast.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.modules.fetch.PackageSources;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebInstallationTest {
  private static final String MODULE = "output \"o\" {\n  value = 1\n}\n";

  private final Web web = new Web(WebSettings.standard("test").withRetries(0), Map.of());
  @TempDir private Path place;
  private Path root;
  private ModuleServer server;
  private PackageSources sources;

  @BeforeEach
  void startServer() throws IOException {
    root = Files.createDirectory(place.resolve("root"));
    server = ModuleServer.start();
    sources = newSources();
  }

  /// As a command that begins has them.
  private PackageSources newSources() {
    return new PackageSources(
        System.getenv(),
        web,
        new ServiceDiscovery(
            web,
            Credentials.NONE,
            Map.of("modules.example.com", Map.of("modules.v1", server.url() + "/v1/modules/"))),
        Credentials.NONE);
  }

  @AfterEach
  void stopServer() {
    server.close();
    web.close();
  }

  private Installing install(String source, String more) {
    LocalRepository.write(
        root,
        Map.of("main.tf", "module \"m\" {\n  source = \"%s\"\n%s}\n".formatted(source, more)));
    return Installing.of(root, sources);
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /// Made by the system's tar.
  private byte[] tar(String flag, Map<String, String> files) throws Exception {
    Path folder = Files.createTempDirectory(place, "tar");
    LocalRepository.write(folder, files);
    Files.createSymbolicLink(folder.resolve("link.md"), Path.of("main.tf"));
    Path archive = Files.createTempFile(place, "archive", "");
    Process tar =
        new ProcessBuilder(
                "tar", "-c" + flag + "f", archive.toString(), "-C", folder.toString(), ".")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return Files.readAllBytes(archive);
  }

  private Path installed(String file) {
    return root.resolve(".terraform/modules/m").resolve(file);
  }

  @Test
  void unpacksAZipArchive() throws IOException {
    server.give("/m.zip", zip(Map.of("a/main.tf", MODULE)));
    assertThat(install(server.url() + "/m.zip//a", "").problems()).isEmpty();
    assertThat(installed("a/main.tf")).hasContent(MODULE);
  }

  @Test
  void unpacksTarArchivesOfEveryCompression() throws Exception {
    String deep = "deep/".repeat(40) + "main.tf";
    for (List<String> each :
        List.of(
            List.of("", "tar"),
            List.of("z", "tar.gz"),
            List.of("j", "tar.bz2"),
            List.of("J", "tar.xz"))) {
      server.give("/m." + each.get(1), tar(each.get(0), Map.of("main.tf", MODULE, deep, MODULE)));
      assertThat(install(server.url() + "/m." + each.get(1), "").problems()).isEmpty();
      assertThat(installed("link.md")).hasContent(MODULE);
      assertThat(installed(deep)).hasContent(MODULE);
    }
  }

  @Test
  void theKindOfAnArchiveCanBeGiven() throws Exception {
    server.give("/download", tar("z", Map.of("main.tf", MODULE)));
    assertThat(install(server.url() + "/download?archive=tar.gz", "").problems()).isEmpty();
    assertThat(server.requests()).containsExactly("/download");
  }

  @Test
  void aChecksumMustBeThatOfTheArchive() throws Exception {
    byte[] archive = zip(Map.of("main.tf", MODULE));
    server.give("/m.zip", archive);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    assertThat(install(server.url() + "/m.zip?checksum=sha256:" + sum, "").problems()).isEmpty();
    assertThat(install(server.url() + "/m.zip?checksum=sha256:" + "0".repeat(64), "").problems())
        .singleElement()
        .asString()
        .contains("The archive has the SHA-256 checksum " + sum);
  }

  @Test
  void followsWhatServersSayByHeaderAndPage() throws Exception {
    server.give("/pool/m.zip", zip(Map.of("inner/sub/main.tf", MODULE)));
    server.lead("/header", "/pool/m.zip//inner");
    server.give(
        "/page",
        "<html><head><meta name=\"terraform-get\" content=\"%s/pool/m.zip//inner\"></head></html>"
            .formatted(server.url()));
    for (String way : List.of("/header", "/page")) {
      assertThat(install(server.url() + way + "//sub", "").problems()).isEmpty();
      assertThat(installed("inner/sub/main.tf")).exists();
    }
    assertThat(server.requests()).contains("/header?terraform-get=1");
  }

  @Test
  void aServerThatSaysNothingIsAnError() {
    server.give("/page", "<html></html>");
    assertThat(install(server.url() + "/page", "").problems())
        .singleElement()
        .asString()
        .contains("If it is a git repository, write \"git::\"");
  }

  @Test
  void refusesEntriesThatLeadOut() throws Exception {
    server.give("/m.zip", zip(Map.of("../../evil.tf", MODULE)));
    assertThat(install(server.url() + "/m.zip", "").problems())
        .singleElement()
        .asString()
        .contains("leads out of it");
    assertThat(root.resolve(".terraform/modules/.packages")).isEmptyDirectory();
  }

  @Test
  void refusesArchivesThatAreNone() {
    for (String name : List.of("/m.zip", "/m.tar", "/m.tar.gz", "/m.tar.xz")) {
      server.give(name, "this is no archive");
      assertThat(install(server.url() + name, "").problems())
          .singleElement()
          .asString()
          .contains("The archive cannot be unpacked");
    }
  }

  @Test
  void refusesArchivesThatWereCutShort() throws Exception {
    for (List<String> each :
        List.of(List.of("", "/m.tar"), List.of("z", "/m.tar.gz"), List.of("J", "/m.tar.xz"))) {
      byte[] whole = tar(each.get(0), Map.of("main.tf", MODULE.repeat(10_000)));
      server.give(each.get(1), java.util.Arrays.copyOf(whole, whole.length / 2));
      assertThat(install(server.url() + each.get(1), "").problems())
          .singleElement()
          .asString()
          .contains("The archive cannot be unpacked");
    }
  }

  private void giveModule(String... versions) throws IOException {
    StringBuilder list = new StringBuilder();
    for (String version : versions) {
      list.append(list.isEmpty() ? "" : ",").append("{\"version\":\"%s\"}".formatted(version));
      server.lead(
          "/v1/modules/acme/net/x/" + version + "/download", "/pool/" + version + ".zip//*");
      server.give(
          "/pool/" + version + ".zip",
          zip(
              Map.of(
                  "net-" + version + "/main.tf",
                  MODULE,
                  "net-" + version + "/sub/main.tf",
                  MODULE)));
    }
    server.give(
        "/v1/modules/acme/net/x/versions", "{\"modules\":[{\"versions\":[%s]}]}".formatted(list));
  }

  @Test
  void takesTheNewestVersionThatARegistryHas() throws IOException {
    giveModule("1.0.0", "1.10.0", "1.9.0", "2.0.0", "3.0.0-beta1");
    assertThat(
            install("modules.example.com/acme/net/x//sub", "  version = \"~> 1.0\"\n").problems())
        .isEmpty();
    assertThat(Files.readString(root.resolve(".terraform/modules/modules.json")))
        .contains(
            "{\"Key\":\"m\",\"Source\":\"modules.example.com/acme/net/x//sub\",\"Version\":\"1.10.0\","
                + "\"Dir\":\".terraform/modules/m/net-1.10.0/sub\"}");
    assertThat(install("modules.example.com/acme/net/x", "").problems()).isEmpty();
    assertThat(installed("net-2.0.0/main.tf")).exists();
  }

  @Test
  void keepsAnInstalledVersionThatIsStillAllowedUntilUpgraded() throws IOException {
    giveModule("1.0.0");
    install("modules.example.com/acme/net/x", "  version = \">= 1.0\"\n");
    giveModule("1.0.0", "1.1.0");
    install("modules.example.com/acme/net/x", "  version = \">= 1.0\"\n");
    assertThat(installed("net-1.0.0/main.tf")).exists();
    assertThat(Installing.upgrade(root, newSources()).problems()).isEmpty();
    assertThat(installed("net-1.1.0/main.tf")).exists();
  }

  @Test
  void saysWhichVersionsThereAreWhenNoneFits() throws IOException {
    giveModule("1.0.0", "1.1.0");
    assertThat(install("modules.example.com/acme/net/x", "  version = \"> 2\"\n").problems())
        .singleElement()
        .asString()
        .endsWith(
            "No version in the registry modules.example.com matches \"> 2\": the newest is 1.1.0.");
    assertThat(install("modules.example.com/acme/other/x", "").problems())
        .singleElement()
        .asString()
        .endsWith("The registry modules.example.com has no module acme/other/x.");
  }

  @Test
  void asksARegistryOnceForManyCalls() throws IOException {
    giveModule("1.0.0");
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      main.append(
          "module \"m%d\" {\n  source = \"modules.example.com/acme/net/x\"\n}\n".formatted(i));
    }
    LocalRepository.write(root, Map.of("main.tf", main.toString()));
    assertThat(Installing.of(root, sources).problems()).isEmpty();
    assertThat(server.requests())
        .containsExactly(
            "/v1/modules/acme/net/x/versions",
            "/v1/modules/acme/net/x/1.0.0/download",
            "/pool/1.0.0.zip");
  }
}
