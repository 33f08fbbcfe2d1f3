package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.LiveArea;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.installation.InstallationEvent;
import dev.holdfast.plugins.installation.ProviderText;
import dev.holdfast.plugins.origin.PackageOffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// Shows how providers are installed: a line for each step, and below them a bar for each download
/// that is going on. Close it to remove the bars.
public final class InstallationText implements Consumer<InstallationEvent>, AutoCloseable {
  private static final int BAR = 20;
  private static final double MEBIBYTE = 1 << 20;

  private final LiveArea area;
  private final Map<ProviderSource, InstallationEvent.Downloading> downloads =
      new ConcurrentSkipListMap<>();

  public InstallationText(Terminal terminal) {
    this.area = LiveArea.open(terminal, this::bars);
  }

  @Override
  public void accept(InstallationEvent event) {
    if (event instanceof InstallationEvent.Downloading downloading) {
      downloads.put(event.source(), downloading);
      return;
    }
    downloads.remove(event.source());
    String name = ProviderText.of(event.source());
    switch (event) {
      case InstallationEvent.BuiltIn builtIn ->
          area.print("- " + builtIn.source() + " is built in to Holdfast");
      case InstallationEvent.Reusing _ ->
          area.print("- Reusing previous version of " + name + " from the dependency lock file");
      case InstallationEvent.Finding finding ->
          area.print(
              finding.constraints().isEmpty()
                  ? "- Finding latest version of " + name + "..."
                  : "- Finding "
                      + name
                      + " versions matching \""
                      + finding.constraints()
                      + "\"...");
      case InstallationEvent.PreviouslyInstalled previous ->
          area.print("- Using previously-installed " + named(name, previous.version()));
      case InstallationEvent.FromCache cached ->
          area.print(
              "- Using " + named(name, cached.version()) + " from the shared cache directory");
      case InstallationEvent.Installing installing ->
          area.print("- Installing " + named(name, installing.version()) + "...");
      case InstallationEvent.Installed installed ->
          area.print(
              "- Installed "
                  + named(name, installed.version())
                  + " ("
                  + authentication(installed.authentication())
                  + ")");
      case InstallationEvent.Downloading _, InstallationEvent.Failed _ -> {}
    }
  }

  private static String named(String name, Version version) {
    return name + " v" + version;
  }

  /// Who vouches for a package, in words.
  public static String authentication(PackageOffer.Authentication authentication) {
    String key = authentication.keyId().isEmpty() ? "" : ", key ID " + authentication.keyId();
    return authentication.text() + key + (authentication.expired() ? ", which has expired" : "");
  }

  private List<String> bars() {
    return downloads.values().stream().map(InstallationText::bar).toList();
  }

  static String bar(InstallationEvent.Downloading download) {
    String name = named(ProviderText.of(download.source()), download.version());
    OptionalLong total = download.total();
    if (total.isEmpty() || total.getAsLong() == 0) {
      return "  %s  %.1f MiB".formatted(name, download.received() / MEBIBYTE);
    }
    double part = Math.min(1, (double) download.received() / total.getAsLong());
    int filled = (int) (part * BAR);
    return "  %s  [%s%s] %3d%%  %.1f of %.1f MiB"
        .formatted(
            name,
            "=".repeat(filled),
            " ".repeat(BAR - filled),
            (int) (part * 100),
            download.received() / MEBIBYTE,
            total.getAsLong() / MEBIBYTE);
  }

  @Override
  public void close() {
    area.close();
  }
}
