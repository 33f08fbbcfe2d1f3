package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.TraversalStep;
import dev.holdfast.hcl.value.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds which attributes of which objects contribute to others, directly or through variables,
/// locals, outputs and the arguments of further objects: what explains a change that nobody wrote.
///
/// Each declaration is looked at once for each instance of its module, whatever the number of its
/// own instances: linear in the configuration times the instances of modules.
public final class RelevantAttributes {
  private static final Comparator<RelevantAttribute> ORDER =
      Comparator.comparing((RelevantAttribute each) -> each.resource().toString())
          .thenComparing(each -> each.attribute().toString());

  private final Configuration configuration;
  private final Set<RelevantAttribute> found = new HashSet<>();
  private final Set<Use> seen = new HashSet<>();
  private final Deque<Use> waiting = new ArrayDeque<>();

  /// Something that is used, as it is named in one module instance.
  ///
  /// @param attribute of a resource, if only that one is used; else empty
  private record Use(ModuleInstanceAddress module, ReferenceTarget target, String attribute) {}

  private RelevantAttributes(Configuration configuration) {
    this.configuration = configuration;
  }

  /// The attributes that contribute to any of these objects and outputs of the root module, in the
  /// order of their addresses.
  public static List<RelevantAttribute> of(
      Configuration configuration,
      Collection<ResourceInstanceAddress> objects,
      Collection<String> outputs) {
    RelevantAttributes relevant = new RelevantAttributes(configuration);
    Set<ResourceInstanceAddress> declarations = new LinkedHashSet<>();
    objects.forEach(each ->
        declarations.add(
            new ResourceInstanceAddress(each.module(), each.resource(), InstanceKey.none())));
    for (ResourceInstanceAddress each : declarations) {
      relevant.use(
          each.module(),
          new ReferenceTarget.ResourceValue(each.resource(), InstanceKey.none()),
          "");
    }
    for (String output : outputs) {
      Output declared = configuration.root().outputs().get(output);
      if (declared != null) {
        relevant.visit(ModuleInstanceAddress.ROOT, declared.expression());
      }
    }
    while (!relevant.waiting.isEmpty()) {
      relevant.follow(relevant.waiting.remove());
    }
    return relevant.found.stream().sorted(ORDER).toList();
  }

  private void use(ModuleInstanceAddress module, ReferenceTarget target, String attribute) {
    Use use = new Use(module, target, attribute);
    if (seen.add(use)) {
      waiting.add(use);
    }
  }

  private void visit(ModuleInstanceAddress module, @Nullable Expression expression) {
    if (expression != null) {
      visit(module, ReferenceFinder.find(expression).tree());
    }
  }

  private void visit(ModuleInstanceAddress module, List<Reference> references) {
    for (Reference reference : references) {
      String attribute = "";
      if (reference.target() instanceof ReferenceTarget.ResourceValue(var resource, var key)) {
        Path path = path(reference.remaining());
        found.add(new RelevantAttribute(new ResourceInstanceAddress(module, resource, key), path));
        attribute =
            !path.isRoot() && path.steps().getFirst() instanceof Path.Attribute(String name)
                ? name
                : "";
      }
      use(module, reference.target(), attribute);
    }
  }

  private static Path path(List<TraversalStep> steps) {
    List<Path.Step> path = new ArrayList<>(steps.size());
    for (TraversalStep step : steps) {
      path.add(
          switch (step) {
            case TraversalStep.Attribute attribute -> new Path.Attribute(attribute.name());
            case TraversalStep.Index index -> new Path.Index(index.key());
          });
    }
    return new Path(path);
  }

  private void follow(Use use) {
    Module module = configuration.module(use.module().module());
    if (module == null) {
      return;
    }
    switch (use.target()) {
      case ReferenceTarget.ResourceValue(ResourceAddress resource, InstanceKey key) ->
          followResource(use.module(), module.resources().get(resource), use.attribute());
      case ReferenceTarget.LocalValue(String name) -> {
        Local local = module.locals().get(name);
        visit(use.module(), local == null ? null : local.expression());
      }
      case ReferenceTarget.VariableValue(String name) -> followVariable(use.module(), name);
      case ReferenceTarget.ModuleValue(var call, var key, var output) -> {
        Module called = module.children().get(call);
        if (called != null) {
          followOutputs(use.module().child(call, key), called, output);
        }
      }
      default -> {}
    }
  }

  private void followResource(
      ModuleInstanceAddress module, @Nullable Resource resource, String attribute) {
    if (resource == null) {
      return;
    }
    ReferenceFinder finder = new ReferenceFinder();
    if (attribute.isEmpty()) {
      visit(module, resource.repetition().count());
      visit(module, resource.repetition().forEach());
      BodyReferences.visit(resource.body(), finder);
    } else {
      BodyContent content =
          resource
              .body()
              .partialContent(BodySchema.EMPTY.withOptional(attribute).withBlock(attribute))
              .content();
      content.attributes().values().forEach(each -> finder.visit(each.expression()));
      content.blocks().forEach(block -> BodyReferences.visit(block.body(), finder));
    }
    visit(module, finder.references());
  }

  private void followVariable(ModuleInstanceAddress module, String variable) {
    ModuleInstanceAddress caller = module.parent();
    if (caller == null) {
      return;
    }
    Module calling = configuration.module(caller.module());
    String name = module.steps().getLast().name();
    ModuleCall call = calling == null ? null : calling.moduleCalls().get(name);
    Attribute input = call == null ? null : call.inputs().get(variable);
    visit(caller, input == null ? null : input.expression());
  }

  private void followOutputs(
      ModuleInstanceAddress address, Module called, @Nullable String output) {
    for (Output declared : called.outputs().values()) {
      if (output == null || declared.name().equals(output)) {
        visit(address, declared.expression());
      }
    }
  }
}
