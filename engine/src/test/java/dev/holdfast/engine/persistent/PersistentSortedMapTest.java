package dev.holdfast.engine.persistent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersistentSortedMapTest {
  private static final int RUNS = 60;

  /// Does the same to both and compares after each step.
  @Test
  void doesWhatATreeMapDoes() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      PersistentSortedMap<Integer, String> map = PersistentSortedMap.empty();
      TreeMap<Integer, String> model = new TreeMap<>();
      int range = 1 + random.nextInt(300);
      for (int step = 0; step < 400; step++) {
        int key = random.nextInt(range);
        if (random.nextInt(3) == 0) {
          map = map.without(key);
          model.remove(key);
        } else {
          map = map.with(key, "v" + step);
          model.put(key, "v" + step);
        }
        assertThat(map.isSound()).as("seed %d, step %d", seed, step).isTrue();
        assertThat(map.size()).isEqualTo(model.size());
      }
      assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
      assertThat(map).isEqualTo(model);
      assertThat(map.hashCode()).isEqualTo(model.hashCode());
    }
  }

  @Test
  void givesPartsLikeATreeMap() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      TreeMap<Integer, Integer> model = new TreeMap<>();
      PersistentSortedMap<Integer, Integer> map = PersistentSortedMap.empty();
      for (int step = 0; step < 100; step++) {
        int key = random.nextInt(120);
        model.put(key, step);
        map = map.with(key, step);
      }
      int from = random.nextInt(120);
      int to = from + random.nextInt(20);
      assertThat(map.headMap(to)).isEqualTo(model.headMap(to));
      assertThat(map.tailMap(from)).isEqualTo(model.tailMap(from));
      assertThat(map.subMap(from, to)).isEqualTo(model.subMap(from, to));
      assertThat(map.headMap(to).isSound()).isTrue();
      assertThat(map.tailMap(from).isSound()).isTrue();
      assertThat(map.firstKey()).isEqualTo(model.firstKey());
      assertThat(map.lastKey()).isEqualTo(model.lastKey());
    }
  }

  @Test
  void leavesEarlierVersionsAsTheyWere() {
    List<PersistentSortedMap<Integer, Integer>> versions = new ArrayList<>();
    PersistentSortedMap<Integer, Integer> map = PersistentSortedMap.empty();
    for (int key = 0; key < 500; key++) {
      versions.add(map);
      map = map.with(key * 7 % 500, key);
    }
    for (int size = 0; size < versions.size(); size++) {
      assertThat(versions.get(size)).hasSize(size);
    }
  }

  @Test
  void isTheSameMapWhereNothingChanges() {
    String value = "v";
    PersistentSortedMap<String, String> map =
        PersistentSortedMap.<String, String>empty().with("a", value);
    assertThat(map.with("a", value)).isSameAs(map);
    assertThat(map.without("b")).isSameAs(map);
    assertThat(map.headMap("b")).isEqualTo(map);
  }

  @Test
  void staysShallowForOrderedKeys() {
    PersistentSortedMap<Integer, Integer> map = PersistentSortedMap.empty();
    for (int key = 0; key < 20_000; key++) {
      map = map.with(key, key);
    }
    assertThat(map.isSound()).isTrue();
    for (int key = 0; key < 19_990; key++) {
      map = map.without(key);
    }
    assertThat(map.isSound()).isTrue();
    assertThat(map.keySet())
        .containsExactly(
            19_990, 19_991, 19_992, 19_993, 19_994, 19_995, 19_996, 19_997, 19_998, 19_999);
  }

  @Test
  void isBuiltFromOrderedEntries() {
    for (int size = 0; size < 70; size++) {
      TreeMap<Integer, String> model = new TreeMap<>();
      for (int key = 0; key < size; key++) {
        model.put(key * 2, "v" + key);
      }
      PersistentSortedMap<Integer, String> map =
          PersistentSortedMap.ofOrdered(new ArrayList<>(model.entrySet()));
      assertThat(map).isEqualTo(model);
      assertThat(map.isSound()).isTrue();
    }
  }

  @Test
  void refusesEntriesOutOfOrder() {
    assertThatThrownBy(
            () -> PersistentSortedMap.ofOrdered(List.of(Map.entry(2, "b"), Map.entry(1, "a"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> PersistentSortedMap.ofOrdered(List.of(Map.entry(1, "b"), Map.entry(1, "a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasNoMethodsThatChangeIt() {
    PersistentSortedMap<String, String> map =
        PersistentSortedMap.<String, String>empty().with("a", "1");
    assertThatThrownBy(() -> map.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.entrySet().iterator().next().setValue("2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
