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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Modules from buckets, OCI registries, Mercurial repositories, and servers that want a password.
class OtherSourcesTest {
  private static final String MODULE = "output \"o\" {\n  value = 1\n}\n";

  private final Web web = new Web(WebSettings.standard("test").withRetries(0), Map.of());
  private final Map<String, String> environment = new HashMap<>();
  @TempDir private Path place;
  private Path root;
  private Path home;
  private ModuleServer server;
  private byte[] archive = {};

  @BeforeEach
  void startServer() throws IOException {
    root = Files.createDirectory(place.resolve("root"));
    home = Files.createDirectory(place.resolve("home"));
    server = ModuleServer.start();
    archive = zip();
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void stopServer() {
    server.close();
    web.close();
  }

  private List<String> install(String source) {
    LocalRepository.write(
        root, Map.of("main.tf", "module \"m\" {\n  source = \"%s\"\n}\n".formatted(source)));
    PackageSources sources =
        new PackageSources(
            environment,
            web,
            new ServiceDiscovery(web, Credentials.NONE, Map.of()),
            Credentials.NONE);
    return Installing.of(root, sources).problems();
  }

  private void assertInstalled() {
    assertThat(root.resolve(".terraform/modules/m/a/main.tf")).hasContent(MODULE);
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a/main.tf"));
      zip.write(MODULE.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void showsServersTheUserAndPasswordOfTheAddress() {
    server.give("/m.zip", archive);
    server.protect("/m.zip", basic("me:s3 cret"), "Basic");
    String address = server.url().replace("://", "://me:s3%20cret@");
    assertThat(install(address + "/m.zip//a")).isEmpty();
    assertInstalled();
    assertThat(install(address.replace("s3", "xx") + "/m.zip//a"))
        .singleElement()
        .asString()
        .contains("answered 401")
        .doesNotContain("xx%20cret");
  }

  @Test
  void showsServersWhatNetrcHasForThem() throws IOException {
    server.give("/m.zip", archive);
    server.protect("/m.zip", basic("me:secret"), "Basic");
    Files.writeString(
        home.resolve(".netrc"),
        "machine example.com login x password y\nmachine 127.0.0.1\n  login me\n  password secret\n");
    assertThat(install(server.url() + "/m.zip//a")).isEmpty();
    assertInstalled();
  }

  @Test
  void signsRequestsToBucketsOfAmazon() {
    server.give("/bucket/m.zip", archive);
    environment.put("AWS_ACCESS_KEY_ID", "AKID");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    assertThat(install("s3::" + server.url() + "/bucket/m.zip//a?region=eu-west-1")).isEmpty();
    assertInstalled();
    assertThat(server.authorization("/bucket/m.zip"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
        .contains("/eu-west-1/s3/aws4_request");
  }

  @Test
  void readsPublicBucketsWithoutCredentials() {
    server.give("/bucket/m.zip", archive);
    assertThat(install("s3::" + server.url() + "/bucket/m.zip//a")).isEmpty();
    assertThat(server.authorization("/bucket/m.zip")).isEmpty();
    assertThat(install("s3::" + server.url() + "/bucket/folder"))
        .singleElement()
        .asString()
        .contains("Folders in buckets cannot be fetched");
  }

  @Test
  void readsBucketsOfGoogleWithAToken() {
    server.give("/bucket/deep/m.zip", archive);
    environment.put("STORAGE_EMULATOR_HOST", server.url());
    environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", "token");
    String source = "gcs::https://www.googleapis.com/storage/v1/bucket/deep/m.zip//a";
    assertThat(install(source)).isEmpty();
    assertInstalled();
    assertThat(server.authorization("/bucket/deep/m.zip")).isEqualTo("Bearer token");
    environment.remove("GOOGLE_OAUTH_ACCESS_TOKEN");
    assertThat(install(source.replace("deep", "other")))
        .singleElement()
        .asString()
        .contains("not found", "GOOGLE_OAUTH_ACCESS_TOKEN");
  }

  private String oci(String reference) {
    return "oci://" + server.url().replace("http://", "") + "/acme/network//a" + reference;
  }

  private String giveManifest(String reference, String artifactType) throws Exception {
    String digest = digest(archive);
    byte[] manifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
         "artifactType": "%s",
         "config": {"mediaType": "application/vnd.oci.empty.v1+json", "size": 2, "digest": "x"},
         "layers": [{"mediaType": "archive/zip", "digest": "%s", "size": %d}]}
        """
            .formatted(artifactType, digest, archive.length)
            .getBytes(StandardCharsets.UTF_8);
    server.give("/v2/acme/network/manifests/" + reference, manifest);
    server.give("/v2/acme/network/manifests/" + digest(manifest), manifest);
    server.give("/v2/acme/network/blobs/" + digest, archive);
    return digest(manifest);
  }

  private static String digest(byte[] content) throws Exception {
    return "sha256:"
        + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  @Test
  void pullsModulePackagesFromOciRegistries() throws Exception {
    String digest = giveManifest("1.0.0", "application/vnd.opentofu.modulepkg");
    assertThat(install(oci("?tag=1.0.0"))).isEmpty();
    assertInstalled();
    assertThat(install(oci("?digest=" + digest))).isEmpty();
    assertThat(install(oci("?tag=2.0.0")))
        .singleElement()
        .asString()
        .contains("The repository has no \"2.0.0\"");
  }

  @Test
  void tellsOciRegistriesWhoAsks() throws Exception {
    String digest = giveManifest("latest", "application/vnd.opentofu.modulepkg");
    server.give("/token", "{\"token\": \"abc\"}");
    server.protect("/token", basic("me:secret"), "Basic");
    String challenge =
        "Bearer realm=\"%s/token\",service=\"s\",scope=\"repository:acme/network:pull\""
            .formatted(server.url());
    server.protect("/v2/acme/network/manifests/latest", "Bearer abc", challenge);
    server.protect("/v2/acme/network/blobs/" + digest(archive), "Bearer abc", challenge);
    assertThat(digest).isNotEmpty();
    assertThat(install(oci("")))
        .singleElement()
        .asString()
        .contains("answered 401", "docker login");
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(
        home.resolve(".docker/config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
            .formatted(
                server.url().replace("http://", ""),
                basic("me:secret").substring("Basic ".length())));
    assertThat(install(oci(""))).isEmpty();
    assertInstalled();
    assertThat(server.requests())
        .contains("/token?service=s&scope=repository%3Aacme%2Fnetwork%3Apull");
  }

  @Test
  void refusesWhatIsNoModulePackage() throws Exception {
    giveManifest("1.0.0", "application/vnd.opentofu.provider");
    assertThat(install(oci("?tag=1.0.0")))
        .singleElement()
        .asString()
        .contains("its artifact type is \"application/vnd.opentofu.provider\"");
    giveManifest("1.0.0", "application/vnd.opentofu.modulepkg");
    server.give("/v2/acme/network/blobs/" + digest(archive), "something else");
    assertThat(install(oci("?tag=1.0.0")))
        .singleElement()
        .asString()
        .contains("has the SHA-256 checksum");
    assertThat(install(oci("?tag=1&digest=sha256:" + "0".repeat(64))))
        .singleElement()
        .asString()
        .contains("a tag or a digest, not both");
  }

  @Test
  void clonesMercurialRepositories() throws Exception {
    Path repository = Files.createDirectory(place.resolve("repository"));
    Assumptions.assumeTrue(hg(repository, "init"), "this machine has no hg");
    LocalRepository.write(repository, Map.of("a/main.tf", "# old\n"));
    assertThat(hg(repository, "commit", "-A", "-m", "old", "-u", "t")).isTrue();
    assertThat(hg(repository, "tag", "v1", "-u", "t")).isTrue();
    LocalRepository.write(repository, Map.of("a/main.tf", MODULE));
    assertThat(hg(repository, "commit", "-m", "new", "-u", "t")).isTrue();
    assertThat(install("hg::file://" + repository + "//a")).isEmpty();
    assertInstalled();
    assertThat(install("hg::file://" + repository + "//a?rev=v1")).isEmpty();
    assertThat(root.resolve(".terraform/modules/m/a/main.tf")).hasContent("# old\n");
    assertThat(install("hg::file://" + repository + "//a?rev=v9"))
        .singleElement()
        .asString()
        .contains("The repository has no revision \"v9\"");
  }

  private static boolean hg(Path folder, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("hg"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).directory(folder.toFile()).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
