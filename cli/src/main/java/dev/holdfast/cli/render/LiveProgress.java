package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.cli.terminal.LiveArea;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.event.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells a person what happens while it happens. On a terminal, what runs now is shown below with
/// the time it has taken; elsewhere, long work is mentioned every ten seconds. Safe for use by many
/// threads. Close it when the work has ended.
public final class LiveProgress implements EventSink, AutoCloseable {
  private static final Duration MENTION_EVERY = Duration.ofSeconds(10);

  /// More lines than this would push what stays off the screen.
  private static final int MOST_LINES = 8;

  private static final long TICK_MILLISECONDS = 500;

  private final Terminal terminal;
  private final DiagnosticText diagnostics;
  private final InstantSource clock;
  private final LiveArea area;
  private final Map<ResourceInstanceAddress, Running> running = new ConcurrentHashMap<>();
  private final boolean silent;
  private volatile boolean closed;

  /// Work that has begun and not ended.
  ///
  /// @param mentioned how long it had taken when it was last spoken of
  private record Running(
      ResourceInstanceAddress address,
      Action action,
      String doing,
      Instant since,
      String message,
      Duration mentioned) {

    Running with(String newMessage, Duration newMentioned) {
      return new Running(address, action, doing, since, newMessage, newMentioned);
    }
  }

  private LiveProgress(
      Terminal terminal, DiagnosticText diagnostics, InstantSource clock, boolean silent) {
    this.terminal = terminal;
    this.diagnostics = diagnostics;
    this.clock = clock;
    this.silent = silent;
    this.area = LiveArea.open(terminal, this::lines);
  }

  /// Begins to tell what happens.
  public static LiveProgress open(
      Terminal terminal, DiagnosticText diagnostics, InstantSource clock) {
    LiveProgress progress = new LiveProgress(terminal, diagnostics, clock, false);
    if (!terminal.interactive()) {
      Thread.ofVirtual().name("progress").start(progress::mentionUntilClosed);
    }
    return progress;
  }

  /// The same without any line that stays but diagnostics.
  public static LiveProgress silent(
      Terminal terminal, DiagnosticText diagnostics, InstantSource clock) {
    return new LiveProgress(terminal, diagnostics, clock, true);
  }

  /// Prints lines that stay, above what runs now.
  public void print(String text) {
    area.print(text);
  }

  @Override
  public void accept(Event event) {
    note(event);
    if (event instanceof Event.Reported reported) {
      area.print(diagnostics.of(reported.diagnostic()).stripTrailing());
      return;
    }
    if (silent) {
      return;
    }
    // On a terminal, thousands of lines that say only that something is looked at help nobody.
    if (terminal.interactive() && event instanceof Event.RefreshStarted) {
      return;
    }
    EventText.line(event).ifPresent(area::print);
  }

  @Override
  public void close() {
    closed = true;
    area.close();
  }

  private void note(Event event) {
    switch (event) {
      case Event.RefreshStarted started ->
          begin(started.address(), Action.READ, "Refreshing state", started.at());
      case Event.ImportPrepared imported -> {}
      case Event.ImportStarted imported -> {}
      case Event.ImportCompleted imported -> {}
      case Event.RefreshCompleted completed -> running.remove(completed.address());
      case Event.ReadStarted started ->
          begin(started.address(), Action.READ, "Reading", started.at());
      case Event.ReadCompleted completed -> running.remove(completed.address());
      case Event.ApplyStarted started ->
          begin(
              started.address(), started.action(), EventText.doing(started.action()), started.at());
      case Event.ApplyProgress progress ->
          running.computeIfPresent(
              progress.address(),
              (address, work) ->
                  work.with(ControlSequences.strip(progress.message()), work.mentioned()));
      case Event.ApplyCompleted completed -> running.remove(completed.address());
      case Event.ApplyFailed failed -> running.remove(failed.address());
      case Event.EphemeralStarted started ->
          begin(started.address(), Action.READ, EventText.doing(started.stage()), started.at());
      case Event.EphemeralCompleted completed -> running.remove(completed.address());
      case Event.EphemeralFailed failed -> running.remove(failed.address());
      case Event.ProvisionStarted started ->
          running.computeIfPresent(
              started.address(),
              (address, work) ->
                  work.with("provisioning with " + started.provisioner(), work.mentioned()));
      case Event.ProvisionOutput output -> {}
      case Event.ProvisionCompleted completed -> {}
      case Event.ProvisionFailed failed -> {}
      case Event.Reported reported -> {}
      case Event.ProviderLogged logged -> {}
    }
  }

  private void begin(ResourceInstanceAddress address, Action action, String doing, Instant at) {
    running.put(address, new Running(address, action, doing, at, "", Duration.ZERO));
  }

  /// What runs now, longest first.
  private List<String> lines() {
    Instant now = clock.instant();
    List<Running> all = new ArrayList<>(running.values());
    all.sort(Comparator.comparing(Running::since).thenComparing(Running::address));
    List<String> lines = new ArrayList<>();
    for (Running work : all.subList(0, Math.min(all.size(), MOST_LINES))) {
      String message = work.message().isEmpty() ? "" : " " + work.message();
      lines.add(
          "  "
              + work.address()
              + ": "
              + work.doing()
              + "... "
              + ElapsedText.of(Duration.between(work.since(), now))
              + message);
    }
    if (all.size() > MOST_LINES) {
      lines.add("  … and " + (all.size() - MOST_LINES) + " more");
    }
    return lines;
  }

  private void mentionUntilClosed() {
    try {
      while (!closed) {
        mention();
        Thread.sleep(TICK_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Speaks of what has run for ten seconds since it was last spoken of.
  void mention() {
    Instant now = clock.instant();
    for (Running work : List.copyOf(running.values())) {
      Duration elapsed = Duration.between(work.since(), now);
      if (elapsed.minus(work.mentioned()).compareTo(MENTION_EVERY) < 0) {
        continue;
      }
      Duration mentioned = MENTION_EVERY.multipliedBy(elapsed.dividedBy(MENTION_EVERY));
      Running updated = work.with(work.message(), mentioned);
      if (running.replace(work.address(), work, updated)) {
        area.print(
            EventText.stillRunning(
                work.address().toString(), work.action(), mentioned, work.message()));
      }
    }
  }
}
