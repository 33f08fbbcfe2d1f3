package dev.holdfast.lab.host;

/// How a host is.
public enum HostState {
  /// Its init runs.
  RUNNING,

  /// It is whole, but its init does not run: it was stopped, or died.
  STOPPED,

  /// Parts of it are there and cannot be used: its record is damaged or missing, or its first start
  /// was interrupted. It can be destroyed, or created again.
  BROKEN,

  /// There is nothing of it.
  ABSENT
}
