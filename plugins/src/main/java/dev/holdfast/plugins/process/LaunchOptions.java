package dev.holdfast.plugins.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How provider programs are started.
///
/// @param environment what they inherit
/// @param folder where they work: relative names in a configuration are relative to it
/// @param patience how long one may take until it says how to reach it
/// @param certificate ours, as PEM, which makes the program speak TLS; empty to speak in the clear
///   over a socket that only this user can reach
public record LaunchOptions(
    Map<String, String> environment, Path folder, Duration patience, String certificate) {
  /// What other cores give a program to start.
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  public LaunchOptions {
    environment = Map.copyOf(environment);
  }

  public LaunchOptions withCertificate(String pem) {
    return new LaunchOptions(environment, folder, patience, pem);
  }
}
