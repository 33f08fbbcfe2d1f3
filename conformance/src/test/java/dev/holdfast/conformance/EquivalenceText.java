package dev.holdfast.conformance;

import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What equivalence tests print, without what may differ.
final class EquivalenceText {
  private static final Set<String> CHANGING =
      Set.of("terraform_version", "timestamp", "@timestamp", "@module", "elapsed_seconds");

  private EquivalenceText() {}

  private static Value parse(String json) {
    try {
      return JsonComparison.parse(json);
    } catch (Exception fault) {
      throw new AssertionError(json, fault);
    }
  }

  /// A document without what changes from run to run.
  static String document(String json) throws Exception {
    return JsonComparison.text(JsonComparison.without(CHANGING, parse(json)));
  }

  /// The events of one line each.
  static String eventsOfLines(String lines) throws Exception {
    return events(lines.lines().map(EquivalenceText::parse).toList());
  }

  /// The events of an array of them.
  static String eventsOfArray(String json) throws Exception {
    return events(JsonComparison.elements(parse(json)));
  }

  /// The events of each object in their order. Those of different objects come in any order.
  private static String events(List<Value> events) throws Exception {
    Map<String, List<Value>> byObject = new TreeMap<>();
    for (Value event : events) {
      Map<String, Value> members = JsonComparison.members(event);
      if (!Value.of("version").equals(members.get("type"))) {
        byObject
            .computeIfAbsent(object(members), key -> new ArrayList<>())
            .add(withoutElapsed(JsonComparison.without(CHANGING, event)));
      }
    }
    Map<String, Value> shown = new LinkedHashMap<>();
    byObject.forEach((object, list) -> shown.put(object, Value.tuple(list)));
    return JsonComparison.text(Value.object(shown));
  }

  private static String object(Map<String, Value> event) {
    for (String member : List.of("hook", "change")) {
      Value about = event.get(member);
      Value resource = about == null ? null : JsonComparison.members(about).get("resource");
      if (resource != null
          && JsonComparison.members(resource).get("addr") instanceof StringValue address) {
        return address.value();
      }
    }
    return "";
  }

  private static Value withoutElapsed(Value event) {
    Map<String, Value> members = new TreeMap<>(JsonComparison.members(event));
    members.computeIfPresent(
        "@message",
        (name, message) ->
            Value.of(((StringValue) message).value().replaceAll(" after \\d+s", " after 0s")));
    return Value.object(members);
  }

  /// The text with sentences on one line, since the length of the tool's name moves their breaks,
  /// and with the lines on what was looked at in one order.
  static String comparable(String text) {
    List<String> lines = new ArrayList<>();
    List<String> progress = new ArrayList<>();
    boolean sentence = false;
    for (String line : JsonComparison.neutral(text).strip().split("\n", -1)) {
      boolean continues = !line.isBlank() && Character.isLetter(line.charAt(0));
      if (line.contains(": Refreshing state...") || line.contains(": Read")) {
        progress.add(line);
      } else if (continues && sentence) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line);
      } else {
        lines.add(line);
      }
      sentence = continues && !line.endsWith(":");
    }
    return Stream.concat(progress.stream().sorted(), lines.stream())
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
