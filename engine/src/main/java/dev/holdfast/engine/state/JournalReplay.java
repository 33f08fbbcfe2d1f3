package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Brings a state up to date with the journal that a run left behind when it died. Linear in the
/// size of the journal.
final class JournalReplay {
  private final String name;
  private final OpenIntents intents = new OpenIntents();
  private State state;
  private int changes;

  private JournalReplay(State state, String name) {
    this.state = state;
    this.name = name;
  }

  /// What a journal came to.
  ///
  /// @param state with everything in the journal; null where there is neither state nor journal
  /// @param changes how many steps were not in the state file yet
  /// @param inFlight what was begun and did not end
  /// @param length of the part of the file that is whole
  record Replayed(
      @Nullable State state, int changes, List<Intent> inFlight, long length, boolean torn) {
    public Replayed {
      inFlight = List.copyOf(inFlight);
    }
  }

  /// What has begun and not ended, in the order it began.
  static final class OpenIntents {
    private final Map<ResourceInstanceAddress, Map<String, Intent>> open = new LinkedHashMap<>();

    void began(Intent intent) {
      open.computeIfAbsent(intent.address(), key -> new LinkedHashMap<>())
          .put(key(intent.deposedKey()), intent);
    }

    void settled(ResourceInstanceAddress address, @Nullable String deposedKey) {
      open.computeIfPresent(
          address,
          (key, intents) -> {
            intents.remove(key(deposedKey));
            return intents.isEmpty() ? null : intents;
          });
    }

    void changed(List<StateChange> changes) {
      for (StateChange change : changes) {
        switch (change) {
          case StateChange.Put(StoredInstance instance) -> open.remove(instance.address());
          case StateChange.Remove(ResourceInstanceAddress address) -> open.remove(address);
          case StateChange.Outputs outputs -> {}
          case StateChange.Checks checks -> {}
        }
      }
    }

    List<Intent> list() {
      List<Intent> list = new ArrayList<>();
      open.values().forEach(intents -> list.addAll(intents.values()));
      return list;
    }

    private static String key(@Nullable String deposedKey) {
      return deposedKey == null ? "" : deposedKey;
    }
  }

  /// @param base the state file; null where there is none
  /// @param digest SHA-256 of the state file
  /// @param codec with which it was written
  /// @param name of the journal, for messages
  /// @throws StateUnavailableException if the journal is damaged or is not about this state
  static Replayed replay(
      @Nullable State base, Supplier<String> digest, byte[] journal, StateCodec codec, String name)
      throws StateUnavailableException {
    JournalFrames.Contents contents = JournalFrames.read(journal);
    if (contents.damagedAt() >= 0) {
      throw damaged(
          name, "it is damaged at byte " + contents.damagedAt() + ", with whole records behind");
    }
    try {
      List<byte[]> records = codec.openRecords(contents.records(), name);
      return replay(base, digest, contents, records, name);
    } catch (IOException fault) {
      throw damaged(name, String.valueOf(fault.getMessage()));
    } catch (DamagedJsonException fault) {
      throw damaged(name, "a record in it is damaged: " + fault.getMessage());
    }
  }

  private static Replayed replay(
      @Nullable State base,
      Supplier<String> digest,
      JournalFrames.Contents contents,
      List<byte[]> texts,
      String name)
      throws StateUnavailableException, DamagedJsonException {
    List<JournalRecord> records = new ArrayList<>(texts.size());
    for (byte[] text : texts) {
      records.add(JournalText.decode(text, name));
    }
    if (records.isEmpty()) {
      return new Replayed(base, 0, List.of(), 0, contents.torn());
    }
    if (!(records.getFirst() instanceof JournalRecord.Base first)) {
      throw damaged(name, "it does not say which state it continues");
    }
    int start = checkpoint(base, digest, first, records) + 1;
    if (start == 0) {
      requireContinues(first, base, name);
    }
    JournalReplay replay =
        new JournalReplay(base == null ? State.empty(first.lineage()) : base, name);
    // Intents count from the beginning: a checkpoint does not end them.
    for (int index = 1; index < records.size(); index++) {
      replay.apply(records.get(index), index >= start);
    }
    return new Replayed(
        replay.state, replay.changes, replay.intents.list(), contents.length(), contents.torn());
  }

  /// The last checkpoint that became the state file there is, or -1: all before it is in the file.
  private static int checkpoint(
      @Nullable State base,
      Supplier<String> digest,
      JournalRecord.Base first,
      List<JournalRecord> records) {
    if (base == null || !base.lineage().equals(first.lineage())) {
      return -1;
    }
    for (int index = records.size() - 1; index > 0; index--) {
      if (records.get(index) instanceof JournalRecord.Checkpoint checkpoint
          && checkpoint.serial() == base.serial()
          && checkpoint.digest().equals(digest.get())) {
        return index;
      }
    }
    return -1;
  }

  private static void requireContinues(JournalRecord.Base first, @Nullable State base, String name)
      throws StateUnavailableException {
    boolean continues =
        base == null
            ? first.absent()
            : !first.absent()
                && first.lineage().equals(base.lineage())
                && first.serial() == base.serial();
    if (!continues) {
      String found =
          base == null
              ? "there is no state file"
              : "the state file is of lineage %s, serial %d"
                  .formatted(base.lineage(), base.serial());
      throw new StateUnavailableException(
          List.of(
              Diagnostic.error(
                  "Journal does not belong to the state",
                  """
                  A run that died left changes in the journal %s, which continues lineage %s, \
                  serial %d; but %s. Another program must have changed or removed the state since. \
                  Nothing was changed. If the state file is the one to keep, move the journal \
                  elsewhere (it is text and names every object the run made); else put the earlier \
                  state file back.\
                  """
                      .formatted(name, first.lineage(), first.serial(), found))));
    }
  }

  private void apply(JournalRecord record, boolean changesState) throws DamagedJsonException {
    switch (record) {
      case JournalRecord.Began(Intent intent) -> intents.began(intent);
      case JournalRecord.Settled settled ->
          intents.settled(settled.address(), settled.deposedKey());
      case JournalRecord.Changed(List<StateChange> list) -> {
        intents.changed(list);
        if (changesState) {
          state = state.withAll(list);
          changes++;
        }
      }
      case JournalRecord.Checkpoint checkpoint -> {}
      case JournalRecord.Base base ->
          throw new DamagedJsonException(
              "it says twice which state it continues", SourceRange.wholeFile(name));
    }
  }

  private static StateUnavailableException damaged(String name, String what) {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                "Journal cannot be read",
                """
                The journal %s, which holds what the last run did, cannot be read: %s. Nothing was \
                changed. Restore it from a backup; or, to go on without it, move it elsewhere: it \
                is text and names every object the run made, so that they can be imported or \
                removed by hand.\
                """
                    .formatted(name, what))));
  }
}
