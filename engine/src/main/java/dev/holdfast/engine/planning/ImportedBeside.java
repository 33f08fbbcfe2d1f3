package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// Takes over what a provider gives beside the object that the command `import` asks for, such as
/// the rules of a security group: under the name of the resource, with a number where that is
/// taken, as the peers do.
final class ImportedBeside {
  private final PlanningRun run;
  private final ResourceInstanceAddress asked;
  private final ProviderConfigurations.Resolved resolved;

  /// @param asked where the object goes that was asked for
  ImportedBeside(
      PlanningRun run, ResourceInstanceAddress asked, ProviderConfigurations.Resolved resolved) {
    this.run = run;
    this.asked = asked;
    this.resolved = resolved;
  }

  void take(List<Responses.Imported> objects) {
    List<String> taken = new ArrayList<>();
    for (Responses.Imported object : objects) {
      ResourceSchema schema =
          resolved.provider().provider().schema().resource(ResourceMode.MANAGED, object.type());
      if (schema == null) {
        run.diagnostics()
            .add(
                Diagnostic.error(
                    "Import returned another type of object",
                    "The provider returned an object of type %s, which it does not have."
                        .formatted(object.type())));
        continue;
      }
      ResourceInstanceAddress address = free(object.type());
      ObservedObject observed =
          new ObjectImport(run, resolved.provider(), schema).lookAt(object, address);
      if (observed != null) {
        record(address, schema, observed);
        taken.add(address.toString());
      }
    }
    if (!taken.isEmpty()) {
      run.diagnostics()
          .add(
              Diagnostic.warning(
                  "More objects were imported than one",
                  ("The provider gave more objects than %s. They are in the state too:\n\n  - %s\n\nWrite"
                          + " resource blocks for them, or the next apply destroys them. With"
                          + " \"holdfast state mv\" they get other addresses, with \"holdfast state rm\""
                          + " they are forgotten.")
                      .formatted(asked, String.join("\n  - ", taken))));
    }
  }

  /// The first address of a resource with this name and a number that has no object.
  private ResourceInstanceAddress free(String type) {
    String name = asked.resource().name();
    for (int number = 0; ; number++) {
      ResourceInstanceAddress address =
          new ResourceInstanceAddress(
              asked.module(),
              ResourceAddress.managed(type, number == 0 ? name : name + "-" + number),
              asked.key());
      StoredInstance stored = run.state().instance(address);
      if (!address.equals(asked)
          && (stored == null || stored.current() == null)
          && !run.planned().containsKey(address)) {
        return address;
      }
    }
  }

  private void record(
      ResourceInstanceAddress address, ResourceSchema schema, ObservedObject observed) {
    ResourceChange change =
        new ResourceChange(
                address,
                address,
                null,
                resolved.address(),
                schema,
                Action.NO_OP,
                ActionReason.NONE,
                observed.current(),
                observed.current(),
                List.of(),
                PrivateData.NONE,
                List.of(),
                false)
            .withIdentities(observed.identity(), observed.identity())
            .withImporting(Importing.byId(ObjectId.plain(observed.current())));
    run.planned().put(address, new PlannedObject(change, observed));
  }
}
