package dev.holdfast.plugins.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.origin.PackageOffer;
import dev.holdfast.plugins.origin.UserOrigins;
import dev.holdfast.registry.settings.UserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorFolderTest {
  private static final String NAME = "acme/thing";
  private static final SigningKey KEY = SigningKey.make();

  @TempDir static Path certificate;
  @TempDir Path home;
  private TestServer server;
  private ProviderSource thing;
  private Path mirror;

  @BeforeAll
  static void makeCertificate() throws IOException, InterruptedException {
    TestServer.certificate(certificate);
  }

  @BeforeEach
  void publish() {
    server = TestServer.start(certificate);
    TestRegistry registry = new TestRegistry(server, KEY);
    registry.publish(NAME, "1.0.0", "one");
    registry.publish(NAME, "1.2.0", "two");
    thing = registry.source(NAME);
    mirror = home.resolve("mirror");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void isAMirrorInAFolder() throws Exception {
    add("1.0.0");
    add("1.2.0");
    Workplace workplace = new Workplace(home, certificate);
    workplace.settings("provider_installation { filesystem_mirror { path = \"" + mirror + "\" } }");
    assertThat(workplace.needs(thing, "~> 1.0").install().diagnostics()).isEmpty();
    assertThat(workplace.find(thing).executable()).content().contains("two");
  }

  @Test
  void isAMirrorBehindAWebServer() throws Exception {
    add("1.2.0");
    try (Stream<Path> files = Files.walk(mirror);
        TestServer web = TestServer.start(certificate)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        web.put("/m/" + mirror.relativize(file), Files.readAllBytes(file));
      }
      Workplace workplace = new Workplace(home, certificate);
      workplace.settings(
          "provider_installation { network_mirror { url = \"" + web.address("/m/") + "\" } }");
      assertThat(workplace.needs(thing, "").install().diagnostics()).isEmpty();
      assertThat(workplace.find(thing).executable()).content().contains("two");
    }
  }

  @Test
  void keepsOutWhatIsNotThePublishers() throws IOException {
    server.put(
        TestRegistry.archivePath(NAME, "1.2.0"), TestRegistry.archive(NAME, "1.2.0", "evil"));
    assertThatThrownBy(() -> add("1.2.0")).hasMessageContaining("doesn't match the checksum");
    try (Stream<Path> files = Files.walk(mirror)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private void add(String text) throws Exception {
    Version version = Version.parse(text).orElseThrow();
    Map<String, String> environment =
        Map.of("SSL_CERT_FILE", certificate.resolve("certificate.pem").toString());
    try (UserOrigins origins =
        new UserOrigins(UserSettings.NONE, environment, home, Clock.systemUTC(), "test")) {
      PackageOffer offer = origins.registries().offer(thing, version, Workplace.PLATFORM);
      MirrorFolder folder = new MirrorFolder(mirror);
      folder.add(thing, version, Workplace.PLATFORM, offer, Optional.empty(), origins.web());
      folder.writeLists(thing);
    }
  }
}
