package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what a traversal refers to: `var.a.b` is the variable `a`, of which `.b` remains. Whether
/// there is such a variable is another question.
public final class ReferenceParser {
  private static final String SUMMARY = "Invalid reference";
  private static final Set<String> PATHS = Set.of("cwd", "module", "root");
  private static final Set<String> RESERVED = Set.of("template", "lazy", "arg");

  private final Traversal traversal;
  private final boolean inTest;
  private @Nullable Diagnostic fault;

  private ReferenceParser(Traversal traversal, boolean inTest) {
    this.traversal = traversal;
    this.inTest = inTest;
  }

  /// The reference that a traversal of a configuration is; null with an error where it is none.
  public static Parsed<@Nullable Reference> parse(Traversal traversal) {
    return new ReferenceParser(traversal, false).result();
  }

  /// The same in a test file, where `output` and `run` can be referred to as well.
  public static Parsed<@Nullable Reference> parseInTest(Traversal traversal) {
    return new ReferenceParser(traversal, true).result();
  }

  private Parsed<@Nullable Reference> result() {
    Reference reference = read();
    Diagnostic diagnostic = fault;
    return diagnostic == null
        ? new Parsed<>(reference, List.of())
        : new Parsed<>(null, List.of(diagnostic));
  }

  private @Nullable Reference read() {
    String root = traversal.root();
    if (RESERVED.contains(root)) {
      return fail(
          "Reserved symbol name",
          ("The symbol name \"%s\" is reserved for use in a future version. If you are using a"
                  + " provider that already uses this as a resource type name, add the prefix"
                  + " \"resource.\" to force interpretation as a resource type name.")
              .formatted(root),
          traversal.rootRange());
    }
    if (inTest && (root.equals("output") || root.equals("run"))) {
      String name = single();
      return name == null ? null : made(new ReferenceTarget.TestValue(root, name), 1);
    }
    return switch (root) {
      case "var" -> {
        String name = single();
        yield name == null ? null : made(new ReferenceTarget.VariableValue(name), 1);
      }
      case "local" -> {
        String name = single();
        yield name == null ? null : made(new ReferenceTarget.LocalValue(name), 1);
      }
      case "count", "each", "path", "terraform", "tofu" -> engineAttribute(root);
      case "self" -> made(new ReferenceTarget.Self(), 0);
      case "module" -> module();
      case "resource" -> resource(ResourceMode.MANAGED, 0);
      case "data" -> resource(ResourceMode.DATA, 0);
      case "ephemeral" -> resource(ResourceMode.EPHEMERAL, 0);
      default -> resource(ResourceMode.MANAGED, -1);
    };
  }

  /// The attribute after the root of an object that is nothing by itself.
  private @Nullable String single() {
    String name = traversal.attributeAt(0);
    if (name != null) {
      return name;
    }
    String root = traversal.root();
    if (traversal.steps().isEmpty()) {
      fail(
          SUMMARY,
          "The \"%s\" object cannot be accessed directly. Instead, access one of its attributes."
              .formatted(root),
          traversal.rootRange());
    } else {
      fail(
          SUMMARY,
          "The \"%s\" object does not support this operation. Write a dot and the name of one of"
                  .formatted(root)
              + " its attributes.",
          traversal.steps().getFirst().range());
    }
    return null;
  }

  private @Nullable Reference engineAttribute(String root) {
    String name = single();
    if (name == null) {
      return null;
    }
    return switch (root) {
      case "count" ->
          name.equals("index")
              ? made(new ReferenceTarget.CountIndex(), 1)
              : unknownAttribute(
                  "The only supported attribute is count.index, which is the index of each instance"
                      + " of a resource block that has the \"count\" argument set.");
      case "each" ->
          switch (name) {
            case "key" -> made(new ReferenceTarget.EachKey(), 1);
            case "value" -> made(new ReferenceTarget.EachValue(), 1);
            default ->
                unknownAttribute(
                    "The supported attributes are each.key and each.value, the current key and"
                        + " value pair of the \"for_each\" attribute set.");
          };
      case "path" ->
          PATHS.contains(name)
              ? made(new ReferenceTarget.PathValue(name), 1)
              : unknownAttribute(
                  "The supported attributes are path.cwd, path.module and path.root.");
      default ->
          name.equals("workspace") || name.equals("applying")
              ? made(new ReferenceTarget.EngineValue(name), 1)
              : unknownAttribute(
                  "The supported attributes are terraform.workspace, the name of the currently"
                      + " selected workspace, and terraform.applying.");
    };
  }

  private @Nullable Reference unknownAttribute(String supported) {
    String root = traversal.root();
    return fail(
        "Invalid \"%s\" attribute".formatted(root),
        "The \"%s\" object does not have an attribute named \"%s\". %s"
            .formatted(root, traversal.attributeAt(0), supported),
        traversal.steps().getFirst().range());
  }

  private @Nullable Reference module() {
    String call = single();
    if (call == null) {
      return null;
    }
    InstanceKey key = keyAt(1);
    int next = key instanceof InstanceKey.None ? 1 : 2;
    String output = traversal.attributeAt(next);
    return made(
        new ReferenceTarget.ModuleValue(call, key, output), output == null ? next : next + 1);
  }

  /// @param typeStep the step that is the type; -1 when the root is
  private @Nullable Reference resource(ResourceMode mode, int typeStep) {
    String type = typeStep < 0 ? traversal.root() : traversal.attributeAt(typeStep);
    String name = traversal.attributeAt(typeStep + 1);
    if (type == null || name == null) {
      String detail =
          typeStep < 0
              ? "A reference to a resource type must be followed by at least one attribute access,"
                  + " specifying the resource name."
              : "The \"%s\" object must be followed by two attribute names: the resource type and"
                      .formatted(traversal.root())
                  + " the resource name.";
      return fail(SUMMARY, detail, traversal.range());
    }
    InstanceKey key = keyAt(typeStep + 2);
    int steps = typeStep + (key instanceof InstanceKey.None ? 2 : 3);
    ResourceAddress address = new ResourceAddress(mode, type, name);
    return made(new ReferenceTarget.ResourceValue(address, key), steps);
  }

  /// The constant key at a step; none where there is no index or it can be no key, which is then
  /// for the evaluation to refuse.
  private InstanceKey keyAt(int step) {
    if (step < traversal.steps().size()
        && traversal.steps().get(step) instanceof TraversalStep.Index index) {
      InstanceKey key = InstanceKey.from(index.key());
      return key == null ? InstanceKey.none() : key;
    }
    return InstanceKey.none();
  }

  private Reference made(ReferenceTarget target, int steps) {
    return new Reference(
        target,
        traversal.firstSteps(steps).range(),
        traversal.steps().subList(steps, traversal.steps().size()));
  }

  private @Nullable Reference fail(String summary, String detail, SourceRange range) {
    fault = Diagnostic.error(summary, detail, range);
    return null;
  }
}
