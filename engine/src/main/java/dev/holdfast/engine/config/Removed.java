package dev.holdfast.engine.config;

import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `removed` block: a resource or module that is no longer declared.
///
/// @param from relative to the module of the block; without keys
/// @param destroy whether its objects are destroyed; otherwise they are only forgotten
/// @param connection for the provisioners, or null
/// @param provisioners what to run on destruction
/// @param range the block's header
public record Removed(
    TargetAddress from,
    boolean destroy,
    @Nullable Connection connection,
    List<Provisioner> provisioners,
    SourceRange range) {
  public Removed {
    provisioners = List.copyOf(provisioners);
  }
}
