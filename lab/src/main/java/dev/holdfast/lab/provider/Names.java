package dev.holdfast.lab.provider;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.lab.Lab;

/// Names of things in a lab.
final class Names {
  private Names() {}

  /// Checks the name in an attribute, when it is known.
  ///
  /// @param what it is the name of
  static void check(Fields configuration, String attribute, String what, Faults faults) {
    configuration
        .text(attribute)
        .filter(name -> !Lab.isName(name))
        .ifPresent(name ->
            faults.error(
                Path.ROOT.attribute(attribute),
                "Invalid name",
                "\""
                    + name
                    + "\" cannot be the name of a "
                    + what
                    + (name.length() > 63
                        ? ": it has " + name.length() + " characters, and 63 are allowed."
                        : ". Names are lower case letters, digits and hyphens, with no hyphen"
                            + " at either end, and at most 63 of them.")));
  }
}
