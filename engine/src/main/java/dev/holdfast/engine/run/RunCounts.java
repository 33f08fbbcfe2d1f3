package dev.holdfast.engine.run;

import java.util.concurrent.atomic.AtomicInteger;

/// How many objects a run has changed so far.
final class RunCounts {
  final AtomicInteger imported = new AtomicInteger();
  final AtomicInteger added = new AtomicInteger();
  final AtomicInteger changed = new AtomicInteger();
  final AtomicInteger destroyed = new AtomicInteger();
  final AtomicInteger forgotten = new AtomicInteger();
}
