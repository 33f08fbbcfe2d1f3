package dev.holdfast.cli.command;

import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.plugins.PluginLookup;
import dev.holdfast.plugins.process.LaunchOptions;
import dev.holdfast.plugins.provider.PluginSettings;
import dev.holdfast.plugins.provider.Plugins;
import dev.holdfast.registry.settings.SettingsFiles;
import dev.holdfast.registry.settings.UserFolders;
import dev.holdfast.registry.settings.UserSettings;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The provider programs of one command, shared by all its phases. Nothing of them is loaded or
/// started before a provider is asked for that is not part of Holdfast.
public final class CommandPlugins implements AutoCloseable {
  private final World world;
  private final Path folder;
  private volatile @Nullable Plugins plugins;
  private @Nullable UserSettings settings;

  /// @param folder where the command works, and so where programs do
  public CommandPlugins(World world, Path folder) {
    this.world = world;
    this.folder = folder;
  }

  /// The user's settings for all projects, read once; what is wrong in them is told the first time.
  ///
  /// @param sources takes the files that diagnostics point into
  synchronized UserSettings settings(Consumer<SourceFile> sources, Diagnostics diagnostics) {
    UserSettings read = settings;
    if (read == null) {
      read = SettingsFiles.read(world.environment(), world.folder(), sources, diagnostics);
      settings = read;
    }
    return read;
  }

  /// Providers that are installed for a configuration.
  ///
  /// @param project the folder of the configuration
  ProviderFactory of(Path project) {
    return source -> open(project).create(source);
  }

  private synchronized Plugins open(Path project) {
    Plugins open = plugins;
    if (open == null) {
      ProviderLog log = ProviderLog.of(world);
      open =
          new Plugins(
              lookup(project),
              new PluginSettings(
                  world.environment(),
                  folder.toAbsolutePath(),
                  cache(),
                  LaunchOptions.PATIENCE,
                  world.clock(),
                  log.least(),
                  (source, line) ->
                      log.accept(
                          new Event.ProviderLogged(
                              world.clock().instant(),
                              source.toString(),
                              line.level(),
                              line.message()))));
      plugins = open;
    }
    return open;
  }

  private PluginLookup lookup(Path project) {
    return new ProjectPlugins(this, world, project, source -> {}).lookup();
  }

  private Path cache() {
    return UserFolders.of(world.environment())
        .cache()
        .orElseGet(() -> Path.of(System.getProperty("user.home", "/"), ".cache/holdfast"))
        .resolve("schemas");
  }

  /// Asks the programs to end what they are doing soon. Returns at once.
  void stop() {
    Plugins open = plugins;
    if (open != null) {
      open.stop();
    }
  }

  /// Ends the programs at once.
  void kill() {
    Plugins open = plugins;
    if (open != null) {
      open.kill();
    }
  }

  @Override
  public void close() {
    Plugins open;
    synchronized (this) {
      open = plugins;
      plugins = null;
    }
    if (open != null) {
      open.close();
    }
  }
}
