package dev.holdfast.engine.json;

import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Ways to the parts of values, as state files write them: a list of steps, each
/// `{"type":"get_attr","value":"name"}` or `{"type":"index","value":{"value":0,"type":"number"}}`.
public final class PathJson {
  private PathJson() {}

  /// Writes an array of paths.
  public static void write(List<Path> paths, JsonOutput out) throws IOException {
    out.array(() -> {
      for (Path path : paths) {
        out.element();
        out.array(() -> {
          for (Path.Step step : path.steps()) {
            out.element();
            out.object(() -> writeStep(step, out));
          }
        });
      }
    });
  }

  private static void writeStep(Path.Step step, JsonOutput out) throws IOException {
    switch (step) {
      case Path.Attribute(String name) -> {
        out.member("type", "get_attr");
        out.member("value", name);
      }
      case Path.Index(Value key) -> {
        out.member("type", "index");
        out.name("value");
        out.object(() -> {
          out.name("value");
          out.raw(RawJson.of(encoded(key)));
          out.name("type");
          out.raw(RawJson.of(TypeJson.encode(key.type())));
        });
      }
    }
  }

  private static String encoded(Value key) {
    try {
      return ValueJson.encode(key);
    } catch (CodecException fault) {
      throw new IllegalArgumentException("a path has a key that cannot be stored", fault);
    }
  }

  /// Reads an array of paths.
  public static List<Path> read(JsonInput in) throws DamagedJsonException {
    List<Path> paths = new ArrayList<>();
    in.array(() -> {
      List<Path.Step> steps = new ArrayList<>();
      in.array(() -> steps.add(readStep(in)));
      paths.add(new Path(steps));
    });
    return paths;
  }

  private static final class Draft {
    private String type = "";
    private RawJson value = RawJson.of("null");
  }

  private static Path.Step readStep(JsonInput in) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "type" -> draft.type = in.text();
        case "value" -> draft.value = in.raw();
        default -> in.skip();
      }
    });
    try {
      return switch (draft.type) {
        case "get_attr" -> new Path.Attribute(name(draft, in));
        // The wrapper with value and type is the JSON form of a value of dynamic type.
        case "index" -> new Path.Index(ValueJson.decode(draft.value.bytes(), Type.DYNAMIC));
        default -> throw in.damaged("\"" + draft.type + "\" is not a step of a path");
      };
    } catch (CodecException fault) {
      throw in.damaged("a path to an attribute is damaged: " + fault.getMessage());
    }
  }

  private static String name(Draft draft, JsonInput in)
      throws CodecException, DamagedJsonException {
    if (ValueJson.decode(draft.value.bytes(), Type.STRING) instanceof StringValue name) {
      return name.value();
    }
    throw in.damaged("a path names no attribute");
  }
}
