package dev.holdfast.plugins.protocol;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.plan.object.NormalizedBlocks;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Questions to one running provider program, and answers by its schema. What goes wrong on the way
/// becomes a diagnostic that names the provider.
///
/// @param source for messages to the user
/// @param metadata what the module at hand tells the provider about itself, or null
record Conversation(
    ProviderSource source, Calls calls, ProviderSchema schema, @Nullable Value metadata) {

  /// Makes something of an answer.
  @FunctionalInterface
  interface Reading<R> {
    R read(Message answer) throws MalformedMessageException, CodecException;
  }

  /// Asks and reads the answer.
  ///
  /// @param failed makes a response of what went wrong where there is no usable answer
  <R> R ask(
      Rpc rpc,
      MessageBuilder request,
      Reading<R> reading,
      Function<List<ProviderDiagnostic>, R> failed) {
    try {
      return reading.read(Message.of(calls.call(rpc, request.toByteArray())));
    } catch (CallFailedException failure) {
      return failed.apply(List.of(diagnostic(rpc, failure)));
    } catch (MalformedMessageException | CodecException malformed) {
      return failed.apply(List.of(malformed(rpc, malformed)));
    }
  }

  /// A question whose answer is nothing but diagnostics.
  List<ProviderDiagnostic> check(Rpc rpc, MessageBuilder request, int field) {
    return ask(
        rpc,
        request,
        answer -> DiagnosticMessages.decode(answer, field),
        diagnostics -> diagnostics);
  }

  private ProviderDiagnostic diagnostic(Rpc rpc, CallFailedException failure) {
    if (failure.isUnimplemented()) {
      return ProviderDiagnostic.error(
          "Not supported by this provider",
          "The installed version of the provider %s does not know the call %s. A newer version of it may."
              .formatted(source, rpc.nameIn(calls.version())));
    }
    return ProviderDiagnostic.error("Plugin did not respond", failure.explanation());
  }

  private ProviderDiagnostic malformed(Rpc rpc, Exception fault) {
    return ProviderDiagnostic.error(
        "Provider produced invalid response",
        "The answer of the provider %s to the call %s does not follow its schema: %s.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker."
            .formatted(source, rpc.nameIn(calls.version()), fault.getMessage()));
  }

  /// The type of the values of a resource type, which the engine looked up before.
  Type type(ResourceMode mode, String name) {
    return resource(mode, name).block().impliedType();
  }

  /// The type of the identities of a resource type, or null where it has none.
  @Nullable Type identityType(String name) {
    IdentitySchema identity = resource(ResourceMode.MANAGED, name).identity();
    return identity == null ? null : identity.impliedType();
  }

  /// The object in a field of an answer. Providers on the old SDK cannot tell null blocks from
  /// empty ones; here they become what a modern provider would have said.
  Value object(Message answer, int field, ResourceMode mode, String name)
      throws MalformedMessageException, CodecException {
    Block block = resource(mode, name).block();
    return NormalizedBlocks.of(block, DynamicValue.decode(answer, field, block.impliedType()));
  }

  /// The schema of a resource type, which the engine looked up before.
  ResourceSchema resource(ResourceMode mode, String name) {
    ResourceSchema resource = schema.resource(mode, name);
    if (resource == null) {
      throw new IllegalArgumentException(source + " does not offer " + name);
    }
    return resource;
  }

  /// Puts what the module at hand tells the provider into a field, where the provider takes that.
  void putMetadata(MessageBuilder message, int field) {
    Block block = schema.metadata();
    if (block != null) {
      Type type = block.impliedType();
      Value told = metadata == null ? Value.nullOf(type) : metadata;
      message.message(field, DynamicValue.encode(told, type));
    }
  }

  boolean offers(String type) {
    return schema.resource(ResourceMode.MANAGED, type) != null;
  }
}
