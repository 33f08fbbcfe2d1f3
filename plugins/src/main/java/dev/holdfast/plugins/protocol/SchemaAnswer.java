package dev.holdfast.plugins.protocol;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a provider program says it offers, as it came over the wire. May be kept and used again for
/// the same program.
public final class SchemaAnswer {
  private final ProtocolVersion version;
  private final byte[] schema;
  private final byte[] identities;

  /// @param schema the answer to [Rpc#PROVIDER_SCHEMA]; not to be changed any more
  /// @param identities the answer to [Rpc#IDENTITY_SCHEMAS]; empty where the program does not know
  ///   it
  public SchemaAnswer(ProtocolVersion version, byte[] schema, byte[] identities) {
    this.version = version;
    this.schema = schema;
    this.identities = identities;
  }

  public ProtocolVersion version() {
    return version;
  }

  /// The answer to [Rpc#PROVIDER_SCHEMA], not a copy; not to be changed.
  public byte[] schema() {
    return schema;
  }

  /// The answer to [Rpc#IDENTITY_SCHEMAS], not a copy; not to be changed.
  public byte[] identities() {
    return identities;
  }

  /// Asks a program for what it offers.
  public static SchemaAnswer ask(Calls calls) throws CallFailedException {
    byte[] schema = calls.call(Rpc.PROVIDER_SCHEMA, new byte[0]);
    byte[] identities = new byte[0];
    try {
      identities = calls.call(Rpc.IDENTITY_SCHEMAS, new byte[0]);
    } catch (CallFailedException failed) {
      if (!failed.isUnimplemented()) {
        throw failed;
      }
    }
    return new SchemaAnswer(calls.version(), schema, identities);
  }

  /// What is wrong by the program's own account.
  public List<ProviderDiagnostic> diagnostics() throws MalformedMessageException {
    return DiagnosticMessages.decode(Message.of(schema), 4);
  }

  /// The schema, in which each type is decoded when it is first asked for.
  public ProviderSchema decode() throws MalformedMessageException, CodecException {
    Message answer = Message.of(schema);
    SchemaMessages messages = new SchemaMessages(version);
    Map<String, IdentitySchema> identitySchemas = identitySchemas(messages);
    Map<String, FunctionSchema> functions = new HashMap<>();
    for (Map.Entry<String, Message> each : named(answer, 7).entrySet()) {
      functions.put(each.getKey(), messages.function(each.getValue()));
    }
    return new ProviderSchema(
        messages.content(answer.message(1)),
        answer.has(5) ? messages.content(answer.message(5)) : null,
        new SchemaMap(
            named(answer, 2),
            (type, message) -> messages.resource(message, identitySchemas.get(type))),
        new SchemaMap(named(answer, 3), (type, message) -> messages.resource(message, null)),
        new SchemaMap(named(answer, 8), (type, message) -> messages.resource(message, null)),
        functions,
        capabilities(answer.message(6)));
  }

  private Map<String, IdentitySchema> identitySchemas(SchemaMessages messages)
      throws MalformedMessageException, CodecException {
    Map<String, IdentitySchema> schemas = new HashMap<>();
    for (Map.Entry<String, Message> each : named(Message.of(identities), 1).entrySet()) {
      schemas.put(each.getKey(), messages.identity(each.getValue()));
    }
    return schemas;
  }

  private static ProviderSchema.Capabilities capabilities(@Nullable Message message)
      throws MalformedMessageException {
    return message == null
        ? new ProviderSchema.Capabilities(false, false, false)
        : new ProviderSchema.Capabilities(message.flag(1), message.flag(3), message.flag(2));
  }

  /// The entries of a map field.
  private static Map<String, Message> named(Message answer, int field)
      throws MalformedMessageException {
    Map<String, Message> named = new LinkedHashMap<>();
    for (Message entry : answer.messages(field)) {
      Message value = entry.message(2);
      named.put(entry.text(1), value == null ? Message.EMPTY : value);
    }
    return named;
  }
}
