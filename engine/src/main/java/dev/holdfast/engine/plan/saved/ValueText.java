package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.json.PathJson;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueMessagePack;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// Values in a plan: MessagePack, which can hold unknowns, as base64; beside it the paths that are
/// sensitive. Other marks than that are not kept: a plan is never shown by them.
final class ValueText {
  private ValueText() {}

  static void write(Value value, Type type, JsonOutput out) throws IOException {
    byte[] bytes;
    try {
      bytes = ValueMessagePack.encode(Marks.strip(value), type);
    } catch (CodecException fault) {
      throw new IllegalArgumentException("a value of the plan cannot be stored", fault);
    }
    List<Path> sensitive = SensitivePaths.byMarks(value);
    out.object(() -> {
      out.member("value", Base64.getEncoder().encodeToString(bytes));
      if (!sensitive.isEmpty()) {
        out.name("sensitive");
        PathJson.write(sensitive, out);
      }
    });
  }

  private static final class Draft {
    private String value = "";
    private List<Path> sensitive = List.of();
  }

  static Value read(JsonInput in, Type type) throws DamagedJsonException {
    Draft draft = draft(in);
    try {
      Value value = ValueMessagePack.decode(Base64.getDecoder().decode(draft.value), type);
      return SensitivePaths.mark(value, draft.sensitive);
    } catch (CodecException | IllegalArgumentException fault) {
      throw in.damaged("a value is damaged: " + fault.getMessage());
    }
  }

  private static Draft draft(JsonInput in) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "value" -> draft.value = in.text();
        case "sensitive" -> draft.sensitive = PathJson.read(in);
        default -> in.skip();
      }
    });
    return draft;
  }
}
