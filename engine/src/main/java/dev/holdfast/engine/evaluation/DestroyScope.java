package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Module;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names that provisioners can use before an object is destroyed: the object itself and what
/// its address says. Everything else may be gone, and the instance need not be declared any more.
///
/// @param module the module of the resource, or null where it is not declared any more
public record DestroyScope(
    ConfigurationEvaluation evaluation,
    @Nullable Module module,
    ResourceInstanceAddress address,
    Value self)
    implements Scope {

  @Override
  public Resolution resolve(Traversal traversal) {
    String attribute = String.valueOf(traversal.attributeAt(0));
    return switch (traversal.root()) {
      case "self" -> Resolution.of(self);
      case "count" ->
          attribute.equals("index") && address.key() instanceof InstanceKey.Index index
              ? Resolution.of(Value.of(index.index()), 1)
              : unavailable(traversal);
      case "each" ->
          attribute.equals("key") && address.key() instanceof InstanceKey.Key key
              ? Resolution.of(Value.of(key.key()), 1)
              : unavailable(traversal);
      case "path" -> path(traversal, attribute);
      case "terraform", "tofu" ->
          attribute.equals("workspace")
              ? Resolution.of(Value.of(evaluation.settings().workspace()), 1)
              : unavailable(traversal);
      default -> unavailable(traversal);
    };
  }

  private Resolution path(Traversal traversal, String attribute) {
    String directory = module == null ? "" : module.directory().toString();
    return switch (attribute) {
      case "module" -> Resolution.of(Value.of(directory.isEmpty() ? "." : directory), 1);
      case "root" -> Resolution.of(Value.of(evaluation.settings().directory()), 1);
      case "cwd" -> Resolution.of(Value.of(evaluation.settings().workingDirectory()), 1);
      default -> unavailable(traversal);
    };
  }

  private static Resolution unavailable(Traversal traversal) {
    return Resolution.failed(
        Diagnostic.error(
            "Invalid reference from destroy provisioner",
            "Before an object is destroyed, only it can be used, as self, and count.index, each.key,"
                + " path and terraform.workspace.",
            traversal.range()));
  }

  @Override
  public Optional<Function> function(String name) {
    return Functions.builtIn().find(name);
  }

  @Override
  public Collection<String> functionNames() {
    return Functions.builtIn().names();
  }

  @Override
  public FunctionContext functionContext() {
    return evaluation.functions();
  }
}
