package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Body;
import org.jspecify.annotations.Nullable;

/// A `provisioner` block.
///
/// @param type such as `local-exec`
/// @param body the arguments that are the provisioner's own
/// @param connection its own connection, or null for that of the resource
/// @param range the block's header
public record Provisioner(
    String type,
    When when,
    OnFailure onFailure,
    Body body,
    @Nullable Connection connection,
    SourceRange range) {

  /// When it runs.
  public enum When {
    CREATE,
    DESTROY
  }

  /// What its failure means.
  public enum OnFailure {
    FAIL,
    CONTINUE
  }
}
