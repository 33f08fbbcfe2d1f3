package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// One instance of a resource that the configuration declares, with the names it can use.
public record InstanceEvaluation(
    ModuleEvaluation module,
    Resource resource,
    ResourceInstanceAddress address,
    Expansion.Repetition repetition) {

  /// Decides what the value of an instance is in one phase of the work: unknown, planned, applied.
  /// Called once for each instance, on a virtual thread; may ask for other values and block.
  @FunctionalInterface
  public interface Phase {
    /// @return the value that references to the instance see; unknown after a fault, which is
    ///   reported
    Value valueOf(InstanceEvaluation instance);
  }

  /// Waits for what `depends_on` of the resource and of the module calls around it name.
  public void awaitDependencies() {
    module.awaitCallDependencies();
    resource.dependsOn().forEach(module::await);
  }

  /// The names that the body of the resource can use.
  public Scope scope() {
    return new ModuleScope(module, repetition, null);
  }

  /// The same with `self`, for conditions after the fact and for provisioners.
  public Scope scopeWithSelf(@Nullable Value self) {
    return new ModuleScope(module, repetition, self);
  }

  /// The provisioners that there are.
  public Provisioners provisioners() {
    return module.evaluation().providers().provisioners();
  }
}
