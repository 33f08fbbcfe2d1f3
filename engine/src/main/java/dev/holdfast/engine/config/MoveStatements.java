package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.TargetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// The `moved` blocks of a configuration in the order in which they are to be done: what is moved
/// to a place before what is moved from there, and else as they are written, callers first. Linear
/// in the number of blocks and of chains between them.
///
/// @param ordered those that can be ordered
/// @param circular those that wait for one another
public record MoveStatements(List<Statement> ordered, List<Statement> circular) {

  /// A block with the module that it stands in.
  public record Statement(Module module, Moved block) {
    private List<Part> parts(TargetAddress address) {
      boolean keyed = hasKey(block.from()) || hasKey(block.to());
      List<Part> parts = new ArrayList<>();
      module
          .path()
          .names()
          .forEach(name -> parts.add(new Part("module." + name, InstanceKey.none(), true)));
      for (ModuleInstanceAddress.Step step : address.module().steps()) {
        parts.add(
            new Part("module." + step.name(), step.key(), step.key() instanceof InstanceKey.None));
      }
      ResourceAddress resource = address.resource();
      if (resource != null) {
        parts.add(
            new Part(
                resource.toString(),
                address.key(),
                !keyed && address.key() instanceof InstanceKey.None));
      } else {
        Part last = parts.removeLast();
        parts.add(new Part(last.name(), last.key(), last.any() && !keyed));
      }
      return parts;
    }

    /// Whether the last part of an address tells one instance.
    static boolean hasKey(TargetAddress address) {
      InstanceKey key =
          address.resource() == null ? address.module().steps().getLast().key() : address.key();
      return !(key instanceof InstanceKey.None);
    }
  }

  /// A step of an address.
  ///
  /// @param any whether it stands for all instances
  private record Part(String name, InstanceKey key, boolean any) {
    boolean meets(Part other) {
      return name.equals(other.name) && (any || other.any || key.equals(other.key));
    }
  }

  public MoveStatements {
    ordered = List.copyOf(ordered);
    circular = List.copyOf(circular);
  }

  public static MoveStatements of(Configuration configuration) {
    List<Statement> statements = new ArrayList<>();
    for (Module module : configuration.modules().values()) {
      module.moved().forEach(block -> statements.add(new Statement(module, block)));
    }
    return statements.size() < 2
        ? new MoveStatements(statements, List.of())
        : ordered(statements, successors(statements));
  }

  private static MoveStatements ordered(List<Statement> statements, List<Set<Integer>> successors) {
    int[] waitingFor = new int[statements.size()];
    successors.forEach(each -> each.forEach(later -> waitingFor[later]++));
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int index = 0; index < waitingFor.length; index++) {
      if (waitingFor[index] == 0) {
        ready.add(index);
      }
    }
    List<Statement> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.poll();
      ordered.add(statements.get(next));
      for (int later : successors.get(next)) {
        if (--waitingFor[later] == 0) {
          ready.add(later);
        }
      }
    }
    List<Statement> circular = new ArrayList<>();
    for (int index = 0; index < waitingFor.length; index++) {
      if (waitingFor[index] > 0) {
        circular.add(statements.get(index));
      }
    }
    return new MoveStatements(ordered, circular);
  }

  /// For each statement those that move on what it has moved.
  private static List<Set<Integer>> successors(List<Statement> statements) {
    List<List<Part>> sources = new ArrayList<>();
    Map<String, List<Integer>> exactly = new HashMap<>();
    Map<String, List<Integer>> within = new HashMap<>();
    for (int index = 0; index < statements.size(); index++) {
      List<Part> from = statements.get(index).parts(statements.get(index).block().from());
      sources.add(from);
      List<String> prefixes = prefixes(from);
      exactly.computeIfAbsent(prefixes.getLast(), key -> new ArrayList<>()).add(index);
      for (String prefix : prefixes) {
        within.computeIfAbsent(prefix, key -> new ArrayList<>()).add(index);
      }
    }
    List<Set<Integer>> successors = new ArrayList<>();
    for (int index = 0; index < statements.size(); index++) {
      List<Part> to = statements.get(index).parts(statements.get(index).block().to());
      Set<Integer> later = new LinkedHashSet<>();
      List<String> prefixes = prefixes(to);
      addMeeting(within.getOrDefault(prefixes.getLast(), List.of()), to, sources, later);
      for (String prefix : prefixes.subList(0, prefixes.size() - 1)) {
        addMeeting(exactly.getOrDefault(prefix, List.of()), to, sources, later);
      }
      later.remove(index);
      successors.add(later);
    }
    return successors;
  }

  private static void addMeeting(
      List<Integer> candidates, List<Part> to, List<List<Part>> sources, Set<Integer> found) {
    for (int candidate : candidates) {
      List<Part> from = sources.get(candidate);
      boolean meets = true;
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        meets &= from.get(i).meets(to.get(i));
      }
      if (meets) {
        found.add(candidate);
      }
    }
  }

  private static List<String> prefixes(List<Part> parts) {
    List<String> prefixes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      prefixes.add(text.append(text.isEmpty() ? "" : ".").append(part.name()).toString());
    }
    return prefixes;
  }
}
