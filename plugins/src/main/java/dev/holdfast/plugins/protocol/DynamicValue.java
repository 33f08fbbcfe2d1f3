package dev.holdfast.plugins.protocol;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.codec.ValueMessagePack;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import org.jspecify.annotations.Nullable;

/// Values in messages: MessagePack or, in answers only, JSON.
final class DynamicValue {
  private static final int MESSAGE_PACK = 1;
  private static final int JSON = 2;
  private static final int IDENTITY_DATA = 1;

  private DynamicValue() {}

  static MessageBuilder encode(Value value, Type type) {
    return encoded(bytes(value, type));
  }

  /// A value that is already MessagePack.
  static MessageBuilder encoded(byte[] messagePack) {
    return new MessageBuilder().bytes(MESSAGE_PACK, messagePack);
  }

  static byte[] bytes(Value value, Type type) {
    try {
      return ValueMessagePack.encode(value, type);
    } catch (CodecException fault) {
      // Values that cross the port follow their schema and have no marks.
      throw new IllegalArgumentException("value cannot be sent to a provider", fault);
    }
  }

  /// The value in a field; null where the field is absent or empty.
  static Value decode(Message message, int field, Type type)
      throws MalformedMessageException, CodecException {
    Message value = message.message(field);
    if (value == null) {
      return Value.nullOf(type);
    }
    byte[] messagePack = value.bytes(MESSAGE_PACK);
    if (messagePack.length > 0) {
      return ValueMessagePack.decode(messagePack, type);
    }
    byte[] json = value.bytes(JSON);
    return json.length > 0 ? ValueJson.decode(json, type) : Value.nullOf(type);
  }

  /// Puts an identity into a field, or nothing where there is none.
  static void putIdentity(
      MessageBuilder message, int field, @Nullable Value identity, @Nullable Type type) {
    if (identity != null && type != null && !identity.isNull()) {
      message.message(field, new MessageBuilder().message(IDENTITY_DATA, encode(identity, type)));
    }
  }

  /// The identity in a field, or null where there is none.
  static @Nullable Value identity(Message message, int field, @Nullable Type type)
      throws MalformedMessageException, CodecException {
    Message data = message.message(field);
    if (data == null || type == null) {
      return null;
    }
    Value identity = decode(data, IDENTITY_DATA, type);
    return identity.isNull() ? null : identity;
  }
}
