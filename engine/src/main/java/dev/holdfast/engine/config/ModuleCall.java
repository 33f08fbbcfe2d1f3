package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `module` block. The module that it calls is in [Module#children].
///
/// @param source where the module comes from, as written; empty when it could not be told
/// @param version the version constraint; empty when none is given
/// @param providers the configurations that are passed, in the order written
/// @param inputs the values of the called module's variables, in the order written
/// @param range the block's header
/// @param sourceRange the value of `source`
public record ModuleCall(
    String name,
    String source,
    String version,
    Repetition repetition,
    List<Reference> dependsOn,
    List<PassedProvider> providers,
    Map<String, Attribute> inputs,
    SourceRange range,
    SourceRange sourceRange) {
  public ModuleCall {
    dependsOn = List.copyOf(dependsOn);
    providers = List.copyOf(providers);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
