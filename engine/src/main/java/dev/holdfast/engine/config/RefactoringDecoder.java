package dev.holdfast.engine.config;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.IndexExpression;
import dev.holdfast.hcl.syntax.RelativeTraversalExpression;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.syntax.TraversalStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes the blocks that say how objects get to other addresses, in or out: `moved`, `removed`
/// and `import`.
final class RefactoringDecoder {
  private static final BodySchema MOVED = BodySchema.EMPTY.withRequired("from").withRequired("to");

  private static final BodySchema REMOVED =
      BodySchema.EMPTY
          .withRequired("from")
          .withBlock("lifecycle")
          .withBlock("connection")
          .withBlock("provisioner", "type");

  private static final BodySchema REMOVED_LIFECYCLE = BodySchema.EMPTY.withOptional("destroy");

  private static final BodySchema IMPORT =
      BodySchema.EMPTY
          .withRequired("to")
          .withOptional("id", "identity", "for_each", "provider", "if_exists");

  private final Decoding decoding;

  RefactoringDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  @Nullable Moved moved(Block block) {
    BodyContent content = decoding.content(block.body(), MOVED);
    TargetAddress from = address(content.attribute("from"));
    TargetAddress to = address(content.attribute("to"));
    if (from == null || to == null) {
      return null;
    }
    if ((from.resource() == null) != (to.resource() == null)) {
      decoding.error(
          "Invalid \"moved\" addresses",
          "The \"from\" and \"to\" addresses must either both refer to resources or both"
              + " refer to modules.",
          block.definitionRange());
      return null;
    }
    return isManaged(from, content.attribute("from")) && isManaged(to, content.attribute("to"))
        ? new Moved(from, to, block.definitionRange())
        : null;
  }

  private boolean isManaged(TargetAddress address, @Nullable Attribute attribute) {
    ResourceAddress resource = address.resource();
    if (resource == null || resource.mode() == ResourceMode.MANAGED || attribute == null) {
      return true;
    }
    decoding.error(
        "Invalid address",
        "Only resources that are managed can be moved or removed: \"%s\" has no object of its own."
            .formatted(resource),
        attribute.expression().range());
    return false;
  }

  private @Nullable TargetAddress address(@Nullable Attribute attribute) {
    if (attribute == null) {
      return null;
    }
    Traversal traversal = decoding.noting(StaticExpression.traversal(attribute.expression()));
    return traversal == null ? null : decoding.noting(AddressParser.target(traversal));
  }

  @Nullable Removed removed(Block block) {
    BodyContent content = decoding.content(block.body(), REMOVED);
    Attribute fromAttribute = content.attribute("from");
    TargetAddress from = address(fromAttribute);
    if (fromAttribute == null || from == null || !isManaged(from, fromAttribute)) {
      return null;
    }
    if (hasKey(from)) {
      decoding.error(
          "Invalid \"removed\" address",
          "A \"removed\" block is about a whole resource or module, so its address must"
              + " not have instance keys.",
          fromAttribute.expression().range());
      return null;
    }
    Block lifecycle = decoding.single(content, "lifecycle", "\"removed\" block");
    boolean destroy =
        lifecycle == null
            || decoding.flag(
                decoding.content(lifecycle.body(), REMOVED_LIFECYCLE).attribute("destroy"), true);
    ProvisionerDecoder decoder = new ProvisionerDecoder(decoding);
    Connection connection = decoder.connection(content, "\"removed\" block");
    List<Provisioner> provisioners = decoder.decode(content.blocks("provisioner"), connection);
    for (Provisioner provisioner : provisioners) {
      if (provisioner.when() != Provisioner.When.DESTROY) {
        decoding.error(
            "Invalid \"removed.provisioner\" block",
            "Only provisioners with \"when = destroy\" are allowed in a \"removed\" block.",
            provisioner.range());
      }
    }
    return new Removed(from, destroy, connection, provisioners, block.definitionRange());
  }

  private static boolean hasKey(TargetAddress address) {
    return !(address.key() instanceof InstanceKey.None)
        || address.module().steps().stream()
            .anyMatch(step -> !(step.key() instanceof InstanceKey.None));
  }

  @Nullable Import imported(Block block) {
    BodyContent content = decoding.content(block.body(), IMPORT);
    Attribute to = content.attribute("to");
    Attribute id = content.attribute("id");
    Attribute identity = content.attribute("identity");
    if (id == null && identity == null) {
      decoding.error(
          "Missing required import argument",
          "One of 'id' or 'identity' must be specified in an import block to identify the"
              + " resource instance to import.",
          block.definitionRange());
    } else if (id != null && identity != null) {
      decoding.error(
          "Conflicting import arguments",
          "Only one of 'id' or 'identity' can be specified in an import block: both say which"
              + " object is meant.",
          identity.range());
    }
    if (to == null) {
      return null;
    }
    Expression address = StaticExpression.reparsed(to.expression());
    Traversal withoutKeys = withoutKeys(address);
    TargetAddress target =
        withoutKeys == null ? null : decoding.noting(AddressParser.target(withoutKeys));
    if (target == null || target.resource() == null) {
      if (withoutKeys == null || target != null) {
        refuseImportAddress(address);
      }
      return null;
    }
    if (target.resource().mode() != ResourceMode.MANAGED) {
      refuseImportAddress(address);
      return null;
    }
    Attribute provider = content.attribute("provider");
    return new Import(
        new ConfigurationResourceAddress(target.module().module(), target.resource()),
        address,
        Decoding.expression(id),
        Decoding.expression(identity),
        Decoding.expression(content.attribute("for_each")),
        provider == null
            ? null
            : new ProviderReferenceDecoder(decoding).decode(provider.expression(), "provider"),
        decoding.flag(content.attribute("if_exists"), false),
        block.definitionRange());
  }

  private void refuseImportAddress(Expression expression) {
    decoding.error(
        "Invalid import address",
        "The \"to\" argument must be the address of a managed resource or of an instance"
            + " of it, such as aws_instance.web[\"a\"].",
        expression.range());
  }

  /// The traversal that is left when every index is taken out; null where there is none.
  private static @Nullable Traversal withoutKeys(Expression expression) {
    return switch (expression) {
      case ScopeTraversalExpression(Traversal traversal) ->
          new Traversal(
              traversal.root(), traversal.rootRange(), names(traversal.steps()), traversal.range());
      case IndexExpression index -> withoutKeys(index.collection());
      case RelativeTraversalExpression relative -> {
        Traversal source = withoutKeys(relative.source());
        if (source == null) {
          yield null;
        }
        List<TraversalStep> steps = new ArrayList<>(source.steps());
        steps.addAll(names(relative.steps()));
        yield new Traversal(source.root(), source.rootRange(), steps, relative.range());
      }
      default -> null;
    };
  }

  private static List<TraversalStep> names(List<TraversalStep> steps) {
    return steps.stream().filter(step -> step instanceof TraversalStep.Attribute).toList();
  }
}
