package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.state.CheckResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers how conditions come out. Safe for use by many threads.
public final class CheckResults {
  private static final Comparator<Part> ORDER =
      Comparator.comparing(Part::kind).thenComparing(Part::address);

  private final Map<Part, Map<String, Outcome>> parts = new TreeMap<>(ORDER);

  /// Who has conditions.
  ///
  /// @param kind `resource`, `output`, `check` or `var`
  /// @param address in the configuration
  private record Part(String kind, String address) {}

  /// How the conditions of one object came out so far.
  private record Outcome(CheckResult.Status status, List<String> messages) {
    Outcome and(CheckResult.Status next, @Nullable String message) {
      List<String> all = new ArrayList<>(messages);
      if (message != null) {
        all.add(message);
      }
      return new Outcome(worse(status, next), all);
    }
  }

  /// @param object the address of the instance
  /// @param message of a condition that does not hold, else null
  synchronized void note(
      String kind,
      String address,
      String object,
      CheckResult.Status status,
      @Nullable String message) {
    parts
        .computeIfAbsent(new Part(kind, address), key -> new TreeMap<>())
        .merge(
            object,
            new Outcome(CheckResult.Status.PASS, List.of()).and(status, message),
            (before, now) -> before.and(status, message));
  }

  /// What was noted on top of what is known from before: objects that were looked at again count as
  /// they are now. Linear in both.
  public synchronized List<CheckResult> over(@Nullable List<CheckResult> before) {
    Map<Part, Map<String, CheckResult.CheckedObject>> all = new TreeMap<>(ORDER);
    for (CheckResult result : before == null ? List.<CheckResult>of() : before) {
      Map<String, CheckResult.CheckedObject> objects =
          all.computeIfAbsent(
              new Part(result.kind(), result.address()), key -> new LinkedHashMap<>());
      result.objects().forEach(object -> objects.put(object.address(), object));
    }
    parts.forEach((part, noted) -> {
      Map<String, CheckResult.CheckedObject> objects =
          all.computeIfAbsent(part, key -> new LinkedHashMap<>());
      noted.forEach((object, outcome) ->
          objects.put(
              object, new CheckResult.CheckedObject(object, outcome.status(), outcome.messages())));
    });
    List<CheckResult> results = new ArrayList<>();
    all.forEach((part, objects) -> results.add(result(part, objects)));
    return results;
  }

  private static CheckResult result(Part part, Map<String, CheckResult.CheckedObject> objects) {
    CheckResult.Status status = CheckResult.Status.PASS;
    for (CheckResult.CheckedObject object : objects.values()) {
      status = worse(status, object.status());
    }
    return new CheckResult(part.kind(), part.address(), status, List.copyOf(objects.values()));
  }

  private static CheckResult.Status worse(CheckResult.Status left, CheckResult.Status right) {
    return severity(left) >= severity(right) ? left : right;
  }

  private static int severity(CheckResult.Status status) {
    return switch (status) {
      case PASS -> 0;
      case UNKNOWN -> 1;
      case FAIL -> 2;
      case ERROR -> 3;
    };
  }
}
