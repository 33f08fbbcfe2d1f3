package dev.holdfast.plugins.process;

import dev.holdfast.plugins.protocol.ProtocolVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;

/// The first line that a provider program writes:
/// `CORE|PROTOCOL|NETWORK|ADDRESS|grpc[|CERTIFICATE[|MULTIPLEX]]`.
///
/// @param certificate what the program shows when it is spoken with over TLS, base64 of its DER;
///   empty without TLS
public record Handshake(ProtocolVersion version, SocketAddress address, String certificate) {
  /// Anything shorter in the place of a certificate is none.
  private static final int SHORTEST_CERTIFICATE = 50;

  /// @throws LaunchFailedException if the line is none, or of a program that we cannot speak with
  static Handshake parse(String line) throws LaunchFailedException {
    String[] parts = line.strip().split("\\|", -1);
    if (parts.length < 4) {
      throw new LaunchFailedException(
          "It answered with \"%s\", which is not how a provider introduces itself. Is it a provider program?"
              .formatted(shortened(line)));
    }
    if (!parts[0].equals("1")) {
      throw new LaunchFailedException(
          "It speaks version %s of the core protocol; Holdfast speaks version 1."
              .formatted(shortened(parts[0])));
    }
    if (parts.length < 5 || !parts[4].equals("grpc")) {
      throw new LaunchFailedException(
          "It does not speak gRPC, so it was made for Terraform 0.11 or older. Use a newer version of the provider.");
    }
    ProtocolVersion version =
        number(parts[1])
            .flatMap(ProtocolVersion::of)
            .orElseThrow(() ->
                new LaunchFailedException(
                    "It speaks version %s of the plugin protocol; Holdfast speaks versions 5 and 6. Use another version of the provider."
                        .formatted(shortened(parts[1]))));
    String certificate = parts.length > 5 ? parts[5] : "";
    return new Handshake(
        version,
        address(parts[2], parts[3]),
        certificate.length() < SHORTEST_CERTIFICATE ? "" : certificate);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// An address as programs and `TF_REATTACH_PROVIDERS` name it.
  static SocketAddress address(String network, String address) throws LaunchFailedException {
    if (network.equals("unix")) {
      return UnixDomainSocketAddress.of(address);
    }
    int colon = address.lastIndexOf(':');
    if (network.equals("tcp") && colon > 0) {
      try {
        return new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
      } catch (IllegalArgumentException e) {
        // Reported below.
      }
    }
    throw new LaunchFailedException(
        "It listens at \"%s\" of the network \"%s\", which Holdfast cannot reach."
            .formatted(shortened(address), shortened(network)));
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
