package dev.holdfast.lab.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.lab.controlgroup.LimitUnavailable;
import dev.holdfast.lab.disk.LabLocked;
import dev.holdfast.lab.host.HostDidNotStart;
import dev.holdfast.lab.host.HostNeedsReplacement;
import dev.holdfast.lab.image.ImageUnavailable;
import dev.holdfast.lab.linux.SystemCallFailed;
import dev.holdfast.lab.network.LatencyUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The mistakes found in one request, gathered while it is looked through.
final class Faults {
  private final List<ProviderDiagnostic> found = new ArrayList<>();

  /// One more.
  ///
  /// @param attribute the way to what is wrong
  /// @param summary what is wrong, a few words
  /// @param detail where, why, and what to do
  void error(Path attribute, String summary, String detail) {
    found.add(ProviderDiagnostic.error(summary, detail, attribute));
  }

  void warning(String summary, String detail) {
    found.add(ProviderDiagnostic.warning(summary, detail));
  }

  /// A failure of the machine, in the words of what it was.
  void failure(String doing, IOException failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    found.add(
        switch (failure) {
          case ImageUnavailable image -> ProviderDiagnostic.error(message, image.advice());
          case HostDidNotStart _ ->
              ProviderDiagnostic.error("Host did not start", sentence(message));
          case HostNeedsReplacement _ ->
              ProviderDiagnostic.error("Host exists already", sentence(message));
          case LabLocked _ -> ProviderDiagnostic.error("Lab is in use", sentence(message));
          case LimitUnavailable _ ->
              ProviderDiagnostic.error("Limit not available", sentence(message));
          case LatencyUnavailable _ ->
              ProviderDiagnostic.error("Latency not available", sentence(message));
          case SystemCallFailed call when call.errno() == NO_SPACE ->
              ProviderDiagnostic.error(
                  "Disk full",
                  "There was no space left while "
                      + doing
                      + ": "
                      + message
                      + ". Make room, then"
                      + " run this again.");
          default ->
              ProviderDiagnostic.error(
                  "The machine refused",
                  "Something failed while "
                      + doing
                      + ": "
                      + message
                      + ". `holdfast lab doctor` shows what this machine lacks; this can be run"
                      + " again.");
        });
  }

  private static final int NO_SPACE = 28;

  private static String sentence(String text) {
    String capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  boolean any() {
    return found.stream().anyMatch(ProviderDiagnostic::isError);
  }

  List<ProviderDiagnostic> list() {
    return List.copyOf(found);
  }
}
