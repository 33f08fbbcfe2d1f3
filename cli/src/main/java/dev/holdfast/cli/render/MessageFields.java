package dev.holdfast.cli.render;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.time.Duration;

/// What the fields of messages hold, whatever the message is about.
final class MessageFields {
  private MessageFields() {}

  static void output(String name, Value value, JsonWriter json) {
    boolean sensitive = Marks.isSensitive(value);
    Value plain = Marks.strip(value);
    json.name(name).beginObject();
    json.name("sensitive").value(sensitive);
    json.name("type").raw(TypeJson.encode(plain.type()));
    if (!sensitive) {
      json.name("value").raw(encode(plain));
    }
    json.endObject();
  }

  static String encode(Value value) {
    try {
      return ValueJson.encode(value);
    } catch (CodecException e) {
      throw new IllegalStateException("an output that is not known was stored", e);
    }
  }

  static void resource(ResourceInstanceAddress address, JsonWriter json) {
    json.beginObject();
    json.name("addr").value(address.toString());
    json.name("module").value(address.module().toString());
    json.name("resource").value(address.resource().toString() + address.key());
    json.name("implied_provider").value(impliedProvider(address.resource().type()));
    json.name("resource_type").value(address.resource().type());
    json.name("resource_name").value(address.resource().name());
    json.name("resource_key");
    switch (address.key()) {
      case InstanceKey.None none -> json.nullValue();
      case InstanceKey.Index(long index) -> json.value(index);
      case InstanceKey.Key(String key) -> json.value(key);
    }
    json.endObject();
  }

  private static String impliedProvider(String type) {
    int underscore = type.indexOf('_');
    return underscore < 0 ? type : type.substring(0, underscore);
  }

  static String word(Action action) {
    return switch (action) {
      case NO_OP -> "noop";
      case CREATE -> "create";
      case READ -> "read";
      case UPDATE -> "update";
      case DELETE -> "delete";
      case DELETE_THEN_CREATE, CREATE_THEN_DELETE, FORGET_THEN_CREATE -> "replace";
      case FORGET -> "remove";
    };
  }

  static void elapsed(Duration elapsed, JsonWriter json) {
    json.name("elapsed_seconds").value(elapsed.plusMillis(500).toSeconds());
  }

  /// An id comes as `name=value`.
  static void id(String id, JsonWriter json) {
    int equals = id.indexOf('=');
    if (equals > 0) {
      json.name("id_key").value(id.substring(0, equals));
      json.name("id_value").value(id.substring(equals + 1));
    }
  }
}
