package dev.holdfast.hcl.function;

import dev.holdfast.hcl.type.Type;

/// One parameter of a function and what it lets through to the implementation.
///
/// @param name as diagnostics call it
/// @param type arguments are converted to it; dynamic takes them as they are
/// @param allowNull whether the argument may be null; if not, null is a fault
/// @param allowUnknown whether the implementation sees an unknown argument; if not, the result is
///   unknown without a call
/// @param allowDynamic whether the function can say its return type though the argument's type is
///   not known
/// @param allowMarked whether the implementation sees marks and puts them on its result itself; if
///   not, they are taken from the argument at every depth and put on the result
public record Parameter(
    String name,
    Type type,
    boolean allowNull,
    boolean allowUnknown,
    boolean allowDynamic,
    boolean allowMarked) {

  /// A parameter that lets nothing special through.
  public static Parameter of(String name, Type type) {
    return new Parameter(name, type, false, false, false, false);
  }

  public Parameter orNull() {
    return new Parameter(name, type, true, allowUnknown, allowDynamic, allowMarked);
  }

  public Parameter orUnknown() {
    return new Parameter(name, type, allowNull, true, allowDynamic, allowMarked);
  }

  public Parameter orDynamic() {
    return new Parameter(name, type, allowNull, allowUnknown, true, allowMarked);
  }

  public Parameter orMarked() {
    return new Parameter(name, type, allowNull, allowUnknown, allowDynamic, true);
  }
}
