package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.ActionGraph.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The graph of a plan as JSON: for each step what it does and which steps wait for it.
final class GraphText {
  private GraphText() {}

  static void write(ActionGraph graph, JsonOutput out) throws IOException {
    out.array(() -> {
      for (int number = 0; number < graph.steps().size(); number++) {
        int step = number;
        out.element();
        out.object(() -> {
          switch (graph.steps().get(step)) {
            case ActionGraph.Apply(int change) -> out.member("apply", change);
            case ActionGraph.Destroy(int change) -> out.member("destroy", change);
            case ActionGraph.Join(String name) -> out.member("join", name);
          }
          writeSuccessors(graph.successors(step), out);
        });
      }
    });
  }

  private static void writeSuccessors(int[] successors, JsonOutput out) throws IOException {
    if (successors.length > 0) {
      out.name("before");
      out.array(() -> {
        for (int successor : successors) {
          out.element();
          out.number(successor);
        }
      });
    }
  }

  private static final class Draft {
    private @Nullable Step step;
    private final List<Long> successors = new ArrayList<>();
  }

  /// @param changes how many changes the plan has
  static ActionGraph read(JsonInput in, int changes) throws DamagedJsonException {
    ActionGraph.Builder graph = new ActionGraph.Builder();
    List<Draft> drafts = new ArrayList<>();
    in.array(() -> {
      Draft draft = draft(in, changes);
      if (draft.step == null) {
        throw in.damaged("a step does nothing");
      }
      graph.add(draft.step);
      drafts.add(draft);
    });
    for (int step = 0; step < drafts.size(); step++) {
      for (long successor : drafts.get(step).successors) {
        if (successor < 0 || successor >= drafts.size()) {
          throw in.damaged("an edge leads to a step that is not there");
        }
        graph.edge(step, (int) successor);
      }
    }
    try {
      return graph.build();
    } catch (IllegalStateException fault) {
      throw in.damaged("the steps wait for each other in a circle");
    }
  }

  private static Draft draft(JsonInput in, int changes) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "apply" -> draft.step = new ActionGraph.Apply(change(in, changes));
        case "destroy" -> draft.step = new ActionGraph.Destroy(change(in, changes));
        case "join" -> draft.step = new ActionGraph.Join(in.text());
        case "before" -> in.array(() -> draft.successors.add(in.whole()));
        default -> in.skip();
      }
    });
    return draft;
  }

  private static int change(JsonInput in, int changes) throws DamagedJsonException {
    long change = in.whole();
    if (change < 0 || change >= changes) {
      throw in.damaged("a step is about a change that is not there");
    }
    return (int) change;
  }
}
