package dev.holdfast.plugins.provider;

import dev.holdfast.plugins.process.PluginProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All programs that were started. Waits for nobody who is just starting one, so that a command can
/// be ended at any time.
final class RunningPrograms {
  private final Set<PluginProcess> processes = ConcurrentHashMap.newKeySet();
  private final Set<Instance> instances = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /// A program was started, and is perhaps not ready yet.
  void started(PluginProcess process) {
    processes.add(process);
    if (ending) {
      process.kill();
    }
  }

  /// A program can be spoken with.
  void ready(Instance instance) {
    instances.add(instance);
  }

  /// Asks all to end what they are doing soon, and returns at once.
  void stop() {
    instances.forEach(instance -> Thread.ofVirtual().start(instance::stop));
  }

  /// Ends all at once, and those that are started from now on.
  void kill() {
    ending = true;
    processes.forEach(PluginProcess::kill);
  }

  /// Ends all, each in its own way where it does so soon.
  void end() throws InterruptedException {
    List<Thread> ends = new ArrayList<>();
    for (Instance instance : instances) {
      ends.add(Thread.ofVirtual().start(instance::close));
    }
    for (Thread end : ends) {
      end.join();
    }
    kill();
  }
}
