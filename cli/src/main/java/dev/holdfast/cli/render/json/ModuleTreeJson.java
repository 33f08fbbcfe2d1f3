package dev.holdfast.cli.render.json;

import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Objects with their values, as a tree of the modules that they are in; within a module in the
/// order that they are given in. Linear in the objects.
final class ModuleTreeJson {

  /// One object.
  ///
  /// @param deposedKey null for the current object
  /// @param value unknown parts are left out; sensitive parts are marked
  /// @param dependsOn addresses of resources
  /// @param identity what identifies it to its provider, as it is stored; null for nothing known
  /// @param identityVersion of the schema that the identity follows
  record ShownObject(
      ResourceInstanceAddress address,
      @Nullable String deposedKey,
      ProviderSource provider,
      long schemaVersion,
      Value value,
      boolean tainted,
      List<String> dependsOn,
      @Nullable RawJson identity,
      long identityVersion) {}

  private record Node(List<ShownObject> objects, SortedMap<String, Node> children) {
    Node() {
      this(new ArrayList<>(), new TreeMap<>());
    }
  }

  private final Node root = new Node();

  private ModuleTreeJson() {}

  /// Writes the object of the root module.
  static void write(List<ShownObject> objects, JsonOutput out) throws IOException {
    ModuleTreeJson tree = new ModuleTreeJson();
    objects.forEach(tree::add);
    module(tree.root, "", out);
  }

  private void add(ShownObject object) {
    Node node = root;
    List<ModuleInstanceAddress.Step> steps = object.address().module().steps();
    StringBuilder address = new StringBuilder();
    for (ModuleInstanceAddress.Step step : steps) {
      address.append(address.isEmpty() ? "" : ".").append(step);
      node = node.children().computeIfAbsent(address.toString(), key -> new Node());
    }
    node.objects().add(object);
  }

  private static void module(Node node, String address, JsonOutput out) throws IOException {
    out.object(() -> {
      if (!node.objects().isEmpty()) {
        out.name("resources");
        resources(node.objects(), out);
      }
      if (!address.isEmpty()) {
        out.member("address", address);
      }
      if (!node.children().isEmpty()) {
        out.name("child_modules");
        out.array(() -> {
          for (var child : node.children().entrySet()) {
            out.element();
            module(child.getValue(), child.getKey(), out);
          }
        });
      }
    });
  }

  private static void resources(List<ShownObject> objects, JsonOutput out) throws IOException {
    out.array(() -> {
      for (ShownObject each : objects) {
        out.element();
        object(each, out);
      }
    });
  }

  /// Whether anything is known of an object; the peers leave out its values where nothing is.
  private static boolean hasKnown(Value object) {
    return !(object instanceof ObjectValue whole)
        || whole.attributes().isEmpty()
        || whole.attributes().values().stream().anyMatch(Value::isKnown);
  }

  private static void object(ShownObject object, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("address", object.address().toString());
      ResourceFields.write(object.address(), object.provider(), out);
      out.member("schema_version", object.schemaVersion());
      if (hasKnown(object.value())) {
        out.name("values");
        ValueParts.writeKnown(object.value(), out);
      }
      out.name("sensitive_values");
      ValueParts.writeSensitive(object.value(), out);
      ExpressionJson.writeTexts("depends_on", object.dependsOn(), out);
      out.flag("tainted", object.tainted());
      if (object.deposedKey() != null) {
        out.member("deposed_key", object.deposedKey());
      }
      if (object.identity() != null) {
        out.member("identity_schema_version", object.identityVersion());
        out.name("identity");
        out.raw(object.identity());
      }
    });
  }
}
