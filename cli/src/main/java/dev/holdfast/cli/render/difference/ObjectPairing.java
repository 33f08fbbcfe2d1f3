package dev.holdfast.cli.render.difference;

import dev.holdfast.engine.difference.Alignment.Pair;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/// In lists of objects, an object that stands in the place of another is shown as a change of it,
/// not as one that goes and one that comes.
final class ObjectPairing {
  private ObjectPairing() {}

  static List<Pair> pair(List<Pair> pairs, List<Value> before, List<Value> after) {
    List<Pair> paired = new ArrayList<>(pairs.size());
    int index = 0;
    while (index < pairs.size()) {
      if (pairs.get(index).isSame()) {
        paired.add(pairs.get(index++));
        continue;
      }
      List<Pair> deleted = new ArrayList<>();
      List<Pair> added = new ArrayList<>();
      for (; index < pairs.size() && !pairs.get(index).isSame(); index++) {
        (pairs.get(index).isDeleted() ? deleted : added).add(pairs.get(index));
      }
      int common = 0;
      while (common < Math.min(deleted.size(), added.size())
          && Kind.of(before.get(deleted.get(common).before())) == Kind.MAPPING
          && Kind.of(after.get(added.get(common).after())) == Kind.MAPPING) {
        paired.add(new Pair(deleted.get(common).before(), added.get(common).after()));
        common++;
      }
      paired.addAll(deleted.subList(common, deleted.size()));
      paired.addAll(added.subList(common, added.size()));
    }
    return paired;
  }
}
