package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.JsonWriter;
import java.util.List;
import java.util.Locale;

/// `version`: which version this is, and for which machines.
final class VersionCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "version",
          "Show the version of Holdfast",
          "Shows the version of Holdfast.",
          List.of(CommonFlags.JSON),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String version = ProgramVersion.current();
    if (invocation.arguments().isOn(CommonFlags.JSON)) {
      JsonWriter json = JsonWriter.indented().beginObject();
      json.name("holdfast_version").value(version);
      json.name("platform").value(platform());
      json.name("provider_selections").beginObject().endObject();
      invocation.out().println(json.endObject());
    } else {
      invocation.out().println("Holdfast v" + version);
      invocation.out().println("on " + platform());
    }
    return 0;
  }

  /// As Go names machines, which is how providers are named too: `linux_amd64`.
  private static String platform() {
    String architecture =
        switch (System.getProperty("os.arch")) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    return System.getProperty("os.name").toLowerCase(Locale.ROOT) + "_" + architecture;
  }
}
