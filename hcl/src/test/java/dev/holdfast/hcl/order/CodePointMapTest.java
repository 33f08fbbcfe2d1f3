package dev.holdfast.hcl.order;

import static dev.holdfast.hcl.order.CodePointOrder.CODE_POINT_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.Property;
import dev.holdfast.hcl.RandomValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodePointMapTest {

  @Test
  void putsCharactersBeyondTheBasicPlaneLast() {
    Map<String, Integer> map = Map.of("\ud83d\ude00", 1, "\uffee", 2, "a", 3);
    assertThat(CodePointMap.copyOf(map).sequencedKeySet())
        .containsExactly("a", "\uffee", "\ud83d\ude00");
  }

  @Test
  void isTheMapItWasMadeFrom() {
    Property.holds(
        500,
        20,
        (random, size) -> {
          RandomValues values = new RandomValues(random, false);
          Map<String, Integer> map = new HashMap<>();
          for (int index = 0; index < size; index++) {
            map.put(values.text() + values.text(), index);
          }
          CodePointMap<Integer> copy = CodePointMap.copyOf(map);
          assertThat(copy).isEqualTo(map).hasSameHashCodeAs(map);
          assertThat(map).isEqualTo(copy);
          assertThat(List.copyOf(copy.keySet())).isSortedAccordingTo(CODE_POINT_ORDER);
          map.forEach((key, value) -> assertThat(copy.get(key)).isEqualTo(value));
          assertThat(copy.containsKey("no such key")).isFalse();
          assertThat(copy.mapValues(value -> value + 1).values())
              .containsExactlyElementsOf(copy.values().stream().map(value -> value + 1).toList());
        });
  }

  @Test
  void cutsOutRanges() {
    CodePointMap<Integer> map = CodePointMap.copyOf(Map.of("a", 1, "b", 2, "d", 4));
    TreeMap<String, Integer> model = new TreeMap<>(map);
    assertThat(map.headMap("b")).isEqualTo(model.headMap("b"));
    assertThat(map.tailMap("c")).isEqualTo(model.tailMap("c"));
    assertThat(map.subMap("a", "c")).isEqualTo(model.subMap("a", "c"));
    assertThat(map.firstKey()).isEqualTo("a");
    assertThat(map.lastKey()).isEqualTo("d");
  }
}
