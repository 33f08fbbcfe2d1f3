package dev.holdfast.engine.schema;

import org.jspecify.annotations.Nullable;

/// The schema of one resource type.
///
/// @param version raised by the provider when stored objects need an upgrade
/// @param identity what identifies its objects; null where the provider has no word for that
public record ResourceSchema(long version, Block block, @Nullable IdentitySchema identity) {

  public ResourceSchema(long version, Block block) {
    this(version, block, null);
  }

  public static ResourceSchema of(Block block) {
    return new ResourceSchema(0, block);
  }
}
