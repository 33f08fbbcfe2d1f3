package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// An `override_resource`, `override_data` or `override_module` block: in place of what is at an
/// address there are given values, and no provider is asked.
///
/// @param target a part without a key, or with `[*]`, stands for all its instances
/// @param values what the object or the outputs of the module are; null for none in particular
/// @param duringPlan whether the values of an object are known while planning; null where the block
///   does not say
/// @param range the block's header
public record TestOverride(
    Kind kind,
    TargetAddress target,
    @Nullable Expression values,
    @Nullable Boolean duringPlan,
    SourceRange range) {

  /// What is overridden.
  public enum Kind {
    RESOURCE("override_resource"),
    DATA("override_data"),
    MODULE("override_module");

    private final String blockType;

    Kind(String blockType) {
      this.blockType = blockType;
    }

    /// The type of the block.
    public String blockType() {
      return blockType;
    }
  }

  /// How many parts of the target have a key: of two overrides of one object the more exact counts.
  public long exactness() {
    long keys =
        target.module().steps().stream()
            .filter(step -> !(step.key() instanceof InstanceKey.None))
            .count();
    return keys + (target.key() instanceof InstanceKey.None ? 0 : 1);
  }
}
