package dev.holdfast.plugins.protocol;

import static dev.holdfast.engine.address.ResourceMode.DATA;
import static dev.holdfast.engine.address.ResourceMode.EPHEMERAL;
import static dev.holdfast.engine.address.ResourceMode.MANAGED;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The provider port on top of one running program. Numbers are those of the fields in the messages
/// of the protocol.
public final class ProviderClient implements Provider {
  /// The release of the language that providers are told they are used by.
  public static final String LANGUAGE_VERSION = "1.12.0";

  /// That we can handle write-only attributes; that anything be deferred is not allowed.
  static final MessageBuilder CAPABILITIES = new MessageBuilder().flag(2, true);

  private final Conversation conversation;
  private final ResourceCalls resources;

  /// @param source for messages to the user
  /// @param schema what the program offers
  public ProviderClient(ProviderSource source, Calls calls, ProviderSchema schema) {
    this(new Conversation(source, calls, schema, null));
  }

  private ProviderClient(Conversation conversation) {
    this.conversation = conversation;
    this.resources = new ResourceCalls(conversation);
  }

  @Override
  public Provider withMetadata(Value metadata) {
    return new ProviderClient(
        new Conversation(
            conversation.source(), conversation.calls(), conversation.schema(), metadata));
  }

  @Override
  public ProviderSchema schema() {
    return conversation.schema();
  }

  /// A configuration as it is sent.
  public static byte[] encoded(ProviderSchema schema, Value configuration) {
    return DynamicValue.bytes(configuration, schema.configuration().impliedType());
  }

  @Override
  public List<ProviderDiagnostic> validateConfiguration(Value configuration) {
    // Version 5 may answer with another configuration, which nobody uses.
    byte[] encoded = encoded(schema(), configuration);
    return conversation.check(
        Rpc.VALIDATE_PROVIDER, new MessageBuilder().message(1, DynamicValue.encoded(encoded)), 2);
  }

  @Override
  public List<ProviderDiagnostic> configure(Value configuration) {
    byte[] encoded = encoded(schema(), configuration);
    return conversation.check(
        Rpc.CONFIGURE,
        new MessageBuilder()
            .text(1, LANGUAGE_VERSION)
            .message(2, DynamicValue.encoded(encoded))
            .message(3, CAPABILITIES),
        1);
  }

  @Override
  public List<ProviderDiagnostic> validateResource(String type, Value configuration) {
    Type values = conversation.type(MANAGED, type);
    return conversation.check(
        Rpc.VALIDATE_RESOURCE,
        new MessageBuilder()
            .text(1, type)
            .message(2, DynamicValue.encode(configuration, values))
            .message(3, CAPABILITIES),
        1);
  }

  @Override
  public List<ProviderDiagnostic> validateDataSource(String type, Value configuration) {
    Type values = conversation.type(DATA, type);
    return conversation.check(
        Rpc.VALIDATE_DATA,
        new MessageBuilder().text(1, type).message(2, DynamicValue.encode(configuration, values)),
        1);
  }

  @Override
  public List<ProviderDiagnostic> validateEphemeral(String type, Value configuration) {
    Type values = conversation.type(EPHEMERAL, type);
    return conversation.check(
        Rpc.VALIDATE_EPHEMERAL,
        new MessageBuilder().text(1, type).message(2, DynamicValue.encode(configuration, values)),
        1);
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    return resources.upgrade(request);
  }

  @Override
  public Responses.UpgradeIdentity upgradeIdentity(Requests.UpgradeIdentity request) {
    return resources.upgradeIdentity(request);
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    return resources.read(request);
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    return resources.plan(request);
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    return resources.apply(request);
  }

  @Override
  public Responses.Import importState(Requests.Import request) {
    return resources.importState(request);
  }

  @Override
  public Responses.Move moveState(Requests.Move request) {
    return resources.move(request);
  }

  @Override
  public Responses.ReadData readData(Requests.ReadData request) {
    Type type = conversation.type(DATA, request.type());
    MessageBuilder message =
        new MessageBuilder()
            .text(1, request.type())
            .message(2, DynamicValue.encode(request.configuration(), type))
            .message(4, CAPABILITIES);
    conversation.putMetadata(message, 3);
    return conversation.ask(
        Rpc.READ_DATA,
        message,
        answer ->
            new Responses.ReadData(
                conversation.object(answer, 1, DATA, request.type()),
                DiagnosticMessages.decode(answer, 2)),
        failed -> new Responses.ReadData(Value.nullOf(type), failed));
  }

  @Override
  public Responses.Open open(Requests.Open request) {
    Type type = conversation.type(EPHEMERAL, request.type());
    return conversation.ask(
        Rpc.OPEN,
        new MessageBuilder()
            .text(1, request.type())
            .message(2, DynamicValue.encode(request.configuration(), type))
            .message(3, CAPABILITIES),
        answer ->
            new Responses.Open(
                DynamicValue.decode(answer, 3, type),
                new PrivateData(answer.bytes(4)),
                instant(answer.message(2)),
                DiagnosticMessages.decode(answer, 1)),
        failed -> new Responses.Open(Value.nullOf(type), PrivateData.NONE, null, failed));
  }

  @Override
  public Responses.Renew renew(String type, PrivateData privateData) {
    return conversation.ask(
        Rpc.RENEW,
        new MessageBuilder().text(1, type).bytes(2, privateData.bytes()),
        answer ->
            new Responses.Renew(
                new PrivateData(answer.bytes(3)),
                instant(answer.message(2)),
                DiagnosticMessages.decode(answer, 1)),
        failed -> new Responses.Renew(privateData, null, failed));
  }

  private static @Nullable Instant instant(@Nullable Message timestamp)
      throws MalformedMessageException {
    return timestamp == null
        ? null
        : Instant.ofEpochSecond(timestamp.number(1), timestamp.number(2));
  }

  @Override
  public List<ProviderDiagnostic> closeEphemeral(String type, PrivateData privateData) {
    return conversation.check(
        Rpc.CLOSE, new MessageBuilder().text(1, type).bytes(2, privateData.bytes()), 1);
  }

  @Override
  public Responses.Call call(Requests.Call request) {
    Map<String, FunctionSchema> functions = schema().functions();
    FunctionSchema function = functions.get(request.function());
    if (function == null) {
      return new Responses.Call(
          Value.nullOf(Type.DYNAMIC), -1, "there is no function " + request.function());
    }
    MessageBuilder message = new MessageBuilder().text(1, request.function());
    for (int index = 0; index < request.arguments().size(); index++) {
      Type type = parameter(function, index).type();
      message.message(2, DynamicValue.encode(request.arguments().get(index), type));
    }
    return conversation.ask(
        Rpc.CALL_FUNCTION,
        message,
        answer -> {
          Message error = answer.message(2);
          return error == null
              ? new Responses.Call(DynamicValue.decode(answer, 1, function.result()), -1, "")
              : new Responses.Call(
                  Value.nullOf(function.result()),
                  error.has(2) ? (int) error.number(2) : -1,
                  error.text(1));
        },
        failed ->
            new Responses.Call(Value.nullOf(function.result()), -1, failed.getFirst().detail()));
  }

  private static FunctionSchema.Parameter parameter(FunctionSchema function, int index) {
    if (index < function.parameters().size()) {
      return function.parameters().get(index);
    }
    FunctionSchema.Parameter variadic = function.variadic();
    if (variadic == null) {
      throw new IllegalArgumentException("too many arguments for a function");
    }
    return variadic;
  }

  /// Asks the program to end what it is doing. Whether it heard that is of no use to anybody.
  @Override
  public void stop() {
    conversation.check(Rpc.STOP, new MessageBuilder(), Integer.MAX_VALUE >> 3);
  }
}
