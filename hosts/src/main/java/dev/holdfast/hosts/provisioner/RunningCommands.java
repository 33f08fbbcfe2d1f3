package dev.holdfast.hosts.provisioner;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The commands of this machine that run now, so that none outlives a process that ends at once.
final class RunningCommands {
  private final Map<Process, Boolean> ownSessions = new ConcurrentHashMap<>();

  void begun(Process process, boolean ownSession) {
    ownSessions.put(process, ownSession);
  }

  void ended(Process process) {
    ownSessions.remove(process);
  }

  /// Ends them without asking, with all that they have started.
  void kill() {
    ownSessions.forEach((process, ownSession) -> {
      try {
        LocalCommand.signal("KILL", process, ownSession);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
