package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Connection;
import dev.holdfast.engine.config.Provisioner;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the provisioners of one object, one after the other, until one fails.
final class ProvisionerRun {
  private static final String SUPPRESSED = "(output suppressed due to sensitive value in config)";

  private final RunContext context;
  private final ResourceInstanceAddress address;
  private final Scope scope;
  private final Provisioners provisioners;

  /// @param scope with `self`
  ProvisionerRun(RunContext context, ResourceInstanceAddress address, Scope scope) {
    this.context = context;
    this.address = address;
    this.scope = scope;
    this.provisioners = context.input().providers().provisioners();
  }

  /// Runs those that are for an occasion.
  ///
  /// @param connection that of the resource, or null
  /// @return whether all went well, or their failure does not matter; what went wrong is reported
  boolean run(
      List<Provisioner> blocks, Provisioner.When occasion, @Nullable Connection connection) {
    for (Provisioner block : blocks) {
      if (block.when() == occasion && !run(block, connection)) {
        return false;
      }
    }
    return true;
  }

  private boolean run(Provisioner block, @Nullable Connection connection) {
    ProvisionerKind kind = provisioners.find(block.type()).orElse(null);
    if (kind == null) {
      return fail(block, "There is no provisioner of the type \"%s\".".formatted(block.type()));
    }
    Value arguments = decode(block, kind.schema());
    Value reached = arguments == null ? null : connection(block, kind, connection);
    if (arguments == null || reached == null) {
      return false;
    }
    if (context.input().cancelled().getAsBoolean()) {
      return fail(block, "The run was interrupted before its turn.");
    }
    boolean secret = isSecret(arguments) || isSecret(reached);
    context.tell(new Event.ProvisionStarted(context.now(), address, block.type()));
    Optional<String> failure = execute(block, kind, arguments, reached, secret);
    if (failure.isEmpty()) {
      context.tell(new Event.ProvisionCompleted(context.now(), address, block.type()));
      return true;
    }
    context.tell(new Event.ProvisionFailed(context.now(), address, block.type()));
    String detail =
        secret
            ? "The reason is not shown, because a sensitive value is in its arguments."
            : failure.get();
    if (block.onFailure() == Provisioner.OnFailure.CONTINUE) {
      context
          .diagnostics()
          .add(Diagnostic.warning(title(block), detail, block.range()).about(address.toString()));
      return true;
    }
    return fail(block, detail);
  }

  private Optional<String> execute(
      Provisioner block, ProvisionerKind kind, Value arguments, Value connection, boolean secret) {
    Consumer<String> output =
        line ->
            context.tell(
                new Event.ProvisionOutput(
                    context.now(), address, block.type(), secret ? SUPPRESSED : line));
    Value plain = Marks.strip(arguments);
    Optional<String> fault = kind.check(plain);
    if (fault.isPresent()) {
      return fault;
    }
    try {
      return kind.run(
          new ProvisionerKind.Request(
              plain, Marks.strip(connection), output, context.input().cancelled()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("It was interrupted.");
    }
  }

  private static boolean isSecret(Value value) {
    return Marks.isSensitive(value) || Marks.of(value).contains(Mark.EPHEMERAL);
  }

  private @Nullable Value decode(Provisioner block, Block schema) {
    DecodedBody decoded = BodyDecoder.decode(block.body(), block.range(), schema, scope);
    context.diagnostics().addAll(decoded.diagnostics());
    return decoded.hasErrors() ? null : decoded.value();
  }

  /// The connection of a provisioner: its own block over that of the resource.
  private @Nullable Value connection(
      Provisioner block, ProvisionerKind kind, @Nullable Connection ofResource) {
    Block schema = provisioners.connection();
    Value none = nothing(schema);
    if (!kind.needsConnection()) {
      return none;
    }
    Value under = ofResource == null ? none : decode(ofResource, schema);
    Connection own = block.connection();
    Value over = own == null ? none : decode(own, schema);
    if (ofResource == null && own == null) {
      fail(
          block,
          "It works on a host, so the resource or the provisioner needs a connection block that says"
              + " how to reach it.");
      return null;
    }
    return under instanceof ObjectValue lower && over instanceof ObjectValue upper
        ? overlay(lower, upper)
        : null;
  }

  private @Nullable Value decode(Connection connection, Block schema) {
    DecodedBody decoded = BodyDecoder.decode(connection.body(), connection.range(), schema, scope);
    context.diagnostics().addAll(decoded.diagnostics());
    return decoded.hasErrors() ? null : decoded.value();
  }

  private boolean fail(Provisioner block, String detail) {
    context
        .diagnostics()
        .add(Diagnostic.error(title(block), detail, block.range()).about(address.toString()));
    return false;
  }

  private static String title(Provisioner block) {
    return block.type() + " provisioner error";
  }

  private static Value nothing(Block schema) {
    Map<String, Value> values = new TreeMap<>();
    schema
        .attributes()
        .forEach((name, attribute) -> values.put(name, Value.nullOf(attribute.type())));
    return Value.object(values);
  }

  /// What is set in the second object, else what is set in the first.
  private static Value overlay(ObjectValue under, ObjectValue over) {
    Map<String, Value> values = new TreeMap<>();
    under.attributes().forEach(values::put);
    over.attributes()
        .forEach((name, value) -> {
          if (!value.isNull()) {
            values.put(name, value);
          }
        });
    return Value.object(values);
  }
}
