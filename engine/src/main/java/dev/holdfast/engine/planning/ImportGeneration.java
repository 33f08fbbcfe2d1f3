package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.Import;
import dev.holdfast.engine.config.ProviderReference;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.generation.GeneratedBlock;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes resource blocks for `import` blocks whose resource nobody has declared.
final class ImportGeneration {
  private final PlanningRun run;
  private final ConfigurationEvaluation evaluation;
  private final SortedMap<ResourceInstanceAddress, String> blocks = new TreeMap<>();

  ImportGeneration(PlanningRun run, ConfigurationEvaluation evaluation) {
    this.run = run;
    this.evaluation = evaluation;
  }

  /// The text of a block for each object, which is looked at for it.
  SortedMap<ResourceInstanceAddress, String> generate() {
    for (ImportTarget target : run.imports().all(resource -> true)) {
      Import block = target.block();
      if (block != null && !target.waits() && isToBeGenerated(target.address())) {
        generate(target, block.provider(), block.range());
      }
    }
    return blocks;
  }

  private boolean isToBeGenerated(ResourceInstanceAddress address) {
    return address.module().isRoot()
        && address.key() instanceof InstanceKey.None
        && evaluation.configuration().resource(address.configuration()) == null
        && !run.imports().isStored(address);
  }

  private void generate(
      ImportTarget target, @Nullable ProviderReference reference, SourceRange range) {
    ResourceAddress resource = target.address().resource();
    ProviderConfigurations.Resolved resolved =
        new ProviderConfigurations(evaluation)
            .of(
                evaluation.root(),
                reference == null ? impliedName(resource) : reference.localName(),
                reference == null ? "" : reference.alias(),
                target.address().toString(),
                range);
    if (resolved == null) {
      return;
    }
    ResourceSchema schema =
        resolved.provider().provider().schema().resource(ResourceMode.MANAGED, resource.type());
    if (schema == null) {
      run.diagnostics()
          .add(
              Diagnostic.error(
                  "Invalid resource type",
                  "The provider %s does not support resource type \"%s\"."
                      .formatted(resolved.address().source(), resource.type()),
                  range));
      return;
    }
    if (new ObjectImport(run, resolved.provider(), schema).take(target)
        instanceof ObjectImport.Outcome.Found(ObservedObject object, var importing, var _)) {
      String from =
          importing.identity() == null
              ? importing.id()
              : ObjectId.identity(Objects.requireNonNull(importing.identity()));
      blocks.put(
          target.address(),
          "# __generated__ by Holdfast from \"%s\"\n".formatted(from.replaceAll("\\R", " "))
              + GeneratedBlock.of(
                  resource, reference == null ? "" : reference.name(), schema, object.current()));
    }
  }

  private static String impliedName(ResourceAddress resource) {
    int underscore = resource.type().indexOf('_');
    return underscore < 0 ? resource.type() : resource.type().substring(0, underscore);
  }
}
