package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resource or module call whose instances cannot be told while planning, or of which it cannot
/// be told what object is to be imported as it.
///
/// @param address of it; null for a provider configuration; of an import perhaps with a key
/// @param argument `count`, `for_each` or `enabled`; of an import `import id` and so on
/// @param what cannot be told, for messages
/// @param range of the expression
public record UnknownExpansion(
    @Nullable TargetAddress address, String argument, String what, SourceRange range) {

  /// Of an import.
  ///
  /// @param argument of the block
  public static UnknownExpansion ofImport(
      TargetAddress address, String argument, SourceRange range) {
    return new UnknownExpansion(
        address, "import " + argument, "which object is to be imported", range);
  }

  /// Whether the instances are known, and what is to be imported is not.
  public boolean isImport() {
    return argument.startsWith("import ");
  }

  /// That it is an error.
  ///
  /// @param waitsFor the resources behind the expression, as far as they are known
  public Diagnostic asError(List<String> waitsFor) {
    String waits =
        waitsFor.isEmpty() ? "" : "\n\nIt waits for " + String.join(", ", waitsFor) + ".";
    return Diagnostic.error(
        "Invalid " + argument + " argument",
        ("The \"%s\" value depends on resource attributes that cannot be determined until apply, so"
                    + " Holdfast cannot tell %s.\n\nTo work around this, use the -target argument to"
                    + " first apply only the resources that the %s depends on, or the -exclude"
                    + " argument to leave this out at first.")
                .formatted(argument, what, argument)
            + waits,
        range);
  }
}
