package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `module` block. The module that it calls is in [Module#children].
///
/// @param source where the module comes from; empty when it could not be told
/// @param version the version constraint; empty when none is given
/// @param sourceExpression what `source` is computed from, or null when it is not given
/// @param versionExpression what `version` is computed from, or null when it is not given
/// @param providers the configurations that are passed, in the order written
/// @param inputs the values of the called module's variables, in the order written
/// @param range the block's header
public record ModuleCall(
    String name,
    String source,
    String version,
    @Nullable Expression sourceExpression,
    @Nullable Expression versionExpression,
    Repetition repetition,
    List<Reference> dependsOn,
    List<PassedProvider> providers,
    Map<String, Attribute> inputs,
    SourceRange range) {
  public ModuleCall {
    dependsOn = List.copyOf(dependsOn);
    providers = List.copyOf(providers);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /// The same with a source and version that had to be computed.
  ModuleCall withSource(String newSource, String newVersion) {
    return new ModuleCall(
        name,
        newSource,
        newVersion,
        sourceExpression,
        versionExpression,
        repetition,
        dependsOn,
        providers,
        inputs,
        range);
  }

  /// Where the source is written, or the header of a block without one.
  public SourceRange sourceRange() {
    return sourceExpression == null ? range : sourceExpression.range();
  }
}
