package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Between objects as the state keeps them and values with marks.
public final class StoredValues {
  private StoredValues() {}

  /// The value of a stored object that follows the present schema, marked as sensitive where the
  /// schema or the state says so.
  ///
  /// @throws CodecException if the stored attributes do not follow the schema
  public static Value decode(StoredObject object, ResourceSchema schema) throws CodecException {
    return mark(
        ValueJson.decode(object.json().bytes(), schema.block().impliedType()), object, schema);
  }

  /// The value with the marks that belong to a stored object.
  public static Value mark(Value value, StoredObject object, ResourceSchema schema) {
    return SensitivePaths.markBySchema(
        schema.block(), SensitivePaths.mark(value, object.sensitivePaths()));
  }

  /// The stored form of an object. The value is wholly known; its sensitive marks become paths.
  public static StoredObject encode(
      Value value,
      ResourceSchema schema,
      StoredObject.Status status,
      PrivateData privateData,
      List<ConfigurationResourceAddress> dependencies,
      boolean createBeforeDestroy,
      boolean skipDestroy) {
    List<Path> sensitive = SensitivePaths.byMarks(value);
    try {
      String json = ValueJson.encode(Marks.strip(value), schema.block().impliedType());
      return new StoredObject(
          status,
          RawJson.of(json),
          schema.version(),
          sensitive,
          privateData,
          dependencies,
          createBeforeDestroy,
          skipDestroy);
    } catch (CodecException bug) {
      throw new IllegalStateException(
          "an object that conforms to its schema cannot be stored", bug);
    }
  }

  /// What identifies a stored object, by the present schema; null where the state or the schema has
  /// nothing of it.
  ///
  /// @throws CodecException if the stored identity does not follow the schema
  public static @Nullable Value identity(StoredObject object, ResourceSchema schema)
      throws CodecException {
    RawJson json = object.extras().identity();
    IdentitySchema identity = schema.identity();
    return json == null || identity == null
        ? null
        : ValueJson.decode(json.bytes(), identity.impliedType());
  }

  /// The stored form with what identifies the object, which is wholly known; without it where it is
  /// null or the schema has no identities.
  public static StoredObject withIdentity(
      StoredObject object, ResourceSchema schema, @Nullable Value identity) {
    IdentitySchema identitySchema = schema.identity();
    if (identity == null || identity.isNull() || identitySchema == null) {
      return object;
    }
    try {
      String json = ValueJson.encode(identity, identitySchema.impliedType());
      return object.withIdentity(RawJson.of(json), identitySchema.version());
    } catch (CodecException bug) {
      throw new IllegalStateException(
          "an identity that conforms to its schema cannot be stored", bug);
    }
  }
}
