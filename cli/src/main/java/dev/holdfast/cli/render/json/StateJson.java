package dev.holdfast.cli.render.json;

import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.render.json.ModuleTreeJson.ShownObject;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.DependencyClosure;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A state as `show -json` prints it. Linear in the state.
public final class StateJson {
  private static final String FORMAT_VERSION = "1.0";

  private StateJson() {}

  /// Writes the document. Sensitive values are in it, and beside them where they are sensitive.
  ///
  /// @param objects of the state, with their values marked
  /// @param outputs sensitive ones are marked
  public static void write(
      State state, List<StateText.StateObject> objects, Map<String, Value> outputs, JsonOutput out)
      throws IOException {
    out.object(() -> {
      out.member("format_version", FORMAT_VERSION);
      if (objects.isEmpty() && outputs.isEmpty()) {
        return;
      }
      if (!state.writtenBy().isEmpty()) {
        out.member("terraform_version", state.writtenBy());
      }
      out.name("values");
      out.object(() -> {
        if (!outputs.isEmpty()) {
          out.name("outputs");
          outputs(outputs, state.outputs(), out);
        }
        out.name("root_module");
        ModuleTreeJson.write(shown(state, objects), out);
      });
      CheckJson.write(state.checkResults(), out);
    });
  }

  private static List<ShownObject> shown(State state, List<StateText.StateObject> objects) {
    DependencyClosure closure = DependencyClosure.of(state.instances().values());
    List<ShownObject> shown = new ArrayList<>(objects.size());
    for (StateText.StateObject object : objects) {
      StoredInstance instance = Objects.requireNonNull(state.instance(object.address()));
      String deposedKey = object.deposedKey();
      StoredObject stored =
          Objects.requireNonNull(
              deposedKey == null ? instance.current() : instance.deposed().get(deposedKey));
      shown.add(
          new ShownObject(
              object.address(),
              deposedKey,
              instance.provider().source(),
              object.schema().version(),
              object.value(),
              object.tainted(),
              closure.texts(stored.dependencies()),
              stored.extras().identity(),
              stored.extras().identityVersion()));
    }
    return shown;
  }

  private static void outputs(
      Map<String, Value> outputs, Map<String, StoredOutput> stored, JsonOutput out)
      throws IOException {
    out.object(() -> {
      for (Map.Entry<String, Value> output : outputs.entrySet()) {
        StoredOutput kept = stored.get(output.getKey());
        out.name(output.getKey());
        output(
            output.getValue(),
            Marks.isSensitive(output.getValue()),
            kept == null ? null : kept.deprecated(),
            out);
      }
    });
  }

  /// One output value; one that is not wholly known has neither value nor type.
  static void output(Value value, boolean sensitive, @Nullable String deprecated, JsonOutput out)
      throws IOException {
    out.object(() -> {
      out.member("sensitive", sensitive);
      if (deprecated != null) {
        out.member("deprecated", deprecated);
      }
      if (value.isWhollyKnown()) {
        out.name("value");
        ValueParts.writeKnown(value, out);
        out.name("type");
        out.raw(RawJson.of(TypeJson.encode(value.type())));
      }
    });
  }
}
