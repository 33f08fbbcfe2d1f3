package dev.holdfast.plugins.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.PackageOffer;
import dev.holdfast.plugins.packages.PackageHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryInstallationTest {
  private static final SigningKey KEY = SigningKey.make();
  private static final String NAME = "acme/thing";

  @TempDir static Path certificate;
  @TempDir Path home;
  private TestServer server;
  private TestRegistry registry;
  private Workplace workplace;
  private ProviderSource thing;

  @BeforeAll
  static void makeCertificate() throws IOException, InterruptedException {
    TestServer.certificate(certificate);
  }

  @BeforeEach
  void startServer() {
    server = TestServer.start(certificate);
    registry = new TestRegistry(server, KEY);
    workplace = new Workplace(home, certificate);
    thing = registry.source(NAME);
    registry.publish(NAME, "1.0.0", "one");
    registry.publish(NAME, "1.2.0", "two");
    registry.publish(NAME, "2.0.0-beta1", "three");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void installsTheNewestSignedPackageThatIsAllowed() throws Exception {
    InstallationResult result = workplace.needs(thing, "~> 1.0").install();

    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.signed()).isTrue();
    ProviderLock lock = workplace.locks.provider(thing).orElseThrow();
    assertThat(lock.version()).hasToString("1.2.0");
    assertThat(lock.constraints()).isEqualTo("~> 1.0");
    assertThat(lock.hashes())
        .contains(
            TestRegistry.archiveHash(TestRegistry.archive(NAME, "1.2.0", "two")),
            new PackageHash("zh", "0".repeat(64)))
        .anyMatch(PackageHash::isOfContent);
    assertThat(workplace.events)
        .contains(
            new InstallationEvent.Installed(
                thing, lock.version(), PackageOffer.Authentication.signed(KEY.id(), false)));
    Path program = workplace.find(thing).executable();
    assertThat(program).hasFileName("terraform-provider-thing_v1.2.0").isExecutable();
    assertThat(workplace.packages().relativize(program))
        .hasToString(
            server.host() + "/acme/thing/1.2.0/linux_amd64/terraform-provider-thing_v1.2.0");
  }

  @Test
  void keepsTheVersionOfTheLockFileUntilAnUpgrade() throws Exception {
    workplace.needs(thing, "1.0.0").install();
    workplace.needs(thing, ">= 1.0.0").install();
    assertThat(workplace.locks.provider(thing).orElseThrow().version()).hasToString("1.0.0");
    assertThat(workplace.events)
        .contains(
            new InstallationEvent.PreviouslyInstalled(thing, Version.parse("1.0.0").orElseThrow()));
    workplace.upgrade = true;
    workplace.install();
    assertThat(workplace.locks.provider(thing).orElseThrow().version()).hasToString("1.2.0");
  }

  @Test
  void asksForAnUpgradeWhereTheLockedVersionIsNotAllowedAnyMore() throws Exception {
    workplace.needs(thing, "1.0.0").install();
    assertThat(workplace.needs(thing, "> 1.0.0").failToInstall())
        .contains("does not match configured version constraint > 1.0.0")
        .contains("holdfast init -upgrade");
  }

  @Test
  void installsPrereleasesOnlyWhenTheyAreNamed() throws Exception {
    workplace.needs(thing, "2.0.0-beta1").install();
    assertThat(workplace.locks.provider(thing).orElseThrow().version()).hasToString("2.0.0-beta1");
    workplace = new Workplace(Files.createDirectory(home.resolve("other")), certificate);
    assertThat(workplace.needs(thing, ">= 2.0.0-beta1").failToInstall())
        .contains("no available releases match the given constraints >= 2.0.0-beta1");
  }

  @Test
  void refusesAPackageThatWasChangedOnTheWay() throws Exception {
    server.put(
        TestRegistry.archivePath(NAME, "1.2.0"), TestRegistry.archive(NAME, "1.2.0", "evil"));
    assertThat(workplace.needs(thing, "1.2.0").failToInstall())
        .contains("doesn't match the checksum that its publisher tells");
    assertNothingIsInstalled();
  }

  @Test
  void refusesChecksumsThatAnotherKeyHasSigned() throws Exception {
    String list =
        new String(server.content(TestRegistry.listPath(NAME, "1.2.0")), StandardCharsets.UTF_8);
    registry.sign(NAME, "1.2.0", list, SigningKey.make());
    assertThat(workplace.needs(thing, "1.2.0").failToInstall())
        .contains("not signed with a valid signing key");
    assertThat(server.requests(TestRegistry.archivePath(NAME, "1.2.0"))).isEmpty();
  }

  @Test
  void refusesChecksumsThatWereChangedAfterTheyWereSigned() throws Exception {
    byte[] evil = TestRegistry.archive(NAME, "1.2.0", "evil");
    server.put(TestRegistry.archivePath(NAME, "1.2.0"), evil);
    server.put(
        TestRegistry.listPath(NAME, "1.2.0"),
        TestRegistry.sha256(evil) + "  " + TestRegistry.file(NAME, "1.2.0") + "\n");
    registry.describe(NAME, "1.2.0", TestRegistry.sha256(evil), KEY.armoured());
    assertThat(workplace.needs(thing, "1.2.0").failToInstall())
        .contains("the signature does not fit the text");
    assertNothingIsInstalled();
  }

  @Test
  void refusesAChecksumThatTheSignedListDoesNotHave() throws Exception {
    byte[] evil = TestRegistry.archive(NAME, "1.2.0", "evil");
    server.put(TestRegistry.archivePath(NAME, "1.2.0"), evil);
    registry.describe(NAME, "1.2.0", TestRegistry.sha256(evil), KEY.armoured());
    assertThat(workplace.needs(thing, "1.2.0").failToInstall())
        .contains("tells another checksum of");
  }

  @Test
  void refusesARegistryWithoutKeysUnlessItIsTheOneThatMayBe() throws Exception {
    registry.describe(
        NAME,
        "1.2.0",
        TestRegistry.sha256(server.content(TestRegistry.archivePath(NAME, "1.2.0"))),
        "");
    assertThat(workplace.needs(thing, "1.2.0").failToInstall()).contains("tells no key");
  }

  @Test
  void takesAKeyThatHasExpiredUnlessToldOtherwise() throws Exception {
    SigningKey old = SigningKey.make(Instant.parse("2020-01-01T00:00:00Z"), 1000);
    new TestRegistry(server, old).publish("acme/old", "1.0.0", "old");
    ProviderSource source = registry.source("acme/old");
    workplace.needs(source, "");
    assertThat(workplace.install().diagnostics()).isEmpty();
    assertThat(workplace.events)
        .anyMatch(event ->
            event instanceof InstallationEvent.Installed installed
                && installed.authentication().expired());
    workplace = new Workplace(Files.createDirectory(home.resolve("other")), certificate);
    workplace.environment.put("OPENTOFU_ENFORCE_GPG_EXPIRATION", "true");
    assertThat(workplace.needs(source, "").failToInstall()).contains("has expired");
  }

  @Test
  void refusesArchivesWithNamesThatLeadOut() throws Exception {
    byte[] archive =
        TestRegistry.archive(
            Map.of("terraform-provider-thing", "program", "../../../../../../escaped", "evil"));
    registry.publish(NAME, "1.3.0", archive, "[\"6.0\"]");
    assertThat(workplace.needs(thing, "1.3.0").failToInstall())
        .contains("not safe to unpack", "leads out of it");
    assertThat(home.resolve("project/.terraform/escaped")).doesNotExist();
    assertThat(home.resolve("escaped")).doesNotExist();
    assertNothingIsInstalled();
  }

  @Test
  void refusesArchivesWithoutAProgram() throws Exception {
    byte[] archive = TestRegistry.archive(Map.of("terraform-provider-thingumajig", "program"));
    registry.publish(NAME, "1.3.0", archive, "[\"6.0\"]");
    assertThat(workplace.needs(thing, "1.3.0").failToInstall())
        .contains("no program whose name begins with terraform-provider-thing");
  }

  @Test
  void goesOnWithADownloadThatBroke() throws Exception {
    String path = TestRegistry.archivePath(NAME, "1.2.0");
    server.cutOnce(
        path,
        100,
        () ->
            workplace.events.stream()
                .anyMatch(each ->
                    each instanceof InstallationEvent.Downloading download
                        && download.received() >= 100));
    assertThat(workplace.needs(thing, "1.2.0").install().diagnostics()).isEmpty();
    assertThat(server.requests(path))
        .extracting(TestServer.Request::range)
        .containsExactly("", "bytes=100-");
  }

  @Test
  void triesAgainWhenTheServerIsBusy() throws Exception {
    server.fail(TestRegistry.archivePath(NAME, "1.2.0"), 2);
    assertThat(workplace.needs(thing, "1.2.0").install().diagnostics()).isEmpty();
    server.fail("/v1/providers/acme/other/versions", 0);
    server.fail(TestRegistry.archivePath(NAME, "1.0.0"), 3);
    workplace = new Workplace(Files.createDirectory(home.resolve("other")), certificate);
    assertThat(workplace.needs(thing, "1.0.0").failToInstall()).contains("answered 503");
  }

  @Test
  void refusesAPackageThatTheLockFileDoesNotKnow() throws Exception {
    workplace.needs(thing, "1.2.0").install();
    ProviderLock lock = workplace.locks.provider(thing).orElseThrow();
    TreeSet<PackageHash> wrong = new TreeSet<>();
    wrong.add(new PackageHash("h1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    workplace.locks =
        workplace.locks.with(new ProviderLock(thing, lock.version(), lock.constraints(), wrong));
    assertThat(workplace.failToInstall())
        .contains(
            "doesn't match any of the checksums previously recorded in the dependency lock file");
    assertThatThrownBy(() -> workplace.find(thing))
        .isInstanceOf(ProviderUnavailableException.class)
        .hasMessageContaining("does not match any of the checksums")
        .hasMessageContaining("holdfast init");
  }

  @Test
  void noticesAPackageThatWasChangedAfterItWasInstalled() throws Exception {
    workplace.needs(thing, "1.2.0").install();
    Path program = workplace.find(thing).executable();
    Files.writeString(program, "#!/bin/sh\necho evil\n");
    assertThatThrownBy(() -> workplace.find(thing))
        .hasMessageContaining("does not match any of the checksums");
    assertThat(workplace.install().diagnostics()).isEmpty();
    assertThat(workplace.find(thing).executable()).content().contains("two");
  }

  @Test
  void saysWhatToDoWhenNothingIsInstalled() {
    assertThatThrownBy(() -> workplace.find(thing))
        .hasMessageContaining("no selection for the provider")
        .hasMessageContaining("run: holdfast init");
  }

  @Test
  void installsFromTheCacheWithoutAskingTheServer() throws Exception {
    workplace.environment.put("TF_PLUGIN_CACHE_DIR", home.resolve("cache").toString());
    workplace.needs(thing, "1.2.0").install();
    assertThat(workplace.find(thing).executable().toRealPath())
        .startsWith(home.resolve("cache").toRealPath());
    int before = server.requests().size();
    workplace.project = home.resolve("second");
    assertThat(workplace.install().diagnostics()).isEmpty();
    assertThat(server.requests()).hasSize(before);
    assertThat(workplace.events)
        .contains(new InstallationEvent.FromCache(thing, Version.parse("1.2.0").orElseThrow()));
    assertThat(workplace.find(thing).executable()).isExecutable();
  }

  @Test
  void twoAtOnceDoNotDisturbEachOther() throws Exception {
    workplace.environment.put("TF_PLUGIN_CACHE_DIR", home.resolve("cache").toString());
    workplace.needs(thing, "1.2.0");
    Workplace other = new Workplace(home, certificate);
    other.environment.putAll(workplace.environment);
    other.needs(thing, "1.2.0");
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<InstallationResult> first = both.submit(workplace::install);
      Future<InstallationResult> second = both.submit(other::install);
      assertThat(first.get().diagnostics()).isEmpty();
      assertThat(second.get().diagnostics()).isEmpty();
    }
    assertThat(workplace.find(thing)).isEqualTo(other.find(thing));
    assertNoneIsHalfThere();
  }

  @Test
  void sendsTheTokenToTheRegistryOnly() throws Exception {
    try (TestServer elsewhere = TestServer.start(certificate)) {
      String path = TestRegistry.archivePath(NAME, "1.2.0");
      elsewhere.put("/blob", server.content(path));
      server.redirect(path, elsewhere.address("/blob"));
      workplace.settings("credentials \"" + server.host() + "\" { token = \"geheim\" }");
      assertThat(workplace.needs(thing, "1.2.0").install().diagnostics()).isEmpty();
      assertThat(server.requests("/v1/providers/acme/thing/versions"))
          .allMatch(request -> request.authorization().equals("Bearer geheim"));
      assertThat(elsewhere.requests())
          .isNotEmpty()
          .allMatch(each -> each.authorization().isEmpty());
    }
  }

  @Test
  void tellsOfAProviderThatTheRegistryDoesNotHave() throws Exception {
    assertThat(workplace.needs(registry.source("acme/nothing"), "").failToInstall())
        .contains("provider registry " + server.host() + " does not have a provider named");
  }

  @Test
  void tellsOfVersionsThatItCannotSpeakWith() throws Exception {
    registry.publish(
        "acme/ancient", "0.1.0", TestRegistry.archive("acme/ancient", "0.1.0", "x"), "[\"4.0\"]");
    assertThat(workplace.needs(registry.source("acme/ancient"), "").failToInstall())
        .contains("version of the plugin protocol");
  }

  @Test
  void installsOthersWhenOneCannotBe() throws Exception {
    workplace.needs(thing, "").needs(registry.source("acme/nothing"), "");
    assertThat(workplace.failToInstall()).contains("acme/nothing");
    assertThat(workplace.events)
        .anyMatch(event ->
            event instanceof InstallationEvent.Installed installed
                && installed.source().equals(thing));
  }

  @Test
  void installsFromAMirrorOnTheNetwork() throws Exception {
    byte[] archive = TestRegistry.archive("hashicorp/random", "3.6.0", "mirror");
    String base = "/mirror/registry.opentofu.org/hashicorp/random/";
    server.put(base + "index.json", "{\"versions\": {\"3.6.0\": {}}}");
    server.put(
        base + "3.6.0.json",
        """
        {"archives": {"linux_amd64": {"url": "x.zip", "hashes": ["zh:%s"]}}}
        """
            .formatted(TestRegistry.sha256(archive)));
    server.put(base + "x.zip", archive);
    workplace.settings(
        "provider_installation { network_mirror { url = \"%s\" } }"
            .formatted(server.address("/mirror")));
    ProviderSource random = ProviderSource.implied("random");
    assertThat(workplace.needs(random, "").install().diagnostics()).isEmpty();
    assertThat(workplace.find(random).executable()).isExecutable();
    server.put(base + "x.zip", TestRegistry.archive("hashicorp/random", "3.6.0", "evil"));
    workplace = new Workplace(home, certificate);
    workplace.project = home.resolve("second");
    assertThat(workplace.needs(random, "").failToInstall()).contains("doesn't match the checksum");
  }

  private void assertNothingIsInstalled() throws IOException {
    assertThatThrownBy(() -> workplace.find(thing))
        .isInstanceOf(ProviderUnavailableException.class);
    assertThat(workplace.packages().resolve(server.host() + "/acme/thing/1.2.0/linux_amd64"))
        .doesNotExist();
    assertNoneIsHalfThere();
  }

  private void assertNoneIsHalfThere() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".new-") || name.startsWith(".old-"));
    }
  }
}
