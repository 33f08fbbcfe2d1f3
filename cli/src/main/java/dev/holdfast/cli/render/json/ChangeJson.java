package dev.holdfast.cli.render.json;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One change of a plan: what is done, and the values before and after it.
final class ChangeJson {
  private ChangeJson() {}

  static void write(ResourceChange change, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("address", change.address().toString());
      if (change.isMoved()) {
        out.member("previous_address", change.previousAddress().toString());
      }
      if (!change.address().module().isRoot()) {
        out.member("module_address", change.address().module().toString());
      }
      ResourceFields.write(change.address(), change.provider().source(), out);
      if (change.deposedKey() != null) {
        out.member("deposed", change.deposedKey());
      }
      out.name("change");
      out.object(() -> {
        actions(change.action(), out);
        values(change, out);
        if (!change.requiresReplace().isEmpty()) {
          out.name("replace_paths");
          out.array(() -> {
            for (Path path : change.requiresReplace()) {
              out.element();
              path(path, out);
            }
          });
        }
        if (change.importing() != null) {
          importing(change.importing(), out);
        }
        identity("before_identity", change.beforeIdentity(), out);
        identity("after_identity", change.afterIdentity(), out);
      });
      if (change.reason() != ActionReason.NONE) {
        out.member("action_reason", change.reason().name().toLowerCase(Locale.ROOT));
      }
    });
  }

  private static void importing(Importing importing, JsonOutput out) throws IOException {
    out.name("importing");
    out.object(() -> {
      if (!importing.id().isEmpty()) {
        out.member("id", importing.id());
      }
      identity("identity", importing.identity(), out);
    });
    if (!importing.generatedConfiguration().isEmpty()) {
      out.member("generated_config", importing.generatedConfiguration());
    }
  }

  private static void identity(String name, @Nullable Value identity, JsonOutput out)
      throws IOException {
    if (identity != null && !identity.isNull()) {
      out.name(name);
      ValueParts.writeKnown(identity, out);
    }
  }

  private static void values(ResourceChange change, JsonOutput out) throws IOException {
    Value after = change.after();
    out.name("before");
    ValueParts.writeKnown(change.before(), out);
    out.name("after");
    ValueParts.writeKnown(after, out);
    out.name("after_unknown");
    if (after.isWhollyKnown()) {
      out.object(() -> {});
    } else {
      ValueParts.writeUnknown(after, out);
    }
    out.name("before_sensitive");
    ValueParts.writeSensitive(change.before(), out);
    out.name("after_sensitive");
    ValueParts.writeSensitive(after, out);
  }

  /// @param sensitive of an output value as a whole
  static void write(OutputChange change, boolean sensitive, JsonOutput out) throws IOException {
    Value after = change.after();
    out.object(() -> {
      actions(change.action(), out);
      out.name("before");
      ValueParts.writeKnown(change.before(), out);
      if (after.isKnown()) {
        out.name("after");
        ValueParts.writeKnown(after, out);
      }
      out.name("after_unknown");
      if (after.isWhollyKnown()) {
        out.truth(false);
      } else {
        ValueParts.writeUnknown(after, out);
      }
      out.member("before_sensitive", sensitive);
      out.member("after_sensitive", sensitive);
    });
  }

  private static void actions(Action action, JsonOutput out) throws IOException {
    ExpressionJson.writeTexts("actions", words(action), out);
  }

  private static List<String> words(Action action) {
    return switch (action) {
      case NO_OP -> List.of("no-op");
      case CREATE -> List.of("create");
      case READ -> List.of("read");
      case UPDATE -> List.of("update");
      case DELETE -> List.of("delete");
      case DELETE_THEN_CREATE -> List.of("delete", "create");
      case CREATE_THEN_DELETE -> List.of("create", "delete");
      case FORGET -> List.of("forget");
      case FORGET_THEN_CREATE -> List.of("forget", "create");
    };
  }

  /// A path as a list of names, keys and positions.
  static void path(Path path, JsonOutput out) throws IOException {
    out.array(() -> {
      for (Path.Step step : path.steps()) {
        out.element();
        switch (step) {
          case Path.Attribute(String name) -> out.text(name);
          case Path.Index(Value key) -> ValueParts.writeKnown(key, out);
        }
      }
    });
  }
}
