package dev.holdfast.hcl.function;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What functions may know of the world.
///
/// @param baseDirectory what relative paths of files are relative to
/// @param homeDirectory what `~` stands for
/// @param clock the time that `timestamp` tells
/// @param random where `uuid` and `bcrypt` take chance from; cryptographically strong
/// @param planning whether a plan is being made, so that whatever will differ when it is applied
///   (`timestamp`, `uuid`, `bcrypt`) is unknown
/// @param planTime the time that `plantimestamp` tells; empty where there is no plan, as in a
///   console
/// @param templates evaluates the templates of `templatefile` and `templatestring`
public record FunctionContext(
    Path baseDirectory,
    Path homeDirectory,
    InstantSource clock,
    RandomGenerator random,
    boolean planning,
    Optional<Instant> planTime,
    TemplateEvaluator templates) {

  public FunctionContext {
    Objects.requireNonNull(baseDirectory);
    Objects.requireNonNull(homeDirectory);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(random);
    Objects.requireNonNull(planTime);
    Objects.requireNonNull(templates);
  }

  /// The same with other templates; used to count how deep templates include one another.
  public FunctionContext withTemplates(TemplateEvaluator other) {
    return new FunctionContext(
        baseDirectory, homeDirectory, clock, random, planning, planTime, other);
  }
}
