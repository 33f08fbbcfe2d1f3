package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.registry.credentials.CredentialsFile;
import dev.holdfast.registry.discovery.HostServices;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.settings.HostName;
import dev.holdfast.registry.settings.UserSettings;
import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `login`: keeps a token for a host, where the peers keep it too. The token is made on the pages
/// of the host and entered here; there is no browser to be led through.
final class LoginCommand implements Command {
  private static final int STANDARD_INPUT = 0;

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "login",
          "Keep a token for a host",
          "Asks for a token for a host and keeps it in credentials.tfrc.json, for its registries of"
              + " providers and modules. Make the token on the pages of the host. Where no terminal"
              + " is, the token is the first line of the input.",
          List.of(CommonFlags.NO_COLOR),
          Positionals.one("HOST"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    String name = invocation.arguments().positional(0).orElseThrow();
    Optional<String> host = HostName.normal(name);
    if (host.isEmpty()) {
      return invocation.fail(
          "Invalid hostname", "\"%s\" is not the name of a host.".formatted(name));
    }
    Diagnostics diagnostics = new Diagnostics();
    UserSettings settings = invocation.plugins().settings(invocation.sources()::add, diagnostics);
    if (invocation.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    if (settings.credentialsHelper().isPresent()) {
      return invocation.fail(
          "A credentials helper keeps the tokens",
          "Your settings name the credentials helper \"%s\". Give it the token by its own means."
              .formatted(settings.credentialsHelper().get().name()));
    }
    Optional<CredentialsFile> file = CredentialsFile.of(invocation.world().environment());
    if (file.isEmpty()) {
      return invocation.fail(
          "No home", "The variable HOME is not set, so there is nowhere to keep a token.");
    }
    return mayLogIn(invocation, host.get()) ? keep(invocation, host.get(), file.get()) : 1;
  }

  /// Whether the host offers what tokens are for; else it is told what to do.
  private static boolean mayLogIn(Invocation invocation, String host) throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<RemoteAccess> access = RemoteAccess.of(invocation, diagnostics);
    if (invocation.report(diagnostics.list()) || access.isEmpty()) {
      return false;
    }
    try (RemoteAccess remote = access.get()) {
      HostServices services = remote.discovery().of(host);
      boolean offered =
          services.services().keySet().stream()
              .anyMatch(each -> each.equals(ServiceDiscovery.LOGIN) || each.startsWith("tfe."));
      if (!offered) {
        invocation.fail(
            "Host does not support login",
            ("%s does not say that one can log in to it (it has no service login.v1). If you have a"
                    + " token for it all the same, set the variable %s, or write a block"
                    + " credentials \"%s\" { token = \"…\" } into ~/.tofurc.")
                .formatted(host, variable(host), host));
      }
      return offered;
    } catch (IOException fault) {
      invocation.fail(
          "Service discovery failed",
          "%s could not be asked for its services: %s.".formatted(host, fault.getMessage()));
      return false;
    }
  }

  private static String variable(String host) {
    return "TF_TOKEN_" + host.replace("-", "__").replace('.', '_');
  }

  private static int keep(Invocation invocation, String host, CredentialsFile file) {
    Palette palette = invocation.terminal().palette();
    boolean person = Terminal.isTerminal(STANDARD_INPUT);
    if (person) {
      invocation
          .out()
          .println(
              "Make a token for %s on its pages, and enter it here. It is kept in plain text in\n  %s"
                  .formatted(palette.bold(host), file.path()));
      invocation.out().print("\n  " + palette.bold("Token for " + host + ":") + " ");
      invocation.out().flush();
    }
    String token = (person ? readUnseen(invocation) : Confirmation.readLine(invocation)).strip();
    if (token.isEmpty()) {
      return invocation.fail("No token", "Nothing was entered, and nothing was changed.");
    }
    try {
      file.put(host, token);
    } catch (IOException fault) {
      return invocation.fail(
          "The token cannot be kept", file.path() + ": " + PrivateFiles.describe(fault) + ".");
    }
    invocation
        .out()
        .println(
            palette.green("Success!")
                + " The token for %s is kept in %s.".formatted(host, file.path()));
    return 0;
  }

  /// The next line of a terminal, which does not show it.
  private static String readUnseen(Invocation invocation) {
    Console console = Objects.requireNonNull(System.console());
    if (!console.isTerminal()) {
      return Confirmation.readLine(invocation);
    }
    char[] read = console.readPassword();
    return read == null ? "" : new String(read);
  }
}
