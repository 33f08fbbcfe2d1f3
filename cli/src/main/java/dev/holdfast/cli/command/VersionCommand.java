package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.JsonWriter;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.lockfile.LockFile;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.packages.Platform;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;

/// `version`: which version this is, for which machines, and which providers are selected.
final class VersionCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "version",
          "Show the version of Holdfast",
          "Shows the version of Holdfast, and the providers that the lock file of the folder selects.",
          List.of(CommonFlags.JSON),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String version = ProgramVersion.current();
    Collection<ProviderLock> selections = selections(invocation);
    if (invocation.arguments().isOn(CommonFlags.JSON)) {
      JsonWriter json = JsonWriter.indented().beginObject();
      json.name("holdfast_version").value(version);
      json.name("platform").value(Platform.current().toString());
      json.name("provider_selections").beginObject();
      for (ProviderLock lock : selections) {
        json.name(lock.source().toString()).value(lock.version().toString());
      }
      json.endObject();
      invocation.out().println(json.endObject());
    } else {
      invocation.out().println("Holdfast v" + version);
      invocation.out().println("on " + Platform.current());
      for (ProviderLock lock : selections) {
        invocation.out().println("+ provider " + lock.source() + " v" + lock.version());
      }
    }
    return 0;
  }

  /// What the lock file of the folder says. Who asks for the version may be in any folder, so a
  /// file that is damaged counts as none.
  private static Collection<ProviderLock> selections(Invocation invocation) {
    LockFile file = LockFile.in(invocation.folder());
    return Files.exists(file.path())
        ? file.read(source -> {}, new Diagnostics()).providers().values()
        : List.of();
  }
}
