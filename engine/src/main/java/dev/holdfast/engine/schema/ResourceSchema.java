package dev.holdfast.engine.schema;

/// The schema of one resource type.
///
/// @param version raised by the provider when stored objects need an upgrade
public record ResourceSchema(long version, Block block) {

  public static ResourceSchema of(Block block) {
    return new ResourceSchema(0, block);
  }
}
