package dev.holdfast.cli.command;

import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.modules.fetch.PackageSources;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.credentials.UserCredentials;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.settings.UserSettings;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebSettings;
import java.util.Map;
import java.util.Optional;

/// How one command reaches servers: as the user's settings want it. Nothing is connected before it
/// is needed.
record RemoteAccess(
    Map<String, String> environment, Web web, ServiceDiscovery discovery, Credentials credentials)
    implements AutoCloseable {

  /// Reads the user's settings; empty where they have an error.
  static Optional<RemoteAccess> of(Invocation invocation, Diagnostics diagnostics) {
    Map<String, String> environment = invocation.world().environment();
    Diagnostics found = new Diagnostics();
    UserSettings settings = invocation.plugins().settings(invocation.sources()::add, found);
    diagnostics.addAll(found.list());
    if (found.hasErrors()) {
      return Optional.empty();
    }
    Web web =
        new Web(
            WebSettings.standard("Holdfast/" + ProgramVersion.current()).with(environment),
            environment);
    Credentials credentials = new UserCredentials(settings, environment);
    return Optional.of(
        new RemoteAccess(
            environment,
            web,
            new ServiceDiscovery(web, credentials, settings.services()),
            credentials));
  }

  /// Where packages of modules come from.
  PackageSources packages() {
    return new PackageSources(environment, web, discovery, credentials);
  }

  @Override
  public void close() {
    web.close();
  }
}
