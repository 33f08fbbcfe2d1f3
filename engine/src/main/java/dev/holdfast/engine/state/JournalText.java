package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records of the journal as JSON on one line each. Instances have the form they have in a state
/// file, so that a person can read a journal and rescue something from it.
final class JournalText {
  private JournalText() {}

  static byte[] encode(JournalRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    JsonOutput out = JsonOutput.compact(bytes);
    try {
      out.object(() -> {
        switch (record) {
          case JournalRecord.Base base -> writeBase(base, out);
          case JournalRecord.Began(Intent intent) -> writeIntent(intent, out);
          case JournalRecord.Settled settled -> writeSettled(settled, out);
          case JournalRecord.Changed(List<StateChange> changes) -> writeChanges(changes, out);
          case JournalRecord.Checkpoint checkpoint -> writeCheckpoint(checkpoint, out);
        }
      });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeBase(JournalRecord.Base base, JsonOutput out) throws IOException {
    out.name("base");
    out.object(() -> {
      out.member("lineage", base.lineage());
      out.member("serial", base.serial());
      out.flag("absent", base.absent());
    });
  }

  private static void writeIntent(Intent intent, JsonOutput out) throws IOException {
    out.name("began");
    out.object(() -> {
      out.member("address", intent.address().toString());
      writeDeposed(intent.deposedKey(), out);
      out.member("action", intent.action().name().toLowerCase(Locale.ROOT));
      out.member("at", intent.at().toString());
    });
  }

  private static void writeSettled(JournalRecord.Settled settled, JsonOutput out)
      throws IOException {
    out.name("settled");
    out.object(() -> {
      out.member("address", settled.address().toString());
      writeDeposed(settled.deposedKey(), out);
    });
  }

  private static void writeDeposed(@Nullable String key, JsonOutput out) throws IOException {
    if (key != null) {
      out.member("deposed", key);
    }
  }

  private static void writeCheckpoint(JournalRecord.Checkpoint checkpoint, JsonOutput out)
      throws IOException {
    out.name("checkpoint");
    out.object(() -> {
      out.member("serial", checkpoint.serial());
      out.member("digest", checkpoint.digest());
    });
  }

  private static void writeChanges(List<StateChange> changes, JsonOutput out) throws IOException {
    StateFileWriter states = new StateFileWriter(out);
    out.name("changed");
    out.array(() -> {
      for (StateChange change : changes) {
        out.element();
        out.object(() -> writeChange(change, out, states));
      }
    });
  }

  private static void writeChange(StateChange change, JsonOutput out, StateFileWriter states)
      throws IOException {
    switch (change) {
      case StateChange.Put(StoredInstance instance) when instance.isEmpty() ->
          out.member("remove", instance.address().toString());
      case StateChange.Put(StoredInstance instance) -> {
        out.name("put");
        states.single(instance);
      }
      case StateChange.Remove(ResourceInstanceAddress address) ->
          out.member("remove", address.toString());
      case StateChange.Outputs(Map<String, StoredOutput> outputs) -> {
        out.name("outputs");
        states.outputs(outputs);
      }
      case StateChange.Checks(List<CheckResult> results) -> {
        out.name("checks");
        states.checkResults(results);
      }
    }
  }

  /// @param name of the journal, for messages
  static JournalRecord decode(byte[] text, String name) throws DamagedJsonException {
    try (JsonInput in = new JsonInput(text, name)) {
      StateFileReader states = new StateFileReader(in);
      List<JournalRecord> found = new ArrayList<>();
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "base" -> found.add(base(in));
              case "began" -> found.add(began(in, states));
              case "settled" -> found.add(settled(in, states));
              case "changed" -> found.add(changed(in, states));
              case "checkpoint" -> found.add(checkpoint(in));
              default -> throw in.damaged("\"" + member + "\" is from a newer version of Holdfast");
            }
          }));
      if (found.size() != 1) {
        throw in.damaged("a record holds one thing");
      }
      return found.getFirst();
    }
  }

  private static JournalRecord base(JsonInput in) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "lineage" -> draft.text = in.text();
        case "serial" -> draft.serial = in.whole();
        case "absent" -> draft.absent = in.truth();
        default -> in.skip();
      }
    });
    return new JournalRecord.Base(draft.text, draft.serial, draft.absent);
  }

  private static JournalRecord checkpoint(JsonInput in) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "serial" -> draft.serial = in.whole();
        case "digest" -> draft.text = in.text();
        default -> in.skip();
      }
    });
    return new JournalRecord.Checkpoint(draft.serial, draft.text);
  }

  private static JournalRecord began(JsonInput in, StateFileReader states)
      throws DamagedJsonException {
    Draft draft = object(in, states);
    try {
      return new JournalRecord.Began(
          new Intent(
              draft.address(in),
              draft.deposedKey,
              Action.valueOf(draft.action.toUpperCase(Locale.ROOT)),
              Instant.parse(draft.at)));
    } catch (IllegalArgumentException | DateTimeParseException fault) {
      throw in.damaged("an intent is not readable");
    }
  }

  private static JournalRecord settled(JsonInput in, StateFileReader states)
      throws DamagedJsonException {
    Draft draft = object(in, states);
    return new JournalRecord.Settled(draft.address(in), draft.deposedKey);
  }

  private static Draft object(JsonInput in, StateFileReader states) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "address" -> draft.address = states.instanceAddress();
        case "deposed" -> draft.deposedKey = in.text();
        case "action" -> draft.action = in.text();
        case "at" -> draft.at = in.text();
        default -> in.skip();
      }
    });
    return draft;
  }

  private static JournalRecord changed(JsonInput in, StateFileReader states)
      throws DamagedJsonException {
    List<StateChange> changes = new ArrayList<>();
    in.array(() ->
        in.object(member -> {
          switch (member) {
            case "put" -> states.resource().forEach(each -> changes.add(new StateChange.Put(each)));
            case "remove" -> changes.add(new StateChange.Remove(states.instanceAddress()));
            case "outputs" -> changes.add(new StateChange.Outputs(states.outputs()));
            case "checks" -> changes.add(new StateChange.Checks(states.checkResults()));
            default -> throw in.damaged("\"" + member + "\" is from a newer version of Holdfast");
          }
        }));
    return new JournalRecord.Changed(changes);
  }

  private static final class Draft {
    private String text = "";
    private long serial;
    private boolean absent;
    private @Nullable ResourceInstanceAddress address;
    private @Nullable String deposedKey;
    private String action = "";
    private String at = "";

    private ResourceInstanceAddress address(JsonInput in) throws DamagedJsonException {
      if (address == null) {
        throw in.damaged("a record names no object");
      }
      return address;
    }
  }
}
