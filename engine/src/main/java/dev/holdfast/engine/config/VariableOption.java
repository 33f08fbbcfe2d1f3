package dev.holdfast.engine.config;

import java.nio.file.Path;

/// A value, or a file of values, given on the command line.
public sealed interface VariableOption {

  /// `-var NAME=VALUE`
  ///
  /// @param text what follows `-var`
  record Assignment(String text) implements VariableOption {}

  /// `-var-file PATH`
  record ValuesFile(Path path) implements VariableOption {}
}
