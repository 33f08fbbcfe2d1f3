package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `mock_provider` block: a provider of which only the schema is used.
///
/// @param resources what computed attributes of resources are, by type
/// @param dataSources the same for data sources
/// @param overrides for objects of this provider; those of the file and of runs count more
/// @param duringPlan whether computed values are known while planning; null where the block does
///   not say
/// @param range the block's header
public record MockProvider(
    String localName,
    String alias,
    Map<String, Defaults> resources,
    Map<String, Defaults> dataSources,
    List<TestOverride> overrides,
    @Nullable Boolean duringPlan,
    SourceRange range) {

  /// A `mock_resource` or `mock_data` block.
  ///
  /// @param values by attribute; null where the block gives none
  /// @param duringPlan null where the block does not say
  public record Defaults(
      String type, @Nullable Expression values, @Nullable Boolean duringPlan, SourceRange range) {}

  public MockProvider {
    resources = Map.copyOf(resources);
    dataSources = Map.copyOf(dataSources);
    overrides = List.copyOf(overrides);
  }

  /// What is given for a type, or null.
  public @Nullable Defaults defaults(ResourceMode mode, String type) {
    return switch (mode) {
      case MANAGED -> resources.get(type);
      case DATA -> dataSources.get(type);
      case EPHEMERAL -> null;
    };
  }
}
