package dev.holdfast.engine.event;

/// Takes events as they happen, from many threads. Must return soon and throw nothing.
@FunctionalInterface
public interface EventSink {
  /// Drops everything.
  EventSink NONE = event -> {};

  void accept(Event event);
}
