package dev.holdfast.cli.crash;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A provider whose objects are files, which outlive the process that made them: what it makes can
/// be counted by looking, whatever the state says. An object named `a` is a file `a.UUID`.
///
/// While there is a file `hold` beside the folder, an object whose name begins with `held` is not
/// made, and one that exists is not read, whoever asks for an end.
final class FileProvider implements Provider {
  static final ProviderSource SOURCE = new ProviderSource("example.test", "holdfast", "file");

  private static final Block BLOCK =
      Block.of(
          Map.of(
              "name", Attribute.required(Type.STRING, ""),
              "after", Attribute.optional(Type.STRING, ""),
              "id", Attribute.computed(Type.STRING, "")));
  private static final ProviderSchema SCHEMA =
      new ProviderSchema(
          Block.EMPTY,
          Map.of("file_object", ResourceSchema.of(BLOCK)),
          Map.of(),
          Map.of(),
          Map.of(),
          ProviderSchema.Capabilities.NONE);

  private final Path folder;

  FileProvider(Path folder) {
    this.folder = folder;
  }

  /// What the objects in a folder are named, by their ids.
  static Map<String, String> names(Path folder) throws IOException {
    Map<String, String> names = new TreeMap<>();
    try (var files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .forEach(id -> names.put(id, id.substring(0, id.indexOf('.'))));
    }
    return names;
  }

  @Override
  public ProviderSchema schema() {
    return SCHEMA;
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    try {
      return new Responses.Upgrade(
          ValueJson.decode(request.json().bytes(), BLOCK.impliedType()), List.of());
    } catch (CodecException damaged) {
      throw new IllegalStateException(damaged);
    }
  }

  private void hold(String name) {
    while (name.startsWith("held") && Files.exists(folder.resolveSibling("hold"))) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException ignored) {
        // As a provider that hangs does.
      }
    }
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    hold(text(request.current(), "name"));
    boolean there = Files.exists(folder.resolve(text(request.current(), "id")));
    return new Responses.Read(
        there ? request.current() : Value.nullOf(BLOCK.impliedType()),
        request.privateData(),
        List.of());
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    Value planned =
        request.prior().isNull()
            ? withId(request.proposed(), Value.unknown(Type.STRING))
            : request.proposed();
    return new Responses.Plan(planned, List.of(), PrivateData.NONE, false, List.of());
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    try {
      Value after = request.planned();
      if (request.planned().isNull()) {
        Files.delete(folder.resolve(text(request.prior(), "id")));
      } else if (request.prior().isNull()) {
        Files.writeString(folder.resolveSibling("begun." + text(request.planned(), "name")), "");
        hold(text(request.planned(), "name"));
        String id = text(request.planned(), "name") + "." + UUID.randomUUID();
        Files.createFile(folder.resolve(id));
        after = withId(request.planned(), Value.of(id));
      }
      return new Responses.Apply(after, PrivateData.NONE, false, List.of());
    } catch (IOException fault) {
      return new Responses.Apply(
          request.prior(),
          PrivateData.NONE,
          false,
          List.of(ProviderDiagnostic.error("No file", fault.toString())));
    }
  }

  private static String text(Value object, String attribute) {
    return object instanceof ObjectValue known
            && known.attributes().get(attribute) instanceof StringValue text
        ? text.value()
        : "";
  }

  private static Value withId(Value object, Value id) {
    Map<String, Value> attributes = new TreeMap<>(((ObjectValue) object).attributes());
    attributes.put("id", id);
    return Value.object(attributes);
  }
}
