package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.state.Intent;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the steps of one run share.
record RunContext(
    RunInput input,
    ConfigurationEvaluation evaluation,
    Diagnostics diagnostics,
    RunCounts counts,
    RunningActions running) {

  /// The same with another place for what is wrong.
  RunContext reportingTo(Diagnostics others) {
    return new RunContext(input, evaluation, others, counts, running);
  }

  /// The provider of an object, or null where it cannot be used, which is reported.
  @Nullable ConfiguredProvider provider(
      ProviderConfigurationAddress address, ResourceInstanceAddress object) {
    ProviderConfigurations.Resolved resolved =
        new ProviderConfigurations(evaluation).of(address, object);
    return resolved == null ? null : resolved.provider();
  }

  /// What is stored of an instance now; an empty one where nothing is.
  StoredInstance stored(ResourceInstanceAddress address, ProviderConfigurationAddress provider) {
    StoredInstance stored = input.session().state().instance(address);
    return stored == null ? new StoredInstance(address, provider, null, Map.of()) : stored;
  }

  /// Writes down what is about to be done; false, and reported, where that is not possible.
  boolean intend(ResourceInstanceAddress address, @Nullable String deposedKey, Action action) {
    try {
      input.session().intend(new Intent(address, deposedKey, action, input.clock().instant()));
      return true;
    } catch (StateWriteException full) {
      reportWriteFailure(full);
      return false;
    }
  }

  /// Makes a change of the state durable; false, and reported, where that is not possible.
  boolean put(StoredInstance instance) {
    try {
      input.session().change(List.of(new StateChange.Put(instance)));
      return true;
    } catch (StateWriteException full) {
      reportWriteFailure(full);
      return false;
    }
  }

  /// The same instance with another current object.
  static StoredInstance withCurrent(StoredInstance instance, @Nullable StoredObject current) {
    return new StoredInstance(instance.address(), instance.provider(), current, instance.deposed());
  }

  private void reportWriteFailure(StateWriteException failure) {
    diagnostics.add(
        Diagnostic.error("Failed to save the state", String.valueOf(failure.getMessage())));
  }

  void tell(Event event) {
    input.events().accept(event);
  }

  Instant now() {
    return input.clock().instant();
  }

  /// Begins an action for the eyes of the user. The result says how it ended.
  Ongoing begin(ResourceInstanceAddress address, Action action, String id) {
    Instant begin = now();
    input.events().accept(new Event.ApplyStarted(begin, address, action, id));
    running.add(address, action, begin);
    return new Ongoing(this, address, action, begin);
  }

  /// An action that the user was told of.
  record Ongoing(
      RunContext context, ResourceInstanceAddress address, Action action, Instant begin) {

    Progress progress() {
      return message ->
          context
              .input()
              .events()
              .accept(
                  new Event.ApplyProgress(
                      context.now(), address, action, elapsed(context.now()), message));
    }

    void completed(String id) {
      context.running().remove(address, action);
      Instant end = context.now();
      context
          .input()
          .events()
          .accept(new Event.ApplyCompleted(end, address, action, elapsed(end), id));
    }

    void failed() {
      context.running().remove(address, action);
      Instant end = context.now();
      context.input().events().accept(new Event.ApplyFailed(end, address, action, elapsed(end)));
    }

    private Duration elapsed(Instant until) {
      return Duration.between(begin, until);
    }
  }
}
