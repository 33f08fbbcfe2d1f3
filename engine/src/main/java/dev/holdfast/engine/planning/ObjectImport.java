package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a provider for an object that exists and looks at it.
final class ObjectImport {
  private final PlanningRun run;
  private final ConfiguredProvider provider;
  private final ResourceSchema schema;

  ObjectImport(PlanningRun run, ConfiguredProvider provider, ResourceSchema schema) {
    this.run = run;
    this.provider = provider;
    this.schema = schema;
  }

  /// How it ended.
  sealed interface Outcome {
    /// The object, as if the state had had it.
    ///
    /// @param more what the provider gave beside it
    record Found(ObservedObject object, Importing importing, List<Responses.Imported> more)
        implements Outcome {
      public Found {
        more = List.copyOf(more);
      }
    }

    /// There is no such object.
    record Missing() implements Outcome {}

    /// Something went wrong, which is reported.
    record Failed() implements Outcome {}
  }

  /// Takes an object over. A missing one is an error unless the target allows for it.
  Outcome take(ImportTarget target) {
    ResourceInstanceAddress address = target.address();
    String type = address.resource().type();
    Importing importing = importing(target);
    if (importing == null) {
      return new Outcome.Failed();
    }
    ProviderFeedback feedback =
        new ProviderFeedback(run.diagnostics(), address.toString(), path -> target.range());
    String shown = shown(importing);
    run.events().accept(new Event.ImportPrepared(run.clock().instant(), address, shown));
    Requests.Import request = new Requests.Import(type, importing.id(), importing.identity());
    Responses.Import response = provider.call(() -> provider.provider().importState(request));
    if (!feedback.report(response.diagnostics())) {
      return new Outcome.Failed();
    }
    List<Responses.Imported> objects = response.objects();
    if (objects.isEmpty()) {
      return missing(
          target,
          "Import returned no resources",
          "While attempting to import with %s, the provider returned no instance states."
              .formatted(shown));
    }
    if (objects.size() > 1 && !isByCommand(target)) {
      return fault(
          target,
          "Multiple import states not supported",
          "While attempting to import with %s, the provider returned %d objects, and it is not known what the others are to be here. The command \"holdfast import\" takes them all into the state."
              .formatted(shown, objects.size()));
    }
    Responses.Imported imported =
        objects.stream()
            .filter(each -> each.type().equals(type))
            .findFirst()
            .orElse(objects.getFirst());
    if (!imported.type().equals(type)) {
      return fault(
          target,
          "Import returned another type of object",
          "While attempting to import %s with %s, the provider returned an object of type %s."
              .formatted(address, shown, imported.type()));
    }
    if (imported.object().isNull()) {
      return missing(target, "Cannot import non-existent remote object", nonExistent(target));
    }
    List<Responses.Imported> more = new ArrayList<>(objects);
    more.remove(imported);
    return read(target, importing, imported, more, feedback);
  }

  private boolean isByCommand(ImportTarget target) {
    return run.options().imports().containsKey(target.address());
  }

  private Outcome read(
      ImportTarget target,
      Importing importing,
      Responses.Imported imported,
      List<Responses.Imported> more,
      ProviderFeedback feedback) {
    ResourceInstanceAddress address = target.address();
    String id = ObjectId.of(imported.object());
    run.events().accept(new Event.RefreshStarted(run.clock().instant(), address, id));
    Requests.Read request =
        new Requests.Read(
            address.resource().type(),
            imported.object(),
            imported.privateData(),
            imported.identity());
    Responses.Read response = provider.call(() -> provider.provider().read(request));
    if (!feedback.report(response.diagnostics())) {
      return new Outcome.Failed();
    }
    run.events().accept(new Event.RefreshCompleted(run.clock().instant(), address, id));
    if (response.current().isNull()) {
      return missing(target, "Cannot import non-existent remote object", nonExistent(target));
    }
    Value current = SensitivePaths.markBySchema(schema.block(), response.current());
    Value identity = response.identity() == null ? imported.identity() : response.identity();
    StoredObject stored =
        StoredValues.withIdentity(
            StoredValues.encode(
                current,
                schema,
                StoredObject.Status.READY,
                response.privateData(),
                List.of(),
                false,
                false),
            schema,
            identity);
    return new Outcome.Found(
        new ObservedObject(stored, current, current, response.privateData(), identity, identity),
        importing,
        more);
  }

  /// Looks at an object that the provider gave beside the one that was asked for.
  ///
  /// @param address that it is to have
  /// @return null after an error, which is reported
  @Nullable ObservedObject lookAt(Responses.Imported imported, ResourceInstanceAddress address) {
    ImportTarget target =
        new ImportTarget(address, ObjectId.plain(imported.object()), null, false, null, null);
    ProviderFeedback feedback =
        new ProviderFeedback(run.diagnostics(), address.toString(), path -> null);
    return read(target, Importing.byId(target.id()), imported, List.of(), feedback)
            instanceof Outcome.Found found
        ? found.object()
        : null;
  }

  private @Nullable Importing importing(ImportTarget target) {
    Value identity = target.identity();
    if (identity == null) {
      return Importing.byId(target.id());
    }
    Value conforming = ImportIdentity.of(identity, schema, target, run.diagnostics());
    return conforming == null ? null : Importing.byIdentity(conforming);
  }

  private static String shown(Importing importing) {
    Value identity = importing.identity();
    return identity == null ? "id=" + importing.id() : "identity " + ObjectId.identity(identity);
  }

  private static String nonExistent(ImportTarget target) {
    return "While attempting to import an existing object to \"%s\", the provider detected that no object exists with the given %s. Only pre-existing objects can be imported; check that the %s is correct and that it is associated with the provider's configured region or endpoint, or use \"holdfast apply\" to create a new remote object for this resource. With \"if_exists = true\" in the import block it is created where it does not exist."
        .formatted(
            target.address(),
            target.identity() == null ? "id" : "identity",
            target.identity() == null ? "id" : "identity");
  }

  private Outcome missing(ImportTarget target, String summary, String detail) {
    return target.ifExists() ? new Outcome.Missing() : fault(target, summary, detail);
  }

  private Outcome fault(ImportTarget target, String summary, String detail) {
    run.diagnostics()
        .add(Diagnostic.error(summary, detail, target.range()).about(target.address().toString()));
    return new Outcome.Failed();
  }
}
