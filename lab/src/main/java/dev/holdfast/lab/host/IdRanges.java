package dev.holdfast.lab.host;

import dev.holdfast.lab.disk.Trees;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Hands out ranges of 65536 user and group ids, one a host, so that no two hosts of any lab share
/// an owner. Each range in use is a symbolic link whose target is its owner; making that link is
/// what takes it, so two processes cannot take the same, and none is taken without its owner being
/// known.
///
/// The ranges start at 2^30: far above accounts and `/etc/subuid`, and below 2^31, which some
/// programs take for negative.
///
/// @param directory where the links are
record IdRanges(Path directory) {
  static final int FIRST = 1 << 30;
  static final int SIZE = 1 << 16;
  static final int COUNT = 8192;

  /// Takes a free range for a host: the machine's user id of its root. Linear in the ranges in use.
  ///
  /// @param owner `LAB/HOST`
  int take(String owner) throws IOException {
    Trees.createPrivate(directory);
    Set<String> used = new HashSet<>(Trees.names(directory));
    for (int number = 0; number < COUNT; number++) {
      String name = Integer.toString(number);
      if (!used.contains(name) && claim(name, owner)) {
        return FIRST + number * SIZE;
      }
    }
    throw new IOException(
        "all " + COUNT + " ranges of user ids are in use; destroy labs that are not needed");
  }

  private boolean claim(String name, String owner) throws IOException {
    try {
      Files.createSymbolicLink(directory.resolve(name), Path.of(owner));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  /// Gives back a range, unless it has been given back before and now belongs to somebody else.
  void release(int ids, String owner) throws IOException {
    Path range = directory.resolve(Integer.toString((ids - FIRST) / SIZE));
    try {
      if (owner(range).equals(owner)) {
        Files.deleteIfExists(range);
      }
    } catch (NoSuchFileException released) {
      // An interrupted removal came this far before.
    }
  }

  /// Gives back the ranges of owners that match: those that an interruption between taking a range
  /// and recording it left behind. Linear in the ranges in use.
  void releaseOf(Predicate<String> owner) throws IOException {
    for (String name : Trees.names(directory)) {
      Path file = directory.resolve(name);
      try {
        if (owner.test(owner(file))) {
          Files.deleteIfExists(file);
        }
      } catch (NoSuchFileException released) {
        // Another thread gave it back meanwhile.
      }
    }
  }

  /// The owner of a range; empty for what somebody else put there, which nobody then touches.
  private static String owner(Path range) throws IOException {
    try {
      return Files.readSymbolicLink(range).toString();
    } catch (NotLinkException foreign) {
      return "";
    }
  }
}
