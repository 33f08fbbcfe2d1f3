package dev.holdfast.registry.settings;

import dev.holdfast.engine.address.ProviderSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user has set for all projects.
///
/// @param pluginCache a folder in which the packages of providers are kept for all projects
/// @param cacheMayBreakLock whether a package from there is taken though the lock file does not
///   know it
/// @param tokens by host; secret
/// @param credentialsHelper the program to ask for tokens
/// @param services for each host the services that discovery need not be asked for, by name; an
///   address, or empty for a service that the host shall count as not having
/// @param methods how to get providers, the first that has one wins; empty where nothing is said
/// @param developmentOverrides folders with executables that stand in for providers
/// @param registryRetries of requests to registries; negative where nothing is said
/// @param registryTimeout in seconds, of requests to registries; 0 where nothing is said
public record UserSettings(
    Optional<Path> pluginCache,
    boolean cacheMayBreakLock,
    Map<String, String> tokens,
    Optional<HelperProgram> credentialsHelper,
    Map<String, Map<String, String>> services,
    List<InstallationMethod> methods,
    Map<ProviderSource, Path> developmentOverrides,
    int registryRetries,
    int registryTimeout) {

  /// Nothing is set.
  public static final UserSettings NONE =
      new UserSettings(
          Optional.empty(),
          false,
          Map.of(),
          Optional.empty(),
          Map.of(),
          List.of(),
          Map.of(),
          -1,
          0);

  /// A program that knows tokens.
  ///
  /// @param name the program is `terraform-credentials-NAME`
  /// @param arguments come before those of the protocol
  public record HelperProgram(String name, List<String> arguments) {
    public HelperProgram {
      arguments = List.copyOf(arguments);
    }
  }

  public UserSettings {
    tokens = Map.copyOf(tokens);
    services = Map.copyOf(services);
    methods = List.copyOf(methods);
    developmentOverrides = Map.copyOf(developmentOverrides);
  }

  /// Without the tokens.
  @Override
  public String toString() {
    return "UserSettings[methods=" + methods + ", hosts with tokens=" + tokens.keySet() + "]";
  }
}
