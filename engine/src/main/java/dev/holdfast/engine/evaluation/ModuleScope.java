package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.ProviderFunctionName;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names that expressions in one module instance can use.
///
/// A reference to one instance (`aws_x.y["k"].id`) asks for that instance only; the collection of
/// all instances is never built to find one in it.
///
/// @param repetition what `count` and `each` stand for here
/// @param self what `self` stands for, or null where it may not be used
record ModuleScope(ModuleEvaluation module, Expansion.Repetition repetition, @Nullable Value self)
    implements Scope {

  @Override
  public Resolution resolve(Traversal traversal) {
    return switch (traversal.root()) {
      case "var" -> named(traversal, "input variable", module::variable);
      case "local" -> named(traversal, "local value", module::local);
      case "module" -> moduleValue(traversal);
      case "data" -> resource(traversal, ResourceMode.DATA, 1);
      case "ephemeral" -> resource(traversal, ResourceMode.EPHEMERAL, 1);
      case "resource" -> resource(traversal, ResourceMode.MANAGED, 1);
      case "count" -> repeated(traversal, "index", repetition.countIndex(), "count");
      case "each" ->
          "key".equals(traversal.attributeAt(0))
              ? repeated(traversal, "key", repetition.eachKey(), "for_each")
              : repeated(traversal, "value", repetition.eachValue(), "for_each");
      case "path" -> path(traversal);
      case "terraform", "tofu" -> engine(traversal);
      case "self" ->
          self != null
              ? Resolution.of(self)
              : fault(
                  traversal,
                  "Invalid \"self\" reference",
                  "The \"self\" object is not available in this context. It can be used only in"
                      + " provisioner, connection, and postcondition blocks.");
      default -> resource(traversal, ResourceMode.MANAGED, 0);
    };
  }

  @FunctionalInterface
  private interface Names {
    @Nullable Cell<Value> find(String name);
  }

  private Resolution named(Traversal traversal, String kind, Names names) {
    String name = traversal.attributeAt(0);
    Cell<Value> cell = name == null ? null : names.find(name);
    return cell == null
        ? undeclared(traversal, kind, name == null ? traversal.root() : name)
        : Resolution.of(cell.get(), 1);
  }

  private Resolution moduleValue(Traversal traversal) {
    String name = traversal.attributeAt(0);
    ModuleCallEvaluation call = name == null ? null : module.call(name);
    if (call == null) {
      return undeclared(traversal, "module", String.valueOf(name));
    }
    boolean single = call.expansion().kind() == Expansion.Kind.SINGLE;
    InstanceKey key = single ? InstanceKey.none() : keyAt(traversal, 1);
    ModuleEvaluation instance = key == null ? null : call.instance(key);
    int outputStep = single ? 1 : 2;
    String output = traversal.attributeAt(outputStep);
    if (instance == null) {
      return Resolution.of(call.whole(), 1);
    }
    Cell<Value> cell = output == null ? null : instance.output(output);
    return cell == null
        ? Resolution.of(instance.outputsValue(), outputStep)
        : Resolution.of(cell.get(), outputStep + 1);
  }

  /// @param skipped how many steps of the traversal precede the resource type's place: for
  ///   `data.a.b` the type is the first step, for `a.b` the root
  private Resolution resource(Traversal traversal, ResourceMode mode, int skipped) {
    String type = skipped == 0 ? traversal.root() : traversal.attributeAt(0);
    String name = traversal.attributeAt(skipped);
    if (type == null || name == null) {
      return fault(
          traversal,
          "Invalid reference",
          "A reference to a resource type must be followed by at least one attribute access,"
              + " specifying the resource name.");
    }
    ResourceAddress address = new ResourceAddress(mode, type, name);
    ResourceEvaluation resource = module.resource(address);
    if (resource == null) {
      return undeclared(traversal, "resource", address.toString());
    }
    int after = skipped + 1;
    if (resource.resource().repetition().isSingle()) {
      return Resolution.of(resource.whole(), after);
    }
    InstanceKey key = keyAt(traversal, after);
    Cell<Value> instance = key == null ? null : resource.instance(key);
    return instance == null
        ? Resolution.of(resource.whole(), after)
        : Resolution.of(instance.get(), after + 1);
  }

  private static @Nullable InstanceKey keyAt(Traversal traversal, int step) {
    if (step < traversal.steps().size()
        && traversal.steps().get(step) instanceof TraversalStep.Index index) {
      return switch (index.key()) {
        case StringValue string -> InstanceKey.of(string.value());
        case NumberValue number when number.value().isWhole() && number.value().fitsLong() ->
            InstanceKey.of(number.value().longValueExact());
        default -> null;
      };
    }
    return null;
  }

  private Resolution repeated(
      Traversal traversal, String attribute, @Nullable Value value, String argument) {
    if (!attribute.equals(traversal.attributeAt(0))) {
      return fault(
          traversal,
          "Invalid \"%s\" attribute".formatted(traversal.root()),
          argument.equals("count")
              ? "The \"count\" object does not have that attribute. The only supported attribute is"
                  + " count.index, which is the index of each instance of a resource block that has"
                  + " the \"count\" argument set."
              : "The \"each\" object does not have that attribute. The supported attributes are"
                  + " each.key and each.value, the current key and value pair of the \"for_each\""
                  + " attribute set.");
    }
    if (value == null) {
      return fault(
          traversal,
          "Reference to \"%s\" in context without %s".formatted(traversal.root(), argument),
          "The \"%s\" object can be used only in \"module\" or \"resource\" blocks, and only when the"
                  .formatted(traversal.root())
              + " \"%s\" argument is set.".formatted(argument));
    }
    return Resolution.of(value, 1);
  }

  /// The directory of the module; a dot for the working directory, so that `"${path.module}/x"` is
  /// never a path from the root of the file system.
  private String directory() {
    String directory = module.module().directory().toString();
    return directory.isEmpty() ? "." : directory;
  }

  private Resolution path(Traversal traversal) {
    String name = String.valueOf(traversal.attributeAt(0));
    RunSettings settings = module.evaluation().settings();
    return switch (name) {
      case "module" -> Resolution.of(Value.of(directory()), 1);
      case "root" -> Resolution.of(Value.of(settings.directory()), 1);
      case "cwd" -> Resolution.of(Value.of(settings.workingDirectory()), 1);
      default ->
          fault(
              traversal,
              "Invalid \"path\" attribute",
              "The \"path\" object does not have an attribute named \"%s\". The supported attributes"
                      .formatted(name)
                  + " are path.module, path.root and path.cwd.");
    };
  }

  private Resolution engine(Traversal traversal) {
    RunSettings settings = module.evaluation().settings();
    return switch (String.valueOf(traversal.attributeAt(0))) {
      case "workspace" -> Resolution.of(Value.of(settings.workspace()), 1);
      case "applying" -> Resolution.of(applying(settings), 1);
      default ->
          fault(
              traversal,
              "Invalid \"%s\" attribute".formatted(traversal.root()),
              "The \"%s\" object has only the attributes \"workspace\" and \"applying\"."
                  .formatted(traversal.root()));
    };
  }

  /// It differs between plan and apply, so nothing that is kept may be made from it.
  private static Value applying(RunSettings settings) {
    Value applying =
        settings.validating() ? Value.unknown(Type.BOOLEAN) : Value.of(settings.applying());
    return applying.mark(Mark.EPHEMERAL);
  }

  private Resolution undeclared(Traversal traversal, String kind, String name) {
    String where = module.address().isRoot() ? "the root module" : module.address().toString();
    return fault(
        traversal,
        "Reference to undeclared " + kind,
        "%s %s \"%s\" has not been declared in %s."
            .formatted(kind.startsWith("i") ? "An" : "A", kind, name, where));
  }

  private static Resolution fault(Traversal traversal, String summary, String detail) {
    return Resolution.failed(Diagnostic.error(summary, detail, traversal.range()));
  }

  @Override
  public Optional<Function> function(String name) {
    return ProviderFunctionName.isMeant(name)
        ? module.providerFunctions().find(name)
        : Functions.builtIn().find(name);
  }

  @Override
  public Collection<String> functionNames() {
    List<String> names = new ArrayList<>(Functions.builtIn().names());
    names.addAll(module.providerFunctions().names());
    return names;
  }

  @Override
  public FunctionContext functionContext() {
    return module.evaluation().functions();
  }

  @Override
  public Evaluation conclude(Expression expression, Evaluation evaluation) {
    return DeprecatedUse.told(expression, evaluation, module);
  }
}
