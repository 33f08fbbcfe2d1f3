package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.event.Event;
import java.time.Duration;
import java.util.Optional;

/// What happens, one line each, in Terraform's words: `web: Creation complete after 3s [id=7]`.
final class EventText {
  private EventText() {}

  /// The line of an event; empty for events that people are not told of one by one.
  static Optional<String> line(Event event) {
    return switch (event) {
      case Event.RefreshStarted refresh ->
          Optional.of(refresh.address() + ": Refreshing state..." + id(refresh.id()));
      case Event.RefreshCompleted refresh -> Optional.empty();
      case Event.ImportPrepared imported ->
          Optional.of(imported.address() + ": Preparing import..." + id(imported.id()));
      case Event.ImportStarted imported ->
          Optional.of(imported.address() + ": Importing..." + id(imported.id()));
      case Event.ImportCompleted imported ->
          Optional.of(imported.address() + ": Import complete" + id(imported.id()));
      case Event.ReadStarted read -> Optional.of(read.address() + ": Reading...");
      case Event.ReadCompleted read ->
          Optional.of(
              read.address()
                  + ": Read complete after "
                  + ElapsedText.of(read.elapsed())
                  + id(read.id()));
      case Event.ApplyStarted apply ->
          Optional.of(apply.address() + ": " + doing(apply.action()) + "..." + id(apply.id()));
      case Event.ApplyProgress progress -> Optional.empty();
      case Event.ApplyCompleted apply ->
          Optional.of(
              apply.address()
                  + ": "
                  + done(apply.action())
                  + " complete after "
                  + ElapsedText.of(apply.elapsed())
                  + (apply.action() == Action.DELETE ? "" : id(apply.id())));
      case Event.ApplyFailed apply ->
          Optional.of(
              apply.address()
                  + ": "
                  + done(apply.action())
                  + " errored after "
                  + ElapsedText.of(apply.elapsed()));
      case Event.EphemeralStarted started ->
          Optional.of(started.address() + ": " + doing(started.stage()) + "...");
      case Event.EphemeralCompleted completed ->
          Optional.of(
              completed.address()
                  + ": "
                  + done(completed.stage())
                  + " complete after "
                  + ElapsedText.of(completed.elapsed()));
      case Event.EphemeralFailed failed ->
          Optional.of(
              failed.address()
                  + ": "
                  + done(failed.stage())
                  + " errored after "
                  + ElapsedText.of(failed.elapsed()));
      case Event.ProvisionStarted started ->
          Optional.of(started.address() + ": Provisioning with '" + started.provisioner() + "'...");
      case Event.ProvisionCompleted completed -> Optional.empty();
      case Event.ProvisionFailed failed -> Optional.empty();
      case Event.ProvisionOutput output ->
          Optional.of(
              output.address()
                  + " ("
                  + output.provisioner()
                  + "): "
                  + ControlSequences.strip(output.output().stripTrailing()));
      case Event.Reported reported -> Optional.empty();
      case Event.ProviderLogged logged -> Optional.empty();
    };
  }

  /// What is said now and then of work that takes long.
  static String stillRunning(String address, Action action, Duration elapsed, String message) {
    String note = message.isEmpty() ? "" : " " + ControlSequences.strip(message);
    return address
        + ": Still "
        + doing(action).toLowerCase(java.util.Locale.ROOT)
        + "... ["
        + ElapsedText.of(elapsed)
        + " elapsed]"
        + note;
  }

  static String doing(Action action) {
    return switch (action) {
      case CREATE -> "Creating";
      case UPDATE -> "Modifying";
      case DELETE -> "Destroying";
      case READ -> "Reading";
      case FORGET -> "Removing from the state";
      case NO_OP -> "Working";
      case DELETE_THEN_CREATE, CREATE_THEN_DELETE, FORGET_THEN_CREATE -> "Replacing";
    };
  }

  static String doing(Event.EphemeralStage stage) {
    return switch (stage) {
      case OPEN -> "Opening";
      case RENEW -> "Renewing";
      case CLOSE -> "Closing";
    };
  }

  private static String done(Event.EphemeralStage stage) {
    return switch (stage) {
      case OPEN -> "Open";
      case RENEW -> "Renew";
      case CLOSE -> "Close";
    };
  }

  private static String done(Action action) {
    return switch (action) {
      case CREATE -> "Creation";
      case UPDATE -> "Modifications";
      case DELETE -> "Destruction";
      case READ -> "Read";
      case FORGET -> "Removal";
      case NO_OP -> "Work";
      case DELETE_THEN_CREATE, CREATE_THEN_DELETE, FORGET_THEN_CREATE -> "Replacement";
    };
  }

  private static String id(String id) {
    return id.isEmpty() ? "" : " [" + ControlSequences.strip(id) + "]";
  }
}
