package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hosts.operation.FileMode;
import dev.holdfast.hosts.operation.Ownership;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Attributes that several resources have, and the checks of them.
final class Schemas {
  static final Attribute PATH = Attribute.required(Type.STRING, "Where it is: an absolute path.");
  static final Attribute OWNER =
      Attribute.optionalComputed(
          Type.STRING, "The user who owns it, by name or number. Left alone where it is not set.");
  static final Attribute GROUP =
      Attribute.optionalComputed(
          Type.STRING,
          "The group that owns it, by name or number. Left alone where it is not set.");

  private Schemas() {}

  /// A block with these attributes, `host` and `id`.
  static Block block(Map<String, Attribute> attributes) {
    Map<String, Attribute> all = new TreeMap<>(attributes);
    all.put(
        "host",
        Attribute.required(
            Type.STRING,
            "The host it is on: local for this machine, or lab://LAB/HOST. A change makes a new"
                + " object."));
    all.put("id", Attribute.computed(Type.STRING, "The host and what it is there."));
    return Block.of(all);
  }

  static Attribute mode(FileMode otherwise) {
    return Attribute.optionalComputed(
        Type.STRING,
        "The permissions as three or four octal digits; " + otherwise + " if not set.");
  }

  static Attribute flag(String description) {
    return Attribute.optional(Type.BOOLEAN, description);
  }

  static void checkPath(Attributes configuration, List<ProviderDiagnostic> faults) {
    configuration
        .text("path")
        .filter(path -> !path.startsWith("/") || path.contains("\0") || path.contains("\n"))
        .ifPresent(path ->
            faults.add(
                ProviderDiagnostic.error(
                    "Invalid path",
                    "The path must be absolute, that is, begin with a slash, and must not hold"
                        + " a line end.",
                    Path.ROOT.attribute("path"))));
  }

  static void checkMode(Attributes configuration, List<ProviderDiagnostic> faults) {
    configuration
        .text("mode")
        .filter(mode -> FileMode.parse(mode).isEmpty())
        .ifPresent(mode ->
            faults.add(
                ProviderDiagnostic.error(
                    "Invalid mode",
                    "\""
                        + mode
                        + "\" is not a file mode. Write three or four octal digits, such as"
                        + " \"0644\".",
                    Path.ROOT.attribute("mode"))));
  }

  /// The attribute with what is found, unless it says the same in other words.
  static Attributes found(Attributes current, String name, Ownership found) {
    return current.text(name).filter(found::is).isPresent()
        ? current
        : current.withText(name, found.name());
  }

  static Attributes found(Attributes current, FileMode found) {
    return current.text("mode").flatMap(FileMode::parse).filter(found::equals).isPresent()
        ? current
        : current.withText("mode", found.toString());
  }
}
