package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads states, and parts of them from the journal, in the version 4 format.
final class StateFileReader {
  private final JsonInput in;
  private final ResourceReader resources;

  StateFileReader(JsonInput in) {
    this.in = in;
    this.resources = new ResourceReader(in);
  }

  static StateFile.Read read(byte[] bytes, String name) {
    try (JsonInput in = new JsonInput(bytes, name)) {
      return new StateFile.Read(new StateFileReader(in).state(), List.of());
    } catch (DamagedJsonException fault) {
      return new StateFile.Read(null, List.of(diagnostic(fault, name)));
    }
  }

  private static Diagnostic diagnostic(DamagedJsonException fault, String name) {
    if (fault instanceof NewerFormatException newer) {
      return Diagnostic.error(
          "State file of a newer format",
          "The state in %s is of format version %d, which a newer program wrote; this one reads version 4. Nothing was changed. Use that program, or a newer Holdfast."
              .formatted(name, newer.version()),
          fault.place());
    }
    return Diagnostic.error(
        "State file cannot be read",
        """
        The state in %s is damaged: %s (line %d, column %d). Nothing was changed. Restore the file \
        from a backup, such as the one beside it that ends in .backup, or repair it at that place.\
        """
            .formatted(
                name,
                fault.getMessage(),
                fault.place().start().line(),
                fault.place().start().column()),
        fault.place());
  }

  /// The members of a state, in whatever order they come.
  private static final class Draft {
    private long version = -1;
    private long serial;
    private String lineage = "";
    private String writtenBy = "";
    private Map<String, StoredOutput> outputs = Map.of();
    private List<StoredInstance> instances = List.of();
    private @Nullable List<CheckResult> checkResults;
  }

  private State state() throws DamagedJsonException {
    Draft draft = new Draft();
    in.document(() -> in.object(member -> member(member, draft)));
    if (draft.version < 0) {
      throw in.damaged("it has no \"version\", so it is not a state file");
    }
    return State.of(draft.lineage, draft.serial, draft.instances)
        .withOutputs(draft.outputs)
        .withCheckResults(draft.checkResults)
        .withWrittenBy(draft.writtenBy);
  }

  private void member(String name, Draft draft) throws DamagedJsonException {
    switch (name) {
      case "version" -> {
        draft.version = in.whole();
        checkVersion(draft.version);
      }
      case "serial" -> draft.serial = in.whole();
      case "lineage" -> draft.lineage = in.text();
      case "terraform_version" -> draft.writtenBy = in.text();
      case "outputs" -> draft.outputs = outputs();
      case "resources" -> draft.instances = instances();
      case "check_results" -> draft.checkResults = in.isNull() ? null : checkResults();
      default -> in.skip();
    }
  }

  private void checkVersion(long version) throws DamagedJsonException {
    if (version > 4) {
      throw new NewerFormatException(version, in.damaged("").place());
    }
    if (version < 4) {
      throw in.damaged(
          """
          it is of format version %d, which only old versions of Terraform read and write; \
          upgrade it with Terraform 0.12 to 1.5 first\
          """
              .formatted(version));
    }
  }

  Map<String, StoredOutput> outputs() throws DamagedJsonException {
    Map<String, StoredOutput> outputs = new TreeMap<>();
    in.object(name -> outputs.put(name, ObjectReader.output(in, name)));
    return outputs;
  }

  private List<StoredInstance> instances() throws DamagedJsonException {
    List<StoredInstance> instances = new ArrayList<>();
    Set<ResourceInstanceAddress> seen = new HashSet<>();
    in.array(() -> {
      for (StoredInstance instance : resources.resource()) {
        if (!seen.add(instance.address())) {
          throw in.damaged("the object " + instance.address() + " occurs twice");
        }
        instances.add(instance);
      }
    });
    return instances;
  }

  /// The instances of one resource.
  List<StoredInstance> resource() throws DamagedJsonException {
    return resources.resource();
  }

  ResourceInstanceAddress instanceAddress() throws DamagedJsonException {
    return resources.instanceAddress(in.text());
  }

  List<CheckResult> checkResults() throws DamagedJsonException {
    List<CheckResult> results = new ArrayList<>();
    in.array(() -> results.add(checkResult()));
    return results;
  }

  private static final class CheckDraft {
    private String kind = "";
    private String address = "";
    private CheckResult.Status status = CheckResult.Status.UNKNOWN;
    private final List<CheckResult.CheckedObject> objects = new ArrayList<>();
    private List<String> failureMessages = List.of();
  }

  private CheckResult checkResult() throws DamagedJsonException {
    CheckDraft draft = new CheckDraft();
    in.object(member -> {
      switch (member) {
        case "object_kind" -> draft.kind = in.text();
        case "config_addr" -> draft.address = in.text();
        case "status" -> draft.status = status(in.text());
        case "objects" -> in.array(() -> draft.objects.add(checkedObject()));
        default -> in.skip();
      }
    });
    return new CheckResult(draft.kind, draft.address, draft.status, draft.objects);
  }

  private CheckResult.CheckedObject checkedObject() throws DamagedJsonException {
    CheckDraft draft = new CheckDraft();
    in.object(member -> {
      switch (member) {
        case "object_addr" -> draft.address = in.text();
        case "status" -> draft.status = status(in.text());
        case "failure_messages" -> draft.failureMessages = in.texts();
        default -> in.skip();
      }
    });
    return new CheckResult.CheckedObject(draft.address, draft.status, draft.failureMessages);
  }

  /// A word that a newer version brought says nothing that could be relied on.
  private static CheckResult.Status status(String text) {
    for (CheckResult.Status status : CheckResult.Status.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
        return status;
      }
    }
    return CheckResult.Status.UNKNOWN;
  }
}
