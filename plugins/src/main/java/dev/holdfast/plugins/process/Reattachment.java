package dev.holdfast.plugins.process;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.plugins.protocol.ProtocolVersion;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A program that its author has started, perhaps under a debugger, as `TF_REATTACH_PROVIDERS`
/// names it: we speak with it and never end it.
public record Reattachment(ProtocolVersion version, SocketAddress address) {
  private static final String VARIABLE = "TF_REATTACH_PROVIDERS";
  private static final Set<String> PUBLIC_REGISTRIES =
      Set.of("registry.terraform.io", ProviderSource.DEFAULT_HOST);

  /// Whether a program is named for a provider. What is wrong with the variable is told when that
  /// is to be used.
  public static boolean isNamed(Map<String, String> environment, ProviderSource source) {
    try {
      return find(environment, source).isPresent();
    } catch (ProviderUnavailableException unusable) {
      return false;
    }
  }

  /// The program for a provider, where one is named.
  ///
  /// @throws ProviderUnavailableException if the variable cannot be understood
  public static Optional<Reattachment> find(Map<String, String> environment, ProviderSource source)
      throws ProviderUnavailableException {
    String text = environment.getOrDefault(VARIABLE, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (!(ValueJson.decodeImplied(text) instanceof ObjectValue all)) {
        throw unusable("it is not a JSON object");
      }
      for (var each : all.attributes().entrySet()) {
        if (names(each.getKey(), source)) {
          return Optional.of(parse(each.getKey(), each.getValue()));
        }
      }
      return Optional.empty();
    } catch (CodecException e) {
      throw unusable("it is not JSON: " + e.getMessage());
    }
  }

  private static boolean names(String key, ProviderSource source) {
    String[] parts = key.split("/", -1);
    String type = parts[parts.length - 1];
    String namespace = parts.length > 1 ? parts[parts.length - 2] : "hashicorp";
    String host = parts.length > 2 ? parts[0] : ProviderSource.DEFAULT_HOST;
    return type.equals(source.type())
        && namespace.equals(source.namespace())
        && (host.equals(source.host())
            || (PUBLIC_REGISTRIES.contains(host) && PUBLIC_REGISTRIES.contains(source.host())));
  }

  private static Reattachment parse(String key, Value value) throws ProviderUnavailableException {
    if (!(value instanceof ObjectValue entry)
        || !(entry.attributes().get("Addr") instanceof ObjectValue address)) {
      throw unusable("the entry of " + key + " names no address");
    }
    long number =
        entry.attributes().get("ProtocolVersion") instanceof NumberValue version
            ? version.value().fitsInt() ? version.value().intValueExact() : -1
            : ProtocolVersion.FIVE.number();
    ProtocolVersion version =
        ProtocolVersion.of(number)
            .orElseThrow(() ->
                unusable(
                    "%s speaks version %d of the plugin protocol; Holdfast speaks versions 5 and 6"
                        .formatted(key, number)));
    try {
      return new Reattachment(
          version,
          Handshake.address(
              text(address.attributes().get("Network")), text(address.attributes().get("String"))));
    } catch (LaunchFailedException e) {
      throw unusable("of the program of " + key + ": " + e.explanation());
    }
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue string ? string.value() : "";
  }

  private static ProviderUnavailableException unusable(String why) {
    return new ProviderUnavailableException(
        "The environment variable %s cannot be used: %s.".formatted(VARIABLE, why));
  }
}
