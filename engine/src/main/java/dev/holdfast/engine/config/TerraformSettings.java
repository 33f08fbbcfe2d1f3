package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Body;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the `terraform` blocks of a module say, other than the providers it requires.
///
/// @param backend where the state lives, or null where nothing is said; counts in the root module
/// @param encryption the body of the `encryption` block, or null
/// @param providerMeta for each provider's local name, what the module wants it to know
public record TerraformSettings(
    @Nullable BackendDeclaration backend,
    @Nullable Body encryption,
    Map<String, Body> providerMeta) {

  /// Nothing is said.
  public static final TerraformSettings NONE = new TerraformSettings(null, null, Map.of());

  public TerraformSettings {
    providerMeta = Map.copyOf(providerMeta);
  }
}
