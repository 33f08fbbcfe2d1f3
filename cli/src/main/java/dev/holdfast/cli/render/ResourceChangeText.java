package dev.holdfast.cli.render;

import dev.holdfast.cli.render.difference.BlockComparison;
import dev.holdfast.cli.render.difference.Difference;
import dev.holdfast.cli.render.difference.DifferenceText;
import dev.holdfast.cli.render.difference.ReplacementPaths;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.planning.ObjectId;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object's change as a plan shows it: lines that say what and why, then the resource with what
/// changes in it.
final class ResourceChangeText {
  private final Palette palette;

  ResourceChangeText(Palette palette) {
    this.palette = palette;
  }

  /// The text of a planned change, ending in a line break.
  String planned(ResourceChange change) {
    return String.join("\n", comments(change)) + "\n" + body(change) + "\n";
  }

  /// The same with only what changes in it.
  String concise(ResourceChange change) {
    return String.join("\n", comments(change)) + "\n" + onlyChanges(change) + "\n";
  }

  /// The text of the same change of several objects, ending in a line break. What it does to each
  /// is told by the first.
  ///
  /// @param addresses all of them, as lines
  String concise(List<ResourceChange> equal, List<String> addresses) {
    ResourceChange first = equal.getFirst();
    List<String> lines = new ArrayList<>();
    lines.add(
        palette.bold("  # The same change in " + equal.size() + " instances: each")
            + headline(first));
    addresses.forEach(address -> lines.add("  #   " + address));
    List<String> reasons = equal.stream().map(ResourceChangeText::reason).distinct().toList();
    String reason = reasons.size() == 1 ? reasons.getFirst() : commonReason(first);
    if (!reason.isEmpty()) {
      lines.add("  # " + reason);
    }
    return String.join("\n", lines) + "\n" + onlyChanges(first) + "\n";
  }

  /// Why objects go whose reasons name different instances.
  private static String commonReason(ResourceChange change) {
    return switch (change.reason()) {
      case DELETE_BECAUSE_COUNT_INDEX -> "(because these indexes are out of range for count)";
      case DELETE_BECAUSE_EACH_KEY -> "(because these keys are not in for_each map)";
      case DELETE_BECAUSE_NO_MODULE -> "(because these modules are not in configuration)";
      case DELETE_BECAUSE_NO_RESOURCE_CONFIG -> "(because they are not in configuration)";
      default -> "";
    };
  }

  private List<String> comments(ResourceChange change) {
    List<String> comments = new ArrayList<>();
    comments.add(palette.bold("  # " + name(change)) + headline(change));
    String reason = reason(change);
    if (!reason.isEmpty()) {
      comments.add("  # " + reason);
    }
    if (change.isMoved() && change.action() != Action.NO_OP) {
      comments.add("  # (moved from " + change.previousAddress() + ")");
    }
    Importing importing = change.importing();
    if (importing != null) {
      if (!importing.generatedConfiguration().isEmpty()) {
        comments.add("  # (config will be generated)");
      }
      if (!isImportOnly(change)) {
        comments.add("  # (imported from " + source(importing) + ")");
      }
      if (change.action().isReplace()) {
        comments.add("  # " + palette.yellow("Warning: this will destroy the imported resource"));
      }
    }
    return comments;
  }

  private static String source(Importing importing) {
    Value identity = importing.identity();
    return identity == null
        ? QuotedText.of(importing.id())
        : "identity " + ControlSequences.strip(ObjectId.identity(identity));
  }

  /// The text of a change that was found, not planned.
  String drifted(ResourceChange change) {
    String headline =
        switch (change.action()) {
          case DELETE -> " has been deleted";
          case NO_OP -> change.isMoved() ? movedHeadline(change) : " is unchanged";
          default -> " has changed";
        };
    String name =
        change.action() == Action.NO_OP ? change.previousAddress().toString() : name(change);
    StringBuilder text =
        new StringBuilder(palette.bold("  # " + name)).append(palette.bold(headline));
    if (change.isMoved() && change.action() != Action.NO_OP) {
      text.append("\n  # (moved from ").append(change.previousAddress()).append(')');
    }
    return text.append('\n').append(body(change)).append('\n').toString();
  }

  private static String name(ResourceChange change) {
    if (change.action() == Action.NO_OP && change.isMoved()) {
      return change.previousAddress().toString();
    }
    return change.deposedKey() == null
        ? change.address().toString()
        : change.address() + " (deposed object " + change.deposedKey() + ")";
  }

  private String headline(ResourceChange change) {
    return switch (change.action()) {
      case CREATE -> palette.bold(" will be created");
      case READ -> palette.bold(" will be read during apply");
      case UPDATE -> palette.bold(" will be updated in-place");
      case DELETE -> palette.bold(" will be ") + strong("destroyed");
      case DELETE_THEN_CREATE, CREATE_THEN_DELETE, FORGET_THEN_CREATE -> replaceHeadline(change);
      case FORGET ->
          palette.bold(" will be removed from the Holdfast state but will not be destroyed");
      case NO_OP -> palette.bold(change.isMoved() ? movedHeadline(change) : " will be imported");
    };
  }

  private String replaceHeadline(ResourceChange change) {
    return switch (change.reason()) {
      case REPLACE_BECAUSE_TAINTED ->
          palette.bold(" is tainted, so it must be ") + strong("replaced");
      case REPLACE_BY_REQUEST ->
          palette.bold(" will be ") + strong("replaced") + palette.bold(", as requested");
      case REPLACE_BY_TRIGGERS ->
          palette.bold(" will be ")
              + strong("replaced")
              + palette.bold(" due to changes in replace_triggered_by");
      default -> palette.bold(" must be ") + strong("replaced");
    };
  }

  private String strong(String word) {
    return palette.enabled()
        ? palette.paint(
            word, dev.holdfast.cli.terminal.Style.BOLD, dev.holdfast.cli.terminal.Style.RED)
        : word;
  }

  private static String movedHeadline(ResourceChange change) {
    return " has moved to " + change.address();
  }

  private static String reason(ResourceChange change) {
    InstanceKey key = change.address().key();
    if (change.deposedKey() != null && change.action() == Action.DELETE) {
      return "(left over from a partially-failed replacement of this instance)";
    }
    return switch (change.reason()) {
      case READ_BECAUSE_CONFIG_UNKNOWN -> "(config refers to values not yet known)";
      case READ_BECAUSE_DEPENDENCY_PENDING ->
          "(depends on a resource or a module with changes pending)";
      case READ_BECAUSE_CHECK_NESTED -> "(config will be reloaded to verify a check block)";
      case DELETE_BECAUSE_NO_RESOURCE_CONFIG ->
          "(because " + change.address().configuration() + " is not in configuration)";
      case DELETE_BECAUSE_NO_MOVE_TARGET ->
          "(because "
              + change.previousAddress()
              + " was moved to "
              + change.address()
              + ", which is not in configuration)";
      case DELETE_BECAUSE_WRONG_REPETITION ->
          switch (key) {
            case InstanceKey.None none -> "(because resource uses count or for_each)";
            case InstanceKey.Index index -> "(because resource does not use count)";
            case InstanceKey.Key text -> "(because resource does not use for_each)";
          };
      case DELETE_BECAUSE_COUNT_INDEX -> "(because index " + key + " is out of range for count)";
      case DELETE_BECAUSE_EACH_KEY -> "(because key " + key + " is not in for_each map)";
      case DELETE_BECAUSE_NO_MODULE ->
          "(because " + change.address().module() + " is not in configuration)";
      case DELETE_BECAUSE_ENABLED_FALSE -> "(because enabled is false)";
      case NONE,
          REPLACE_BECAUSE_CANNOT_UPDATE,
          REPLACE_BECAUSE_TAINTED,
          REPLACE_BY_REQUEST,
          REPLACE_BY_TRIGGERS ->
          "";
    };
  }

  private String body(ResourceChange change) {
    Difference difference = difference(change);
    return head(change)
        + " "
        + (isImportOnly(change)
            ? DifferenceText.inFull(difference, 0, palette)
            : DifferenceText.of(difference, 0, palette));
  }

  /// What changes in the object; no values of one that goes.
  String onlyChanges(ResourceChange change) {
    return switch (change.action()) {
      case DELETE, FORGET, NO_OP -> head(change);
      case CREATE, READ, UPDATE, DELETE_THEN_CREATE, CREATE_THEN_DELETE, FORGET_THEN_CREATE ->
          head(change) + " " + DifferenceText.onlyChanges(difference(change), 0, palette);
    };
  }

  private static Difference difference(ResourceChange change) {
    return BlockComparison.block(
        present(change.before()),
        present(change.after()),
        change.schema().block(),
        change.action().isReplace()
            ? new ReplacementPaths(change.requiresReplace())
            : ReplacementPaths.NONE);
  }

  /// The symbol, kind, type and name.
  private String head(ResourceChange change) {
    ResourceAddress resource = change.address().resource();
    String kind = resource.mode() == ResourceMode.DATA ? "data" : "resource";
    return symbol(change.action())
        + kind
        + " "
        + QuotedText.of(resource.type())
        + " "
        + QuotedText.of(resource.name());
  }

  /// An object that is taken over as it is: people want to see what they get.
  private static boolean isImportOnly(ResourceChange change) {
    return change.action() == Action.NO_OP && change.importing() != null;
  }

  private static @Nullable Value present(Value value) {
    return value.isNull() ? null : value;
  }

  /// The symbol of an action in four columns.
  String symbol(Action action) {
    return switch (action) {
      case NO_OP -> "    ";
      case CREATE -> "  " + palette.green("+") + " ";
      case READ -> " " + palette.cyan("<=") + " ";
      case UPDATE -> "  " + palette.yellow("~") + " ";
      case DELETE -> "  " + palette.red("-") + " ";
      case DELETE_THEN_CREATE -> palette.red("-") + "/" + palette.green("+") + " ";
      case CREATE_THEN_DELETE -> palette.green("+") + "/" + palette.red("-") + " ";
      case FORGET -> "  " + palette.dim(".") + " ";
      case FORGET_THEN_CREATE -> palette.dim(".") + "/" + palette.green("+") + " ";
    };
  }
}
