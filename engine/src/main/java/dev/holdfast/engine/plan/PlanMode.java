package dev.holdfast.engine.plan;

/// What a plan is for.
public enum PlanMode {
  NORMAL,
  DESTROY,
  REFRESH_ONLY
}
