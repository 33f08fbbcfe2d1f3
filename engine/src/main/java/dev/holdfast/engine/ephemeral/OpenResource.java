package dev.holdfast.engine.ephemeral;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Responses;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An ephemeral resource that is open: renewed when its provider asks for it, until it is closed.
final class OpenResource {
  /// A provider that always wants to be asked again at once is asked this often.
  private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

  private final EphemeralResources resources;
  private final Stages stages;
  private final ResourceInstanceAddress address;
  private final ConfiguredProvider provider;
  private PrivateData privateData;
  private @Nullable Instant renewAt;
  private boolean closed;

  OpenResource(
      EphemeralResources resources,
      Stages stages,
      ResourceInstanceAddress address,
      ConfiguredProvider provider,
      Responses.Open response) {
    this.resources = resources;
    this.stages = stages;
    this.address = address;
    this.provider = provider;
    this.privateData = response.privateData();
    this.renewAt = response.renewAt();
    if (renewAt != null) {
      Thread.ofVirtual().name("renewal of " + address).start(this::keepOpen);
    }
  }

  /// Renews under the lock, so that it is never closed in the middle of that.
  private synchronized void keepOpen() {
    try {
      for (Instant due = renewAt; due != null && !closed; due = renewAt) {
        Duration left = Duration.between(resources.clock().instant(), due);
        if (left.isPositive()) {
          wait(Math.max(1, left.toMillis()));
        } else {
          renew();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    Stages.Running running = stages.begin(Event.EphemeralStage.RENEW);
    String type = address.resource().type();
    Responses.Renew response = provider.call(() -> provider.provider().renew(type, privateData));
    if (!feedback().report(response.diagnostics())) {
      running.failed();
      renewAt = null;
      return;
    }
    running.completed();
    privateData = response.privateData();
    Instant next = response.renewAt();
    Instant earliest = resources.clock().instant().plus(SHORTEST_PERIOD);
    renewAt = next == null || next.isAfter(earliest) ? next : earliest;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
    Stages.Running running = stages.begin(Event.EphemeralStage.CLOSE);
    String type = address.resource().type();
    if (feedback()
        .report(provider.call(() -> provider.provider().closeEphemeral(type, privateData)))) {
      running.completed();
    } else {
      running.failed();
    }
  }

  private ProviderFeedback feedback() {
    return new ProviderFeedback(resources.diagnostics(), address.toString(), path -> null);
  }
}
