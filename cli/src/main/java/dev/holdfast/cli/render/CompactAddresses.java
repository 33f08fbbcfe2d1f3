package dev.holdfast.cli.render;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;

/// Addresses of many instances, short: the keys of one resource together, `a.b[0-3, 7]`, `a.b["x",
/// "y"]`.
final class CompactAddresses {
  private CompactAddresses() {}

  /// One resource of one module instance.
  private record Place(ModuleInstanceAddress module, ResourceAddress resource) {}

  /// A line for each resource of each module instance, in the order in which they come first.
  /// Linear, times the logarithm of the number of indexes.
  static List<String> lines(List<ResourceInstanceAddress> addresses) {
    Map<Place, List<InstanceKey>> places = new LinkedHashMap<>();
    for (ResourceInstanceAddress address : addresses) {
      places
          .computeIfAbsent(
              new Place(address.module(), address.resource()), place -> new ArrayList<>())
          .add(address.key());
    }
    List<String> lines = new ArrayList<>();
    places.forEach((place, keys) ->
        lines.add(
            new ResourceInstanceAddress(place.module(), place.resource(), InstanceKey.none())
                + keys(keys)));
    return lines;
  }

  private static String keys(List<InstanceKey> keys) {
    TreeSet<Long> indexes = new TreeSet<>();
    List<String> written = new ArrayList<>();
    for (InstanceKey key : keys) {
      switch (key) {
        case InstanceKey.None _ -> {}
        case InstanceKey.Index(long index) -> indexes.add(index);
        case InstanceKey.Key _ -> written.add(withoutBrackets(key));
      }
    }
    written.addAll(0, ranges(indexes));
    return written.isEmpty() ? "" : "[" + String.join(", ", written) + "]";
  }

  private static List<String> ranges(SequencedSet<Long> indexes) {
    List<String> ranges = new ArrayList<>();
    Long from = null;
    for (Long index : indexes) {
      if (from == null || !indexes.contains(index - 1)) {
        from = index;
      }
      if (!indexes.contains(index + 1)) {
        ranges.add(index.equals(from) ? index.toString() : from + "-" + index);
      }
    }
    return ranges;
  }

  private static String withoutBrackets(InstanceKey key) {
    String text = key.toString();
    return text.substring(1, text.length() - 1);
  }
}
