package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.settings.ProviderPatterns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several places, of which each is asked for the providers that it is for. A provider has the
/// versions of all of them; a package comes from the first that has it.
public final class Origins implements PackageOrigin {
  private final List<Choice> choices;

  /// A place and what it is for.
  public record Choice(PackageOrigin origin, ProviderPatterns patterns) {
    boolean isFor(ProviderSource source) {
      return patterns.matches(source, OtherRegistry.address(source));
    }
  }

  public Origins(List<Choice> choices) {
    this.choices = List.copyOf(choices);
  }

  @Override
  public AvailableVersions versions(ProviderSource source)
      throws PackageUnavailableException, InterruptedException {
    AvailableVersions all = null;
    List<String> asked = new ArrayList<>();
    for (Choice choice : choices) {
      if (choice.isFor(source)) {
        asked.add(choice.origin().description());
        AvailableVersions more = versions(choice.origin(), source, choices.size() == 1);
        if (more != null) {
          all = all == null ? more : all.and(more);
        }
      }
    }
    if (all == null) {
      throw PackageUnavailableException.unknown(
          asked.isEmpty()
              ? "provider %s is excluded from every installation method in the CLI configuration"
                  .formatted(source)
              : "provider %s was not found in any of the search locations\n\n  - %s"
                  .formatted(source, String.join("\n  - ", asked)));
    }
    return all;
  }

  /// Null where the place does not know the provider and another may.
  private static @Nullable AvailableVersions versions(
      PackageOrigin origin, ProviderSource source, boolean only)
      throws PackageUnavailableException, InterruptedException {
    try {
      return origin.versions(source);
    } catch (PackageUnavailableException fault) {
      if ((only && origin instanceof Registry) || !fault.isUnknownProvider()) {
        throw fault;
      }
      return null;
    }
  }

  @Override
  public PackageOffer offer(ProviderSource source, Version version, Platform platform)
      throws PackageUnavailableException, InterruptedException {
    PackageUnavailableException first = null;
    for (Choice choice : choices) {
      if (choice.isFor(source)) {
        try {
          if (choice.origin().versions(source).protocols().containsKey(version)) {
            return choice.origin().offer(source, version, platform);
          }
        } catch (PackageUnavailableException fault) {
          if (first == null || first.isUnknownProvider()) {
            first = fault;
          }
        }
      }
    }
    throw first == null || first.isUnknownProvider()
        ? PackageUnavailableException.because(
            "%s %s was not found in any of the search locations".formatted(source, version))
        : first;
  }

  @Override
  public String description() {
    return String.join(
        ", ", choices.stream().map(choice -> choice.origin().description()).toList());
  }
}
