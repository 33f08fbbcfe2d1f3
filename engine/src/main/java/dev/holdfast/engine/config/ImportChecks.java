package dev.holdfast.engine.config;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks the `import` blocks of a module. Linear in their number.
final class ImportChecks {
  private final Configuration configuration;
  private final Module module;
  private final ModuleReferences references;
  private final Diagnostics diagnostics;

  ImportChecks(
      Configuration configuration,
      Module module,
      ModuleReferences references,
      Diagnostics diagnostics) {
    this.configuration = configuration;
    this.module = module;
    this.references = references;
    this.diagnostics = diagnostics;
  }

  void check() {
    Map<TargetAddress, Import> byTarget = new HashMap<>();
    for (Import block : module.imports()) {
      checkReferences(block);
      checkProvider(block);
      TargetAddress target = staticTarget(block);
      Import previous = target == null ? null : byTarget.putIfAbsent(target, block);
      if (previous != null) {
        diagnostics.add(duplicate(String.valueOf(target), block, previous));
      }
    }
  }

  /// What to say where two blocks import to the same place.
  static Diagnostic duplicate(String address, Import block, Import previous) {
    return Diagnostic.error(
        "Duplicate import configuration for \"%s\"".formatted(address),
        "An import block for the resource \"%s\" was already declared at %s. A resource can have only one import block."
            .formatted(address, previous.range()),
        block.range());
  }

  /// The resource needs whatever tells what is to be imported.
  private void checkReferences(Import block) {
    ConfigurationResourceAddress target = target(block);
    ConfigurationNode node =
        configuration.resource(target) == null ? null : new ConfigurationNode.ResourceNode(target);
    ReferencePlace place =
        block.forEach() == null ? ReferencePlace.PLAIN : ReferencePlace.PLAIN.withEach();
    references.use(node, block.forEach(), ReferencePlace.PLAIN);
    references.use(node, block.id(), place);
    references.use(node, block.identity(), place);
    checkKeys(block.to(), node, place);
  }

  /// The keys in the address may be expressions.
  private void checkKeys(
      Expression address, @Nullable ConfigurationNode node, ReferencePlace place) {
    switch (address) {
      case IndexExpression index -> {
        checkKeys(index.collection(), node, place);
        references.use(node, index.key(), place);
      }
      case RelativeTraversalExpression relative -> checkKeys(relative.source(), node, place);
      default -> {}
    }
  }

  private void checkProvider(Import block) {
    ProviderReference provider = block.provider();
    if (provider == null) {
      return;
    }
    Resource declared = configuration.resource(target(block));
    boolean same =
        declared != null
            && declared.provider() != null
            && declared.provider().name().equals(provider.name());
    if (!same && (!block.target().module().isRoot() || declared != null)) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid import provider argument",
              "The provider argument can only be specified in import blocks that will generate"
                  + " configuration. An object whose resource is declared is imported with the"
                  + " provider of that resource.",
              provider.range()));
    }
  }

  /// The whole address of the target's declaration.
  private ConfigurationResourceAddress target(Import block) {
    List<String> names = new ArrayList<>(module.path().names());
    names.addAll(block.target().module().names());
    return new ConfigurationResourceAddress(new ModulePath(names), block.target().resource());
  }

  private static @Nullable TargetAddress staticTarget(Import block) {
    return block.to() instanceof ScopeTraversalExpression(var traversal)
        ? AddressParser.target(traversal).tree()
        : null;
  }
}
