package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.plugins.PluginLookup;
import dev.holdfast.plugins.PluginProgram;
import dev.holdfast.plugins.channel.MutualTlsOffer;
import dev.holdfast.plugins.process.LaunchOptions;
import dev.holdfast.plugins.process.LogLine;
import dev.holdfast.plugins.process.Reattachment;
import dev.holdfast.plugins.protocol.ProviderClient;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Providers by their programs, for the whole of one command. Programs are started when they are
/// first needed, shared by all phases of the command, and ended when this is closed.
public final class Plugins implements ProviderFactory, AutoCloseable {
  /// Set by who wants TLS on the sockets between us and providers too.
  static final String TLS = "HOLDFAST_PLUGIN_TLS";

  private final PluginLookup lookup;
  private final PluginSettings settings;
  private final SchemaCache cache;
  private final Map<ProviderSource, Fleet> fleets = new ConcurrentHashMap<>();
  private final RunningPrograms running = new RunningPrograms();
  private final Thread atExit = new Thread(this::kill, "plugins-at-exit");
  private final SocketFolder sockets;
  private boolean guarded;

  /// @param lookup finds the program of a provider when it is first needed
  public Plugins(PluginLookup lookup, PluginSettings settings) {
    this.lookup = lookup;
    this.settings = settings;
    this.cache = new SchemaCache(settings.cache(), settings.clock());
    this.sockets = SocketFolder.temporary(settings.clock());
  }

  @Override
  public Provider create(ProviderSource source) throws ProviderUnavailableException {
    Fleet fleet = fleets.get(source);
    if (fleet == null) {
      Fleet made = fleet(source);
      Fleet earlier = fleets.putIfAbsent(source, made);
      fleet = earlier == null ? made : earlier;
    }
    Fleet.Offer offer = fleet.offer();
    return new ProviderClient(
        source, new FleetCalls(source, fleet, offer.version()), offer.schema());
  }

  private Fleet fleet(ProviderSource source) throws ProviderUnavailableException {
    Optional<Reattachment> attached = Reattachment.find(settings.environment(), source);
    if (attached.isPresent()) {
      return new Fleet(
          source,
          () -> ready(Instance.attach(source, attached.get())),
          cache,
          "",
          settings.clock());
    }
    PluginProgram program = lookup.find(source);
    LogLine.Sink log =
        settings.logged() == Level.OFF
            ? LogLine.Sink.NONE
            : line -> settings.log().accept(source, line);
    LaunchOptions options =
        new LaunchOptions(
            ProgramEnvironment.of(settings, source, sockets.folder()),
            settings.folder(),
            settings.patience(),
            "");
    guard();
    return new Fleet(
        source,
        () -> ready(Instance.start(source, program.executable(), options, tls(), log, running)),
        cache,
        program.identity(),
        settings.clock());
  }

  private Instance ready(Instance instance) {
    running.ready(instance);
    return instance;
  }

  private Optional<MutualTlsOffer> tls() {
    String wanted = settings.environment().getOrDefault(TLS, "");
    return wanted.isEmpty() || wanted.equals("0")
        ? Optional.empty()
        : Optional.of(MutualTlsOffer.create(settings.clock()));
  }

  /// Programs must not outlive us, whatever ends us.
  private synchronized void guard() {
    if (!guarded) {
      guarded = true;
      Runtime.getRuntime().addShutdownHook(atExit);
    }
  }

  /// Asks all programs to end what they are doing soon, and returns at once.
  public void stop() {
    running.stop();
  }

  /// Ends all programs at once.
  public void kill() {
    running.kill();
    sockets.remove();
  }

  /// Ends all programs, each in its own way where it does so soon.
  @Override
  public void close() {
    try {
      running.end();
      sockets.remove();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    unguard();
  }

  private synchronized void unguard() {
    if (guarded) {
      guarded = false;
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException exiting) {
        // It has begun, and finds nothing to do.
      }
    }
  }
}
