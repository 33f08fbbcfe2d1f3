package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.registry.credentials.CredentialsFile;
import dev.holdfast.registry.settings.HostName;
import dev.holdfast.registry.settings.UserSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `logout`: forgets the token that `login` has kept for a host.
final class LogoutCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "logout",
          "Forget the token for a host",
          "Removes the token for a host from credentials.tfrc.json. The host itself knows nothing of"
              + " it: revoke the token there if it should be of no use any more.",
          List.of(CommonFlags.NO_COLOR),
          Positionals.one("HOST"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String name = invocation.arguments().positional(0).orElseThrow();
    Optional<String> host = HostName.normal(name);
    if (host.isEmpty()) {
      return invocation.fail(
          "Invalid hostname", "\"%s\" is not the name of a host.".formatted(name));
    }
    Optional<CredentialsFile> file = CredentialsFile.of(invocation.world().environment());
    try {
      if (file.isPresent() && file.get().remove(host.get())) {
        invocation
            .out()
            .println(
                invocation.terminal().palette().green("Success!")
                    + " The token for %s was removed from %s."
                        .formatted(host.get(), file.get().path()));
        return 0;
      }
    } catch (IOException fault) {
      return invocation.fail("The token cannot be removed", PrivateFiles.describe(fault) + ".");
    }
    Diagnostics diagnostics = new Diagnostics();
    UserSettings settings = invocation.plugins().settings(invocation.sources()::add, diagnostics);
    if (settings.tokens().containsKey(host.get())) {
      return invocation.fail(
          "Credentials are manually configured",
          "The token for %s is in a credentials block of your settings. Remove it there."
              .formatted(host.get()));
    }
    invocation.out().println("No token for " + host.get() + " is kept.");
    return 0;
  }
}
