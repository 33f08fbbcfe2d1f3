package dev.holdfast.plugins.protocol;

import static dev.holdfast.engine.address.ResourceMode.MANAGED;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.util.ArrayList;
import java.util.List;

/// What is asked about managed resources. Numbers are those of the fields in the messages of the
/// protocol.
final class ResourceCalls {
  private final Conversation conversation;

  ResourceCalls(Conversation conversation) {
    this.conversation = conversation;
  }

  Responses.Upgrade upgrade(Requests.Upgrade request) {
    ResourceSchema schema = conversation.resource(MANAGED, request.type());
    Type type = schema.block().impliedType();
    MessageBuilder stored;
    try {
      stored = stored(request, schema);
    } catch (CodecException damaged) {
      return new Responses.Upgrade(
          Value.nullOf(type),
          List.of(
              ProviderDiagnostic.error(
                  "Stored object is damaged",
                  "The attributes of an object of the type %s in the state are not what a program has written: %s."
                      .formatted(request.type(), damaged.getMessage()))));
    }
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .number(2, request.version())
            .message(3, stored);
    return conversation.ask(
        Rpc.UPGRADE,
        message,
        answer ->
            new Responses.Upgrade(
                conversation.object(answer, 1, MANAGED, request.type()),
                DiagnosticMessages.decode(answer, 2)),
        failed -> new Responses.Upgrade(Value.nullOf(type), failed));
  }

  /// The attributes as JSON, or as texts by their paths.
  private static MessageBuilder stored(Requests.Upgrade request, ResourceSchema schema)
      throws CodecException {
    byte[] json = request.json().bytes();
    MessageBuilder message = new MessageBuilder();
    if (!request.flat()) {
      return message.bytes(
          1,
          schema.version() == request.version()
              ? StoredAttributes.known(json, schema.block().impliedType())
              : json);
    }
    if (ValueJson.decode(json, Type.map(Type.STRING)) instanceof MapValue texts) {
      texts
          .elements()
          .forEach((path, text) -> {
            if (text instanceof StringValue string) {
              message.message(2, new MessageBuilder().text(1, path).text(2, string.value()));
            }
          });
    }
    return message;
  }

  Responses.UpgradeIdentity upgradeIdentity(Requests.UpgradeIdentity request) {
    Type type = conversation.identityType(request.type());
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .number(2, request.version())
            .message(3, new MessageBuilder().bytes(1, request.json().bytes()));
    return conversation.ask(
        Rpc.UPGRADE_IDENTITY,
        message,
        answer ->
            new Responses.UpgradeIdentity(
                DynamicValue.identity(answer, 1, type), DiagnosticMessages.decode(answer, 2)),
        failed -> new Responses.UpgradeIdentity(null, failed));
  }

  Responses.Read read(Requests.Read request) {
    Type type = conversation.type(MANAGED, request.type());
    Type identity = conversation.identityType(request.type());
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .message(2, DynamicValue.encode(request.current(), type))
            .bytes(3, request.privateData().bytes())
            .message(5, ProviderClient.CAPABILITIES);
    conversation.putMetadata(message, 4);
    DynamicValue.putIdentity(message, 6, request.identity(), identity);
    return conversation.ask(
        Rpc.READ,
        message,
        answer ->
            new Responses.Read(
                conversation.object(answer, 1, MANAGED, request.type()),
                new PrivateData(answer.bytes(3)),
                DynamicValue.identity(answer, 5, identity),
                DiagnosticMessages.decode(answer, 2)),
        failed -> new Responses.Read(Value.nullOf(type), request.privateData(), failed));
  }

  Responses.Plan plan(Requests.Plan request) {
    Type type = conversation.type(MANAGED, request.type());
    Type identity = conversation.identityType(request.type());
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .message(2, DynamicValue.encode(request.prior(), type))
            .message(3, DynamicValue.encode(request.proposed(), type))
            .message(4, DynamicValue.encode(request.configuration(), type))
            .bytes(5, request.priorPrivate().bytes())
            .message(7, ProviderClient.CAPABILITIES);
    conversation.putMetadata(message, 6);
    DynamicValue.putIdentity(message, 8, request.priorIdentity(), identity);
    return conversation.ask(
        Rpc.PLAN,
        message,
        answer ->
            new Responses.Plan(
                conversation.object(answer, 1, MANAGED, request.type()),
                DiagnosticMessages.paths(answer, 2),
                new PrivateData(answer.bytes(3)),
                DynamicValue.identity(answer, 7, identity),
                answer.flag(5),
                DiagnosticMessages.decode(answer, 4)),
        failed ->
            new Responses.Plan(
                Value.nullOf(type), List.of(), request.priorPrivate(), false, failed));
  }

  Responses.Apply apply(Requests.Apply request) {
    Type type = conversation.type(MANAGED, request.type());
    Type identity = conversation.identityType(request.type());
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .message(2, DynamicValue.encode(request.prior(), type))
            .message(3, DynamicValue.encode(request.planned(), type))
            .message(4, DynamicValue.encode(request.configuration(), type))
            .bytes(5, request.plannedPrivate().bytes());
    conversation.putMetadata(message, 6);
    DynamicValue.putIdentity(message, 7, request.plannedIdentity(), identity);
    return conversation.ask(
        Rpc.APPLY,
        message,
        answer ->
            new Responses.Apply(
                conversation.object(answer, 1, MANAGED, request.type()),
                new PrivateData(answer.bytes(2)),
                DynamicValue.identity(answer, 5, identity),
                answer.flag(4),
                DiagnosticMessages.decode(answer, 3)),
        failed ->
            new Responses.Apply(
                // Nothing is known of what came of it: the engine keeps what there was.
                Value.nullOf(type), request.plannedPrivate(), false, failed));
  }

  Responses.Import importState(Requests.Import request) {
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .text(2, request.id())
            .message(3, ProviderClient.CAPABILITIES);
    DynamicValue.putIdentity(
        message, 4, request.identity(), conversation.identityType(request.type()));
    return conversation.ask(
        Rpc.IMPORT, message, this::imported, failed -> new Responses.Import(List.of(), failed));
  }

  private Responses.Import imported(Message answer)
      throws MalformedMessageException, CodecException {
    List<ProviderDiagnostic> diagnostics = new ArrayList<>(DiagnosticMessages.decode(answer, 2));
    List<Responses.Imported> objects = new ArrayList<>();
    for (Message each : answer.messages(1)) {
      String type = each.text(1);
      if (!conversation.offers(type)) {
        diagnostics.add(
            ProviderDiagnostic.error(
                "Provider produced invalid response",
                "The provider %s imported an object of the type \"%s\", which it does not offer. This is a bug in the provider."
                    .formatted(conversation.source(), type)));
        continue;
      }
      objects.add(
          new Responses.Imported(
              type,
              conversation.object(each, 2, MANAGED, type),
              new PrivateData(each.bytes(3)),
              DynamicValue.identity(each, 4, conversation.identityType(type))));
    }
    return new Responses.Import(objects, diagnostics);
  }

  Responses.Move move(Requests.Move request) {
    Type type = conversation.type(MANAGED, request.targetType());
    Type identity = conversation.identityType(request.targetType());
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.sourceProvider())
            .text(2, request.sourceType())
            .number(3, request.sourceVersion())
            .message(4, new MessageBuilder().bytes(1, request.sourceJson().bytes()))
            .text(5, request.targetType())
            .bytes(6, request.sourcePrivate().bytes())
            .number(8, request.sourceIdentityVersion());
    putRawIdentity(message, request);
    return conversation.ask(
        Rpc.MOVE,
        message,
        answer ->
            new Responses.Move(
                conversation.object(answer, 1, MANAGED, request.targetType()),
                new PrivateData(answer.bytes(3)),
                DynamicValue.identity(answer, 4, identity),
                DiagnosticMessages.decode(answer, 2)),
        failed -> new Responses.Move(Value.nullOf(type), PrivateData.NONE, failed));
  }

  private static void putRawIdentity(MessageBuilder message, Requests.Move request) {
    var json = request.sourceIdentity();
    if (json != null) {
      message.message(7, new MessageBuilder().bytes(1, json.bytes()));
    }
  }
}
