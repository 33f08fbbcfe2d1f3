package dev.holdfast.engine.plan;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is planned for one object. Sensitive parts of the values are marked, both those the schema
/// names and those the configuration brought.
///
/// @param previousAddress where a `moved` block found it; equal to `address` otherwise
/// @param deposedKey the deposed object it is about, or null for the current one
/// @param before null when it does not exist yet
/// @param after null when it will not exist any more; unknown where only the apply can tell
/// @param requiresReplace ways to the attributes that cannot be changed in place
/// @param plannedPrivate handed back to the provider when the change is applied
/// @param dependencies the resources that the configuration of the object names, for the order in
///   which they will be destroyed one day
/// @param createBeforeDestroy whether a replacement is to be made before the old object goes
/// @param beforeIdentity what identifies the object as it is; null where that is not known
/// @param afterIdentity what will identify it; null where that is not known, else it may hold
///   unknowns
/// @param importing set when the object is taken over by an import
public record ResourceChange(
    ResourceInstanceAddress address,
    ResourceInstanceAddress previousAddress,
    @Nullable String deposedKey,
    ProviderConfigurationAddress provider,
    ResourceSchema schema,
    Action action,
    ActionReason reason,
    Value before,
    Value after,
    List<Path> requiresReplace,
    PrivateData plannedPrivate,
    List<ConfigurationResourceAddress> dependencies,
    boolean createBeforeDestroy,
    @Nullable Value beforeIdentity,
    @Nullable Value afterIdentity,
    @Nullable Importing importing) {

  /// A change of an object that is not imported and of whose identity nothing is known.
  public ResourceChange(
      ResourceInstanceAddress address,
      ResourceInstanceAddress previousAddress,
      @Nullable String deposedKey,
      ProviderConfigurationAddress provider,
      ResourceSchema schema,
      Action action,
      ActionReason reason,
      Value before,
      Value after,
      List<Path> requiresReplace,
      PrivateData plannedPrivate,
      List<ConfigurationResourceAddress> dependencies,
      boolean createBeforeDestroy) {
    this(
        address,
        previousAddress,
        deposedKey,
        provider,
        schema,
        action,
        reason,
        before,
        after,
        requiresReplace,
        plannedPrivate,
        dependencies,
        createBeforeDestroy,
        null,
        null,
        null);
  }

  public ResourceChange {
    requiresReplace = List.copyOf(requiresReplace);
    dependencies = List.copyOf(dependencies);
  }

  public boolean isMoved() {
    return !address.equals(previousAddress);
  }

  /// The same with what identifies the object before and after.
  public ResourceChange withIdentities(@Nullable Value newBefore, @Nullable Value newAfter) {
    return new ResourceChange(
        address,
        previousAddress,
        deposedKey,
        provider,
        schema,
        action,
        reason,
        before,
        after,
        requiresReplace,
        plannedPrivate,
        dependencies,
        createBeforeDestroy,
        newBefore,
        newAfter,
        importing);
  }

  /// The same as the takeover of an object that exists; null for one that is not taken over.
  public ResourceChange withImporting(@Nullable Importing newImporting) {
    return new ResourceChange(
        address,
        previousAddress,
        deposedKey,
        provider,
        schema,
        action,
        reason,
        before,
        after,
        requiresReplace,
        plannedPrivate,
        dependencies,
        createBeforeDestroy,
        beforeIdentity,
        afterIdentity,
        newImporting);
  }

  /// The same with what the provider wants back when it is applied.
  public ResourceChange withPlannedPrivate(PrivateData newPrivate) {
    return new ResourceChange(
        address,
        previousAddress,
        deposedKey,
        provider,
        schema,
        action,
        reason,
        before,
        after,
        requiresReplace,
        newPrivate,
        dependencies,
        createBeforeDestroy,
        beforeIdentity,
        afterIdentity,
        importing);
  }

  /// The same with the resources that its configuration names.
  public ResourceChange withDependencies(List<ConfigurationResourceAddress> newDependencies) {
    return new ResourceChange(
        address,
        previousAddress,
        deposedKey,
        provider,
        schema,
        action,
        reason,
        before,
        after,
        requiresReplace,
        plannedPrivate,
        newDependencies,
        createBeforeDestroy,
        beforeIdentity,
        afterIdentity,
        importing);
  }

  /// Another change of the same object, for no particular reason.
  public ResourceChange as(Action newAction, Value newBefore, Value newAfter) {
    return new ResourceChange(
        address,
        previousAddress,
        deposedKey,
        provider,
        schema,
        newAction,
        ActionReason.NONE,
        newBefore,
        newAfter,
        List.of(),
        plannedPrivate,
        dependencies,
        createBeforeDestroy,
        beforeIdentity,
        afterIdentity,
        null);
  }
}
