package dev.holdfast.engine.schema;

import dev.holdfast.engine.address.ResourceMode;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a provider offers. The maps must not change any more; they are not copied, since the
/// map of a large provider makes each schema when it is first asked for.
///
/// @param configuration what its `provider` block may hold
/// @param metadata what `provider_meta` blocks of modules may hold; null where the provider takes
///   none
public record ProviderSchema(
    Block configuration,
    @Nullable Block metadata,
    Map<String, ResourceSchema> resources,
    Map<String, ResourceSchema> dataSources,
    Map<String, ResourceSchema> ephemeralResources,
    Map<String, FunctionSchema> functions,
    Capabilities capabilities) {

  /// What the provider can do beyond the required.
  ///
  /// @param planDestroy wants to be asked for a plan of a destroy too
  /// @param moveState can take over objects of other types
  /// @param schemaOptional may be used without having been asked for its schema first
  public record Capabilities(boolean planDestroy, boolean moveState, boolean schemaOptional) {
    public static final Capabilities NONE = new Capabilities(false, false, true);
  }

  /// A provider that takes no `provider_meta` blocks.
  public ProviderSchema(
      Block configuration,
      Map<String, ResourceSchema> resources,
      Map<String, ResourceSchema> dataSources,
      Map<String, ResourceSchema> ephemeralResources,
      Map<String, FunctionSchema> functions,
      Capabilities capabilities) {
    this(configuration, null, resources, dataSources, ephemeralResources, functions, capabilities);
  }

  public ProviderSchema {
    resources = Collections.unmodifiableMap(resources);
    dataSources = Collections.unmodifiableMap(dataSources);
    ephemeralResources = Collections.unmodifiableMap(ephemeralResources);
    functions = Map.copyOf(functions);
  }

  /// The schema of a type, or null where the provider does not offer it.
  public @Nullable ResourceSchema resource(ResourceMode mode, String type) {
    return resources(mode).get(type);
  }

  /// The types of one mode, by name.
  public Map<String, ResourceSchema> resources(ResourceMode mode) {
    return switch (mode) {
      case MANAGED -> resources;
      case DATA -> dataSources;
      case EPHEMERAL -> ephemeralResources;
    };
  }
}
