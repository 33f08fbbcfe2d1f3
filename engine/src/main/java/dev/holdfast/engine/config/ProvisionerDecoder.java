package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decodes `provisioner` and `connection` blocks.
final class ProvisionerDecoder {
  private static final BodySchema SCHEMA =
      BodySchema.EMPTY
          .withOptional("when", "on_failure")
          .withBlock("connection")
          .withBlock("lifecycle")
          .withBlock("_");

  private static final Set<String> REMOVED = Set.of("chef", "habitat", "puppet", "salt-masterless");

  private final Decoding decoding;

  ProvisionerDecoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /// The provisioners of one resource.
  ///
  /// @param connection that of the resource, which destroy-time provisioners use too
  List<Provisioner> decode(List<Block> blocks, @Nullable Connection connection) {
    List<Provisioner> provisioners = new ArrayList<>();
    boolean destroying = false;
    for (Block block : blocks) {
      Provisioner provisioner = decode(block);
      if (provisioner == null) {
        continue;
      }
      provisioners.add(provisioner);
      if (provisioner.when() == Provisioner.When.DESTROY) {
        destroying = true;
        refuseOutside(provisioner.body());
        if (provisioner.connection() != null) {
          refuseOutside(provisioner.connection().body());
        }
      }
    }
    if (destroying && connection != null) {
      refuseOutside(connection.body());
    }
    return provisioners;
  }

  @Nullable Connection connection(BodyContent content, String owner) {
    Block block = decoding.single(content, "connection", owner);
    return block == null ? null : new Connection(block.body(), block.definitionRange());
  }

  private @Nullable Provisioner decode(Block block) {
    String type = block.label(0);
    if (REMOVED.contains(type)) {
      decoding.error(
          "The \"%s\" provisioner has been removed".formatted(type),
          ("The \"%s\" provisioner was deprecated because it is specific to one"
                  + " configuration management system, and has since been removed. Use"
                  + " \"local-exec\" or \"remote-exec\" to start it, or configure the host with"
                  + " host_* resources.")
              .formatted(type),
          block.typeRange());
      return null;
    }
    Body.Partial partial = decoding.partialContent(block.body(), SCHEMA);
    BodyContent content = partial.content();
    decoding.reserved(content, "provisioner", "lifecycle");
    return new Provisioner(
        type,
        choice(
            content.attribute("when"),
            "create",
            Provisioner.When.CREATE,
            "destroy",
            Provisioner.When.DESTROY),
        choice(
            content.attribute("on_failure"),
            "fail",
            Provisioner.OnFailure.FAIL,
            "continue",
            Provisioner.OnFailure.CONTINUE),
        decoding.escaped(content, partial.remaining(), "provisioner"),
        connection(content, "provisioner"),
        block.definitionRange());
  }

  /// One of two keywords; the first is the default.
  private <T> T choice(
      @Nullable Attribute attribute, String first, T ofFirst, String second, T ofSecond) {
    if (attribute == null) {
      return ofFirst;
    }
    String keyword = decoding.keyword(attribute.expression());
    if (first.equals(keyword)) {
      return ofFirst;
    }
    if (second.equals(keyword)) {
      return ofSecond;
    }
    decoding.error(
        "Invalid \"%s\" keyword".formatted(attribute.name()),
        "The \"%s\" argument requires one of the following keywords: %s or %s."
            .formatted(attribute.name(), first, second),
        attribute.expression().range());
    return ofFirst;
  }

  /// When an object is destroyed, what it referred to may be gone already.
  private void refuseOutside(Body body) {
    for (Attribute attribute : body.justAttributes().attributes().values()) {
      for (Reference reference : ReferenceFinder.find(attribute.expression()).tree()) {
        switch (reference.target()) {
          case ReferenceTarget.Self self -> {}
          case ReferenceTarget.CountIndex index -> {}
          case ReferenceTarget.EachKey key -> {}
          case ReferenceTarget.PathValue path -> {}
          case ReferenceTarget.EngineValue engine -> {}
          default ->
              decoding.error(
                  "Invalid reference from destroy provisioner",
                  "Destroy-time provisioners and their connection configurations may"
                      + " only reference attributes of the related resource, via 'self',"
                      + " 'count.index', or 'each.key'.\n\nReferences to other resources"
                      + " during the destroy phase can cause dependency cycles and interact"
                      + " poorly with create_before_destroy.",
                  reference.range());
        }
      }
    }
  }
}
