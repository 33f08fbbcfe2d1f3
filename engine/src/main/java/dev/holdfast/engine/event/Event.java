package dev.holdfast.engine.event;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.time.Duration;
import java.time.Instant;

/// One thing that happened. No event carries a sensitive value.
public sealed interface Event {

  /// When it happened.
  Instant at();

  /// The engine began to look at an object.
  ///
  /// @param id what identifies the object to a person, such as `id=i-123`; may be empty
  record RefreshStarted(Instant at, ResourceInstanceAddress address, String id) implements Event {}

  record RefreshCompleted(Instant at, ResourceInstanceAddress address, String id)
      implements Event {}

  /// The engine began to take over an object that exists, while planning.
  ///
  /// @param id what its provider knows it by, such as `id=i-123`
  record ImportPrepared(Instant at, ResourceInstanceAddress address, String id) implements Event {}

  /// An object that was taken over is put into the state, while applying.
  record ImportStarted(Instant at, ResourceInstanceAddress address, String id) implements Event {}

  record ImportCompleted(Instant at, ResourceInstanceAddress address, String id) implements Event {}

  /// A data source began to be read.
  record ReadStarted(Instant at, ResourceInstanceAddress address) implements Event {}

  record ReadCompleted(Instant at, ResourceInstanceAddress address, Duration elapsed, String id)
      implements Event {}

  /// An action on an object began.
  ///
  /// @param action create, update, delete or read: a replace is a delete and a create
  record ApplyStarted(Instant at, ResourceInstanceAddress address, Action action, String id)
      implements Event {}

  /// A provider says what it is doing.
  record ApplyProgress(
      Instant at, ResourceInstanceAddress address, Action action, Duration elapsed, String message)
      implements Event {}

  record ApplyCompleted(
      Instant at, ResourceInstanceAddress address, Action action, Duration elapsed, String id)
      implements Event {}

  record ApplyFailed(Instant at, ResourceInstanceAddress address, Action action, Duration elapsed)
      implements Event {}

  /// What is done with an ephemeral resource.
  enum EphemeralStage {
    OPEN,
    RENEW,
    CLOSE
  }

  /// A stage in the life of an ephemeral resource began.
  record EphemeralStarted(Instant at, ResourceInstanceAddress address, EphemeralStage stage)
      implements Event {}

  record EphemeralCompleted(
      Instant at, ResourceInstanceAddress address, EphemeralStage stage, Duration elapsed)
      implements Event {}

  record EphemeralFailed(
      Instant at, ResourceInstanceAddress address, EphemeralStage stage, Duration elapsed)
      implements Event {}

  /// A provisioner began.
  ///
  /// @param provisioner its type, such as `local-exec`
  record ProvisionStarted(Instant at, ResourceInstanceAddress address, String provisioner)
      implements Event {}

  /// A line of the output of a provisioner.
  record ProvisionOutput(
      Instant at, ResourceInstanceAddress address, String provisioner, String output)
      implements Event {}

  record ProvisionCompleted(Instant at, ResourceInstanceAddress address, String provisioner)
      implements Event {}

  record ProvisionFailed(Instant at, ResourceInstanceAddress address, String provisioner)
      implements Event {}

  /// Something the user must be told while the work goes on.
  record Reported(Instant at, Diagnostic diagnostic) implements Event {}

  /// A line of a provider's log.
  record ProviderLogged(Instant at, String provider, System.Logger.Level level, String message)
      implements Event {}
}
