package dev.holdfast.engine.ephemeral;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.event.Event;
import java.time.Duration;
import java.time.Instant;

/// Tells of the stages in the life of one ephemeral resource.
record Stages(EphemeralResources resources, ResourceInstanceAddress address) {

  Running begin(Event.EphemeralStage stage) {
    Instant begin = resources.clock().instant();
    resources.events().accept(new Event.EphemeralStarted(begin, address, stage));
    return new Running(this, stage, begin);
  }

  /// A stage that the user was told of.
  record Running(Stages stages, Event.EphemeralStage stage, Instant begin) {
    void completed() {
      Instant end = stages.resources().clock().instant();
      stages
          .resources()
          .events()
          .accept(
              new Event.EphemeralCompleted(
                  end, stages.address(), stage, Duration.between(begin, end)));
    }

    void failed() {
      Instant end = stages.resources().clock().instant();
      stages
          .resources()
          .events()
          .accept(
              new Event.EphemeralFailed(
                  end, stages.address(), stage, Duration.between(begin, end)));
    }
  }
}
