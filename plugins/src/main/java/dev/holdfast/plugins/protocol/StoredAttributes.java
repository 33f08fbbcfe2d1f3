package dev.holdfast.plugins.protocol;

import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Stored objects without the attributes that their schema does not have. A provider may drop an
/// attribute without a new version of its schema, and would not understand the old object then.
final class StoredAttributes {
  private static final JsonFactory JSON = new JsonFactory();

  private StoredAttributes() {}

  /// The same document where all is known, which is found out in one pass. A damaged one stays as
  /// it is: the provider says what is wrong with it.
  static byte[] known(byte[] json, Type type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length);
    boolean dropped;
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json);
        JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      in.nextToken();
      dropped = copy(in, out, type);
    } catch (JacksonException damaged) {
      return json;
    }
    return dropped ? bytes.toByteArray() : json;
  }

  /// @param type null where everything is taken as it is
  private static boolean copy(JsonParser in, JsonGenerator out, @Nullable Type type) {
    if (type instanceof ObjectType object && in.currentToken() == JsonToken.START_OBJECT) {
      return copyObject(in, out, object);
    }
    Type element = element(type);
    if (element == null && !(type instanceof TupleType)) {
      out.copyCurrentStructureExact(in);
      return false;
    }
    return switch (in.currentToken()) {
      case START_ARRAY -> copyArray(in, out, type, element);
      case START_OBJECT -> copyMap(in, out, element);
      default -> {
        out.copyCurrentStructureExact(in);
        yield false;
      }
    };
  }

  private static @Nullable Type element(@Nullable Type type) {
    return switch (type) {
      case ListType(Type element) -> element;
      case SetType(Type element) -> element;
      case MapType(Type element) -> element;
      case null, default -> null;
    };
  }

  private static boolean copyObject(JsonParser in, JsonGenerator out, ObjectType type) {
    boolean dropped = false;
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      Type attribute = type.attributes().get(name);
      if (attribute == null) {
        in.skipChildren();
        dropped = true;
      } else {
        out.writeName(name);
        dropped |= copy(in, out, attribute);
      }
    }
    out.writeEndObject();
    return dropped;
  }

  private static boolean copyMap(JsonParser in, JsonGenerator out, @Nullable Type element) {
    boolean dropped = false;
    out.writeStartObject();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      out.writeName(in.currentName());
      in.nextToken();
      dropped |= copy(in, out, element);
    }
    out.writeEndObject();
    return dropped;
  }

  private static boolean copyArray(
      JsonParser in, JsonGenerator out, @Nullable Type type, @Nullable Type element) {
    boolean dropped = false;
    out.writeStartArray();
    for (int index = 0; in.nextToken() != JsonToken.END_ARRAY; index++) {
      Type each =
          type instanceof TupleType tuple && index < tuple.elements().size()
              ? tuple.elements().get(index)
              : element;
      dropped |= copy(in, out, each);
    }
    out.writeEndArray();
    return dropped;
  }
}
