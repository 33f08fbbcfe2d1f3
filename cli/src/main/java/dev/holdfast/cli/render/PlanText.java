package dev.holdfast.cli.render;

import dev.holdfast.cli.render.difference.Change;
import dev.holdfast.cli.render.difference.Difference;
import dev.holdfast.cli.render.difference.DifferenceText;
import dev.holdfast.cli.render.difference.ReplacementPaths;
import dev.holdfast.cli.render.difference.ValueComparison;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.Style;
import dev.holdfast.cli.terminal.TextWrap;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.format.QuotedText;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A whole plan for people, in the text that they know from Terraform. Linear in the plan.
public final class PlanText {
  private static final Comparator<ResourceChange> SHOWN_ORDER =
      Comparator.comparing(ResourceChange::address);

  private static final List<Action> LEGEND_ORDER =
      List.of(
          Action.CREATE,
          Action.UPDATE,
          Action.DELETE,
          Action.DELETE_THEN_CREATE,
          Action.CREATE_THEN_DELETE,
          Action.FORGET,
          Action.FORGET_THEN_CREATE,
          Action.READ);

  private static final String RULE = "─";

  private final Palette palette;
  private final int width;
  private final boolean concise;
  private final ResourceChangeText changes;

  /// A renderer for one output.
  ///
  /// @param width columns, at which sentences are wrapped
  public PlanText(Palette palette, int width) {
    this(palette, width, false);
  }

  /// The same in few words.
  ///
  /// @param concise whether equal changes are put together, with only what changes in them, and
  ///   counted by module and type
  public PlanText(Palette palette, int width, boolean concise) {
    this.palette = palette;
    this.width = width;
    this.concise = concise;
    this.changes = new ResourceChangeText(palette);
  }

  /// The plan from the blank line before it through its last line break. Diagnostics are not in it.
  ///
  /// @param configuration that the plan was made from: it tells which drift explains the plan
  public String of(Plan plan, Configuration configuration) {
    StringBuilder text = new StringBuilder();
    List<ResourceChange> drift =
        RelevantDrift.of(plan, configuration).stream().sorted(SHOWN_ORDER).toList();
    List<ResourceChange> shown =
        plan.mode() == PlanMode.REFRESH_ONLY
            ? List.of()
            : plan.changes().stream().filter(PlanText::isShown).sorted(SHOWN_ORDER).toList();
    List<OutputChange> outputs =
        plan.outputs().stream().filter(output -> output.action() != Action.NO_OP).toList();
    boolean empty = shown.isEmpty() && outputs.isEmpty();
    if (!drift.isEmpty()) {
      appendDrift(drift, plan.mode(), text);
    }
    if (empty) {
      if (drift.isEmpty() && !plan.hasErrors()) {
        appendNoChanges(plan.mode(), text);
      } else if (plan.hasErrors()) {
        text.append('\n')
            .append(palette.bold(palette.red("Planning failed.")))
            .append(' ')
            .append("Holdfast encountered an error while generating this plan.\n");
      }
      return text.toString();
    }
    if (!drift.isEmpty()) {
      appendRule(text);
    }
    if (!shown.isEmpty()) {
      appendChanges(shown, plan.hasErrors(), text);
      text.append(summary(plan)).append('\n');
      if (concise) {
        text.append(ConciseChangesText.summary(shown, palette));
      }
    }
    if (!outputs.isEmpty()) {
      appendOutputs(outputs, plan.outputs(), text);
      if (shown.isEmpty()) {
        text.append('\n')
            .append(
                wrap(
                    "You can apply this plan to save these new output values to the Holdfast state, without changing any real infrastructure."))
            .append('\n');
      }
    }
    if (!plan.deferred().isEmpty()) {
      appendDeferred(plan.deferred(), text);
    }
    return text.toString();
  }

  private void appendDeferred(List<Deferral> deferred, StringBuilder text) {
    text.append('\n')
        .append(palette.bold("Deferred:"))
        .append('\n')
        .append(
            wrap("These wait for another plan, which can be made once the actions above are done."))
        .append("\n\n");
    deferred.forEach(each -> text.append("  # ").append(DeferralText.of(each)).append('\n'));
  }

  /// What to do with a plan that was, or was not, saved.
  ///
  /// @param file the name of the saved plan, or empty
  public String nextStep(String file) {
    StringBuilder text = new StringBuilder();
    appendRule(text);
    text.append('\n');
    if (file.isEmpty()) {
      return text.append(
              wrap(
                  "Note: You didn't use the -out option to save this plan, so Holdfast can't guarantee to take exactly these actions if you run \"holdfast apply\" now."))
          .append('\n')
          .toString();
    }
    return text.append("Saved the plan to: ")
        .append(file)
        .append(
            "\n\nTo perform exactly these actions, run the following command to apply:\n    holdfast apply ")
        .append(QuotedText.of(file))
        .append('\n')
        .toString();
  }

  private static boolean isShown(ResourceChange change) {
    return change.action() != Action.NO_OP || change.isMoved() || change.importing() != null;
  }

  private void appendDrift(List<ResourceChange> drift, PlanMode mode, StringBuilder text) {
    text.append('\n')
        .append(palette.bold(palette.cyan("Note:")))
        .append(palette.bold(" Objects have changed outside of Holdfast"))
        .append("\n\n")
        .append(
            wrap(
                "Holdfast detected the following changes made outside of Holdfast since the last \"holdfast apply\" which may have affected this plan:"))
        .append("\n\n");
    drift.forEach(change -> text.append(changes.drifted(change)).append('\n'));
    text.append('\n');
    if (mode == PlanMode.REFRESH_ONLY) {
      text.append(
          wrap(
              "This is a refresh-only plan, so Holdfast will not take any actions to undo these. If you were expecting these changes then you can apply this plan to record the updated values in the Holdfast state without changing any remote objects."));
    } else {
      text.append(
          wrap(
              "Unless you have made equivalent changes to your configuration, or ignored the relevant attributes using ignore_changes, the following plan may include actions to undo or respond to these changes."));
    }
    text.append('\n');
  }

  private void appendNoChanges(PlanMode mode, StringBuilder text) {
    String headline;
    String detail;
    switch (mode) {
      case NORMAL -> {
        headline = "Your infrastructure matches the configuration.";
        detail =
            "Holdfast has compared your real infrastructure against your configuration and found no differences, so no changes are needed.";
      }
      case REFRESH_ONLY -> {
        headline = "Your infrastructure still matches the configuration.";
        detail =
            "Holdfast has checked that the real remote objects still match the result of your most recent changes, and found no differences.";
      }
      case DESTROY -> {
        headline = "No objects need to be destroyed.";
        detail =
            "Either you have not created any objects yet or the existing objects were already deleted outside of Holdfast.";
      }
      default -> throw new IllegalStateException(mode.toString());
    }
    text.append('\n')
        .append(palette.paint("No changes.", Style.BOLD, Style.GREEN))
        .append(palette.bold(" " + headline))
        .append("\n\n")
        .append(wrap(detail))
        .append('\n');
  }

  private void appendChanges(List<ResourceChange> shown, boolean errors, StringBuilder text) {
    Set<Action> actions = shown.stream().map(ResourceChange::action).collect(Collectors.toSet());
    text.append('\n')
        .append(
            wrap(
                "Holdfast used the selected providers to generate the following execution plan. Resource actions are indicated with the following symbols:"))
        .append('\n');
    for (Action action : LEGEND_ORDER) {
      if (actions.contains(action)) {
        text.append(changes.symbol(action)).append(meaning(action)).append('\n');
      }
    }
    text.append('\n')
        .append(
            errors
                ? "Holdfast planned the following actions, but then encountered a problem:\n"
                : "Holdfast will perform the following actions:\n");
    if (concise) {
      text.append(new ConciseChangesText(changes).of(shown));
    } else {
      shown.forEach(change -> text.append('\n').append(changes.planned(change)));
    }
    text.append('\n');
  }

  private static String meaning(Action action) {
    return switch (action) {
      case CREATE -> "create";
      case UPDATE -> "update in-place (current -> planned)";
      case DELETE -> "destroy";
      case DELETE_THEN_CREATE -> "destroy and then create replacement";
      case CREATE_THEN_DELETE -> "create replacement and then destroy";
      case FORGET -> "forget";
      case FORGET_THEN_CREATE -> "forget and then create replacement";
      case READ -> "read (data resources)";
      case NO_OP -> "";
    };
  }

  /// `Plan: 1 to add, 0 to change, 0 to destroy.`
  public String summary(Plan plan) {
    PlanCounts counts = PlanCounts.of(plan);
    return palette.bold("Plan:") + " " + counts.text() + ".";
  }

  /// @param all also those that stay as they are, to which the others are aligned as well
  private void appendOutputs(
      List<OutputChange> outputs, List<OutputChange> all, StringBuilder text) {
    text.append('\n').append(palette.bold("Changes to Outputs:")).append('\n');
    int widest = all.stream().mapToInt(output -> output.name().length()).max().orElse(0);
    for (OutputChange output : outputs) {
      Difference difference =
          ValueComparison.dynamic(
              output.action() == Action.CREATE ? null : output.before(),
              output.action() == Action.DELETE ? null : output.after(),
              ReplacementPaths.NONE);
      Change change = difference.change() == Change.NONE ? Change.UPDATE : difference.change();
      DifferenceText.warnings(difference, palette)
          .forEach(warning -> text.append(warning).append('\n'));
      text.append(DifferenceText.symbol(change, palette))
          .append(output.name())
          .append(" ".repeat(widest - output.name().length()))
          .append(" = ")
          .append(DifferenceText.of(difference, 0, palette))
          .append('\n');
    }
  }

  private void appendRule(StringBuilder text) {
    text.append('\n').append(palette.dim(RULE.repeat(Math.max(1, width - 1)))).append('\n');
  }

  private String wrap(String sentence) {
    return TextWrap.text(sentence, width - 1);
  }
}
