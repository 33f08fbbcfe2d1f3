package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any configuration. The seeds are fixed, so that a failure can be repeated.
class RandomConfigurationTest {
  private static final int CONFIGURATIONS = 40;
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aPlanAfterAnApplyIsEmptyAndADestroyLeavesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    Scenario scenario = new Scenario(directory);
    for (int i = 0; i < CONFIGURATIONS; i++) {
      String text = RandomConfiguration.of(random);
      scenario.write(text).apply();
      Plan plan = scenario.plan();
      assertThat(Scenario.actions(plan)).as(text).isEmpty();
      assertThat(plan.outputs()).as(text).allMatch(each -> each.action() == Action.NO_OP);
      if (random.nextInt(4) == 0) {
        scenario.apply(PlanOptions.NORMAL.withMode(PlanMode.DESTROY));
        assertThat(scenario.state().isEmpty()).as(text).isTrue();
        assertThat(scenario.recording().objects()).as(text).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void anyAllowedOrderGivesTheSameState(long seed) throws Exception {
    Random random = new Random(seed);
    Scenario one = new Scenario(Files.createDirectory(directory.resolve("one")));
    Scenario other = new Scenario(Files.createDirectory(directory.resolve("other")));
    for (int i = 0; i < CONFIGURATIONS; i++) {
      String text = RandomConfiguration.of(random);
      one.write(text).apply();
      try (Shuffle shuffle = new Shuffle(random.nextLong())) {
        other.recording().pauseBeforeChanges(shuffle::await);
        other.write(text).apply();
      }
      assertThat(content(other.state())).as(text).isEqualTo(content(one.state()));
    }
  }

  /// The objects by their addresses, with the ids that chance and order give replaced by addresses.
  private static Map<String, String> content(State state) {
    Map<String, String> objects = new TreeMap<>();
    Map<String, String> names = new HashMap<>();
    for (StoredInstance instance : state.instances().values()) {
      String address = instance.address().toString();
      assertThat(instance.deposed()).isEmpty();
      StoredObject object = requireNonNull(instance.current());
      String json = new String(object.json().bytes(), StandardCharsets.UTF_8);
      Matcher id = ID.matcher(json);
      assertThat(id.find()).isTrue();
      names.put(id.group(1), address);
      objects.put(address, json + object.dependencies());
    }
    objects.replaceAll((address, json) -> {
      String text = json;
      for (Map.Entry<String, String> name : names.entrySet()) {
        text = text.replace(name.getKey(), "id of " + name.getValue());
      }
      return text;
    });
    state.outputs().keySet().forEach(output -> objects.put("output." + output, ""));
    return objects;
  }

  /// Lets waiting threads go one by one, in an order made by chance.
  private static final class Shuffle implements AutoCloseable {
    private final List<Semaphore> waiting = new ArrayList<>();
    private final Thread dealer;
    private volatile boolean closed;

    Shuffle(long seed) {
      Random random = new Random(seed);
      dealer =
          Thread.ofVirtual()
              .start(() -> {
                while (!closed) {
                  LockSupport.parkNanos(200_000);
                  release(random);
                }
              });
    }

    private void release(Random random) {
      synchronized (waiting) {
        if (!waiting.isEmpty()) {
          waiting.remove(random.nextInt(waiting.size())).release();
        }
      }
    }

    void await() {
      Semaphore turn = new Semaphore(0);
      synchronized (waiting) {
        waiting.add(turn);
      }
      turn.acquireUninterruptibly();
    }

    @Override
    public void close() {
      closed = true;
      LockSupport.unpark(dealer);
    }
  }
}
