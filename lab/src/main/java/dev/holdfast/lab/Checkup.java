package dev.holdfast.lab;

/// One thing that a lab needs of the machine, and how it stands.
///
/// @param name what was looked at, for example `overlay file system`
/// @param found what there is
/// @param advice what to do about it; empty when nothing
public record Checkup(String name, Verdict verdict, String found, String advice) {
  /// How it stands.
  public enum Verdict {
    /// As it should be.
    OK,

    /// Labs work, with something less.
    LIMITED,

    /// Labs do not work until it is put right.
    PROBLEM
  }

  static Checkup ok(String name, String found) {
    return new Checkup(name, Verdict.OK, found, "");
  }
}
