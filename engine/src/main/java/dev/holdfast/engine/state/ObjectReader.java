package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.PathJson;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one object of a resource: an element of its `instances`.
final class ObjectReader {
  private static final RawJson NOTHING = RawJson.of("{}");

  private final JsonInput in;
  private final ResourceReader resources;

  private InstanceKey key = InstanceKey.none();
  private String deposedKey = "";
  private @Nullable ProviderConfigurationAddress provider;
  private StoredObject.Status status = StoredObject.Status.READY;
  private RawJson attributes = NOTHING;
  private boolean flat;
  private long schemaVersion;
  private List<Path> sensitivePaths = List.of();
  private PrivateData privateData = PrivateData.NONE;
  private List<ConfigurationResourceAddress> dependencies = List.of();
  private List<String> dependsOn = List.of();
  private boolean createBeforeDestroy;
  private boolean skipDestroy;
  private @Nullable RawJson identity;
  private long identityVersion;

  ObjectReader(JsonInput in, ResourceReader resources) {
    this.in = in;
    this.resources = resources;
  }

  InstanceKey key() {
    return key;
  }

  /// Empty for the current object.
  String deposedKey() {
    return deposedKey;
  }

  /// Null where the resource names it.
  @Nullable ProviderConfigurationAddress provider() {
    return provider;
  }

  /// @param each what the resource says of its repetition
  StoredObject object(String each) {
    boolean plain = !flat && each.isEmpty() && identity == null && dependsOn.isEmpty();
    return new StoredObject(
        status,
        attributes,
        schemaVersion,
        sensitivePaths,
        privateData,
        dependencies,
        createBeforeDestroy,
        skipDestroy,
        plain
            ? StoredObject.Extras.NONE
            : new StoredObject.Extras(flat, each, identity, identityVersion, dependsOn));
  }

  void read() throws DamagedJsonException {
    in.object(this::member);
  }

  private void member(String name) throws DamagedJsonException {
    switch (name) {
      case "index_key" -> key = key(in);
      case "deposed" -> deposedKey = in.text();
      case "provider" -> provider = resources.provider(in.text());
      case "status" -> status = status(in.text());
      case "schema_version" -> schemaVersion = in.whole();
      case "attributes" -> attributes(false);
      case "attributes_flat" -> attributes(true);
      case "sensitive_attributes" -> sensitivePaths = PathJson.read(in);
      case "private" -> privateData = privateData(in.text());
      case "dependencies" -> dependencies = dependencies();
      case "depends_on" -> dependsOn = in.texts();
      case "create_before_destroy" -> createBeforeDestroy = in.truth();
      case "skip_destroy" -> skipDestroy = in.truth();
      case "identity" -> identity = in.isNull() ? null : in.raw();
      case "identity_schema_version" -> identityVersion = in.whole();
      default -> in.skip();
    }
  }

  private static InstanceKey key(JsonInput in) throws DamagedJsonException {
    if (in.isNull()) {
      return InstanceKey.none();
    }
    return in.isText() ? InstanceKey.of(in.text()) : InstanceKey.of(in.whole());
  }

  private StoredObject.Status status(String text) throws DamagedJsonException {
    return switch (text) {
      case "" -> StoredObject.Status.READY;
      case "tainted" -> StoredObject.Status.TAINTED;
      default -> throw in.damaged("\"" + text + "\" is not a status of an object");
    };
  }

  private void attributes(boolean areFlat) throws DamagedJsonException {
    if (!in.isNull()) {
      attributes = in.rawObject();
      flat = areFlat;
    }
  }

  private PrivateData privateData(String text) throws DamagedJsonException {
    if (text.isEmpty()) {
      return PrivateData.NONE;
    }
    try {
      return new PrivateData(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException fault) {
      throw in.damaged("the private data of an object is not base64");
    }
  }

  private List<ConfigurationResourceAddress> dependencies() throws DamagedJsonException {
    List<ConfigurationResourceAddress> found = new ArrayList<>();
    for (String text : in.texts()) {
      ConfigurationResourceAddress dependency = resources.dependency(text);
      if (dependency == null) {
        throw in.damaged("\"" + text + "\" is not the address of a resource");
      }
      found.add(dependency);
    }
    return resources.shared(found);
  }

  /// An output value with its type.
  static StoredOutput output(JsonInput in, String name) throws DamagedJsonException {
    OutputDraft draft = new OutputDraft();
    in.object(member -> {
      switch (member) {
        case "value" -> draft.value = in.raw();
        case "type" -> draft.type = in.raw();
        case "sensitive" -> draft.sensitive = in.truth();
        case "deprecated" -> draft.deprecated = in.text();
        default -> in.skip();
      }
    });
    try {
      Type type = TypeJson.decode(draft.type.bytes());
      return new StoredOutput(
          ValueJson.decode(draft.value.bytes(), type),
          draft.sensitive,
          draft.deprecated.isEmpty() ? null : draft.deprecated);
    } catch (CodecException fault) {
      throw in.damaged(
          "the output \"%s\" does not have the type it says it has: %s"
              .formatted(name, fault.getMessage()));
    }
  }

  private static final class OutputDraft {
    private RawJson value = RawJson.of("null");
    private RawJson type = RawJson.of("\"dynamic\"");
    private boolean sensitive;
    private String deprecated = "";
  }
}
