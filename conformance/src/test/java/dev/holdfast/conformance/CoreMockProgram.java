package dev.holdfast.conformance;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.plugins.PluginProgram;
import dev.holdfast.plugins.process.LaunchOptions;
import dev.holdfast.plugins.provider.PluginSettings;
import dev.holdfast.plugins.provider.Plugins;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// A program for `tfcoremock`, started anew for each command as an installed one is; doubles in
/// this process for the others.
record CoreMockProgram(Path program) implements EquivalenceProviders {

  @Override
  public Tool tool(Path folder) {
    Map<ProviderSource, ProviderFactory> providers = EquivalenceProviders.doubles(folder);
    Plugins plugins =
        new Plugins(
            source -> new PluginProgram(source, program, ""),
            new PluginSettings(
                System.getenv(),
                folder,
                folder.resolve("cache"),
                LaunchOptions.PATIENCE,
                Clock.systemUTC(),
                System.Logger.Level.OFF,
                PluginSettings.Log.NONE));
    providers.put(ProviderSource.implied("tfcoremock"), plugins);
    return Tool.in(folder, providers, Map.of()).closing(plugins);
  }
}
