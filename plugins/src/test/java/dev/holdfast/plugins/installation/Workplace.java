package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.PluginProgram;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.origin.PackageOrigin;
import dev.holdfast.plugins.origin.UserOrigins;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.packages.VerifiedPackages;
import dev.holdfast.registry.settings.SettingsFiles;
import dev.holdfast.registry.settings.UserSettings;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A user with settings and a project, whose platform is always linux_amd64.
final class Workplace {
  static final Platform PLATFORM = new Platform("linux", "amd64");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  final Map<String, String> environment = new HashMap<>();
  final List<InstallationEvent> events = new CopyOnWriteArrayList<>();
  private final Path home;
  private final SortedMap<ProviderSource, List<VersionConstraints>> required = new TreeMap<>();
  DependencyLocks locks = DependencyLocks.NONE;
  boolean upgrade;
  Path project;

  /// @param certificate that the user trusts
  Workplace(Path home, Path certificate) {
    this.home = home;
    this.project = home.resolve("project");
    environment.put("HOME", home.toString());
    environment.put("SSL_CERT_FILE", certificate.resolve("certificate.pem").toString());
  }

  Workplace settings(String text) throws IOException {
    Files.writeString(home.resolve(".tofurc"), text);
    return this;
  }

  Workplace needs(ProviderSource source, String constraints) {
    required.put(source, VersionConstraints.parse(constraints).stream().toList());
    return this;
  }

  /// Installs; after a success the lock file is kept.
  InstallationResult install() throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    UserSettings settings = SettingsFiles.read(environment, home, each -> {}, diagnostics);
    if (diagnostics.hasErrors()) {
      throw new IllegalStateException(diagnostics.list().toString());
    }
    InstallationOptions options =
        new InstallationOptions(
            packages(),
            upgrade,
            settings.pluginCache(),
            settings.cacheMayBreakLock(),
            settings.developmentOverrides(),
            Optional.of(home.resolve("verified")),
            4);
    WebSettings patience = new WebSettings("test", Duration.ofSeconds(20), 2, Duration.ofMillis(1));
    try (UserOrigins origins = new UserOrigins(settings, environment, project, CLOCK, "test");
        Web downloads = new Web(patience, environment)) {
      PackageOrigin origin = origins.all();
      InstallationResult result =
          new ProviderInstallation(options, PLATFORM, origin, downloads, events::add)
              .install(new RequiredProviders(required), locks);
      if (!result.hasErrors()) {
        locks = result.locks();
      }
      return result;
    }
  }

  /// Installs what cannot be installed.
  ///
  /// @return the detail of the first error
  String failToInstall() throws InterruptedException {
    return install().diagnostics().stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .map(Diagnostic::detail)
        .orElseThrow(() -> new AssertionError("it was installed"));
  }

  Path packages() {
    return project.resolve(".terraform/providers");
  }

  PluginProgram find(ProviderSource source) throws ProviderUnavailableException {
    return new InstalledPlugins(
            packages(),
            locks,
            Map.of(),
            PLATFORM,
            new VerifiedPackages(Optional.of(home.resolve("verified"))))
        .find(source);
  }
}
