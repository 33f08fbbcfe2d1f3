package dev.holdfast.plugins.server;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.codec.ValueMessagePack;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A provider of the engine as a program of protocol 6: managed resources and data sources. Numbers
/// are those of the fields in messages.
public final class ProviderServer implements PluginServer.Answers {
  private static final int WARNING = 2;
  private static final int ERROR = 1;

  private final Provider provider;
  private final ProviderSchema schema;

  public ProviderServer(Provider provider) {
    this.provider = provider;
    this.schema = provider.schema();
  }

  @Override
  public byte[] answer(String method, Message request) throws Exception {
    MessageBuilder answer =
        switch (method) {
          case "GetProviderSchema" -> SchemaAnswer.of(schema);
          case "ValidateProviderConfig" ->
              diagnostics(2, provider.validateConfiguration(configuration(request, 1)));
          case "ConfigureProvider" -> diagnostics(1, provider.configure(configuration(request, 2)));
          case "ValidateResourceConfig" ->
              diagnostics(1, provider.validateResource(request.text(1), resource(request, 2)));
          case "ValidateDataResourceConfig" ->
              diagnostics(1, provider.validateDataSource(request.text(1), data(request, 2)));
          case "UpgradeResourceState" -> upgrade(request);
          case "ReadResource" -> read(request);
          case "PlanResourceChange" -> plan(request);
          case "ApplyResourceChange" -> apply(request);
          case "ImportResourceState" -> importState(request);
          case "ReadDataSource" -> readData(request);
          case "StopProvider" -> {
            provider.stop();
            yield new MessageBuilder();
          }
          default -> throw new UnsupportedOperationException(method);
        };
    return answer.toByteArray();
  }

  private MessageBuilder upgrade(Message request) throws MalformedMessageException, CodecException {
    Responses.Upgrade done =
        provider.upgradeState(stored(request, Objects.requireNonNull(request.message(3))));
    return value(diagnostics(2, done.diagnostics()), 1, done.upgraded(), type(request));
  }

  private static Requests.Upgrade stored(Message request, Message attributes)
      throws MalformedMessageException, CodecException {
    if (!attributes.has(2)) {
      return new Requests.Upgrade(
          request.text(1), request.number(2), RawJson.of(attributes.bytes(1)));
    }
    Map<String, Value> texts = new TreeMap<>();
    for (Message entry : attributes.messages(2)) {
      texts.put(entry.text(1), Value.of(entry.text(2)));
    }
    return new Requests.Upgrade(
        request.text(1),
        request.number(2),
        RawJson.of(ValueJson.encode(Value.map(Type.STRING, texts))),
        true);
  }

  private MessageBuilder read(Message request) throws MalformedMessageException, CodecException {
    Responses.Read done =
        told(request, 4)
            .read(
                new Requests.Read(
                    request.text(1), resource(request, 2), new PrivateData(request.bytes(3))));
    return value(diagnostics(2, done.diagnostics()), 1, done.current(), type(request))
        .bytes(3, done.privateData().bytes());
  }

  private MessageBuilder plan(Message request) throws MalformedMessageException, CodecException {
    Responses.Plan done =
        told(request, 6)
            .plan(
                new Requests.Plan(
                    request.text(1),
                    resource(request, 2),
                    resource(request, 3),
                    resource(request, 4),
                    new PrivateData(request.bytes(5))));
    MessageBuilder answer =
        value(diagnostics(4, done.diagnostics()), 1, done.planned(), type(request));
    done.requiresReplace().forEach(each -> answer.message(2, path(each)));
    return answer.bytes(3, done.plannedPrivate().bytes()).flag(5, done.legacyTypes());
  }

  private MessageBuilder apply(Message request) throws MalformedMessageException, CodecException {
    Responses.Apply done =
        told(request, 6)
            .apply(
                new Requests.Apply(
                    request.text(1),
                    resource(request, 2),
                    resource(request, 3),
                    resource(request, 4),
                    new PrivateData(request.bytes(5)),
                    Progress.SILENT));
    return value(diagnostics(3, done.diagnostics()), 1, done.after(), type(request))
        .bytes(2, done.privateData().bytes())
        .flag(4, done.legacyTypes());
  }

  private MessageBuilder importState(Message request)
      throws MalformedMessageException, CodecException {
    Responses.Import done =
        provider.importState(new Requests.Import(request.text(1), request.text(2)));
    MessageBuilder answer = diagnostics(2, done.diagnostics());
    for (Responses.Imported each : done.objects()) {
      MessageBuilder imported = new MessageBuilder().text(1, each.type());
      value(imported, 2, each.object(), type(ResourceMode.MANAGED, each.type()));
      answer.message(1, imported.bytes(3, each.privateData().bytes()));
    }
    return answer;
  }

  private MessageBuilder readData(Message request)
      throws MalformedMessageException, CodecException {
    Responses.ReadData done =
        told(request, 3)
            .readData(new Requests.ReadData(request.text(1), data(request, 2), Progress.SILENT));
    return value(
        diagnostics(2, done.diagnostics()),
        1,
        done.result(),
        type(ResourceMode.DATA, request.text(1)));
  }

  /// The provider with what the module at hand tells it.
  private Provider told(Message request, int field)
      throws MalformedMessageException, CodecException {
    Block block = schema.metadata();
    Value metadata = block == null ? Values.NULL : value(request, field, block.impliedType());
    return metadata.isNull() ? provider : provider.withMetadata(metadata);
  }

  private Type type(Message request) throws MalformedMessageException {
    return type(ResourceMode.MANAGED, request.text(1));
  }

  private Type type(ResourceMode mode, String name) {
    return Objects.requireNonNull(schema.resource(mode, name), name).block().impliedType();
  }

  private Value configuration(Message request, int field)
      throws MalformedMessageException, CodecException {
    return value(request, field, schema.configuration().impliedType());
  }

  private Value resource(Message request, int field)
      throws MalformedMessageException, CodecException {
    return value(request, field, type(request));
  }

  private Value data(Message request, int field) throws MalformedMessageException, CodecException {
    return value(request, field, type(ResourceMode.DATA, request.text(1)));
  }

  private static Value value(Message request, int field, Type type)
      throws MalformedMessageException, CodecException {
    Message value = request.message(field);
    return value == null ? Value.nullOf(type) : ValueMessagePack.decode(value.bytes(1), type);
  }

  private static MessageBuilder value(MessageBuilder answer, int field, Value value, Type type)
      throws CodecException {
    return answer.message(
        field, new MessageBuilder().bytes(1, ValueMessagePack.encode(value, type)));
  }

  private static MessageBuilder diagnostics(int field, List<ProviderDiagnostic> diagnostics) {
    MessageBuilder answer = new MessageBuilder();
    for (ProviderDiagnostic each : diagnostics) {
      MessageBuilder message =
          new MessageBuilder()
              .number(1, each.isError() ? ERROR : WARNING)
              .text(2, each.summary())
              .text(3, each.detail());
      if (!each.attribute().steps().isEmpty()) {
        message.message(4, path(each.attribute()));
      }
      answer.message(field, message);
    }
    return answer;
  }

  private static MessageBuilder path(Path path) {
    MessageBuilder message = new MessageBuilder();
    for (Path.Step step : path.steps()) {
      message.message(
          1,
          switch (step) {
            case Path.Attribute(String name) -> new MessageBuilder().text(1, name);
            case Path.Index(StringValue key) -> new MessageBuilder().text(2, key.value());
            case Path.Index(NumberValue position) ->
                new MessageBuilder().number(3, position.value().intValueExact());
            case Path.Index(Value other) ->
                throw new IllegalArgumentException("a set has no place for " + other);
          });
    }
    return message;
  }
}
