package dev.holdfast.lab.provider;

import dev.holdfast.lab.Lab;
import dev.holdfast.lab.Labs;
import java.io.IOException;

/// What the resources of one configured provider share.
///
/// @param opener gives the labs of this machine, the same each time
/// @param labName the lab that this provider is about
/// @param declarations what is declared in this run
record LabContext(Opener opener, String labName, Declarations declarations) {
  /// Opens the labs of this machine.
  @FunctionalInterface
  interface Opener {
    Labs open() throws IOException;
  }

  Labs labs() throws IOException {
    return opener.open();
  }

  Lab lab() throws IOException {
    return labs().lab(labName);
  }
}
