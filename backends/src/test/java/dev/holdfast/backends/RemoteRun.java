package dev.holdfast.backends;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendType;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StoreSettings;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What somebody in a folder sees of a backend. Time stands still.
public record RemoteRun(BackendType type, Path folder, Map<String, ? extends Value> arguments) {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  public Backend backend(Map<String, String> variables) throws StateUnavailableException {
    return backend(variables, Clock.fixed(START, ZoneOffset.UTC));
  }

  private Backend backend(Map<String, String> variables, Clock clock)
      throws StateUnavailableException {
    Map<String, Value> all = new LinkedHashMap<>();
    type.schema()
        .attributes()
        .forEach((name, attribute) -> {
          Value given = arguments.get(name);
          all.put(name, given == null ? Value.nullOf(attribute.type()) : given);
        });
    StoreSettings settings = new StoreSettings("1.2.3", clock, new Random());
    return type.open(
        (ObjectValue) Value.object(all), new BackendEnvironment(folder, variables, settings));
  }

  public Backend backend() throws StateUnavailableException {
    return backend(Map.of());
  }

  public StateStore store() throws StateUnavailableException {
    return backend().store(Backend.DEFAULT_WORKSPACE);
  }

  /// A store for which every look at the clock finds it 21 seconds later, so that a checkpoint is
  /// due with every change.
  public StateStore storeInAHurry() throws StateUnavailableException {
    return backend(Map.of(), new Ticking()).store(Backend.DEFAULT_WORKSPACE);
  }

  /// The one output of the state; empty where there is none.
  public String output() throws StateUnavailableException {
    return output(store().read().state());
  }

  public static String output(@Nullable State state) {
    StoredOutput output = state == null ? null : state.outputs().get("it");
    return output != null && output.value() instanceof StringValue text ? text.value() : "";
  }

  /// A change after which the output is this.
  public static List<StateChange> put(String text) {
    return List.of(new StateChange.Outputs(Map.of("it", new StoredOutput(Value.of(text), false))));
  }

  private static final class Ticking extends Clock {
    private static final Duration TICK = Duration.ofSeconds(21);
    private Instant now = START;

    @Override
    public synchronized Instant instant() {
      now = now.plus(TICK);
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
