package dev.holdfast.lab.host;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What runs as the first process of a host.
public enum Init {
  /// systemd with everything that belongs to it; ready in a fraction of a second.
  SYSTEMD,

  /// `tini` and a small shell loop that keeps the programs in `/etc/holdfast/services` running;
  /// only the shell where the image has no `tini`.
  TINY;

  /// The word for it in a configuration.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The init of that word; empty when there is none.
  public static Optional<Init> ofWord(String word) {
    return Arrays.stream(values()).filter(init -> init.word().equals(word)).findFirst();
  }
}
