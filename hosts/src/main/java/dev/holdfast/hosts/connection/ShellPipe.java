package dev.holdfast.hosts.connection;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// The three streams of a POSIX `sh` somewhere, that has read nothing yet.
public interface ShellPipe {

  /// To the shell's standard input. Not buffered, or flushed by `flush`.
  OutputStream input();

  /// From the shell's standard output.
  InputStream output();

  /// From the shell's standard error, and that of the program that carries the pipe.
  InputStream errors();

  /// Whether the far end is there as far as is known on this side; asked before each round trip.
  boolean isAlive();

  /// Ends the pipe at once: reads from it come to an end. May be called more than once and by any
  /// thread. What runs on the host may go on until it notices.
  void kill();

  /// Waits until the far end has ended, but not longer than given, and tells how in a few words,
  /// such as `exit code 1`; or `still running`.
  String ending(Duration longest) throws InterruptedException;
}
