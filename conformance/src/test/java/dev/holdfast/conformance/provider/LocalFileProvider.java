package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// `hashicorp/local` with its `local_file`, which is known by the SHA-1 of its content.
public final class LocalFileProvider extends DoubleProvider {
  private static final Block FILE =
      Block.of(
          Map.of(
              "content", Attribute.optional(Type.STRING, ""),
              "content_base64", Attribute.optional(Type.STRING, ""),
              "directory_permission", Attribute.optionalComputed(Type.STRING, ""),
              "file_permission", Attribute.optionalComputed(Type.STRING, ""),
              "filename", Attribute.required(Type.STRING, ""),
              "id", Attribute.computed(Type.STRING, ""),
              "sensitive_content", Attribute.optional(Type.STRING, "").withSensitive(),
              "source", Attribute.optional(Type.STRING, "")));

  private final Path folder;

  private LocalFileProvider(Path folder) {
    super(
        new ProviderSchema(
            Block.EMPTY,
            Map.of("local_file", ResourceSchema.of(FILE)),
            Map.of(),
            Map.of(),
            Map.of(),
            ProviderSchema.Capabilities.NONE));
    this.folder = folder;
  }

  /// The provider whose relative names are relative to a folder.
  public static LocalFileProvider in(Path folder) {
    return new LocalFileProvider(folder);
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    Value current = request.current();
    Path file = file(current);
    try {
      boolean same =
          Files.exists(file) && digest(Files.readString(file)).equals(text(current, "id"));
      return new Responses.Read(
          same ? current : Value.nullOf(current.type()), PrivateData.NONE, List.of());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    Value proposed = request.proposed();
    if (proposed.isNull()) {
      return planned(proposed, List.of());
    }
    Value planned = withUnknown(proposed, "id");
    for (String permission : List.of("directory_permission", "file_permission")) {
      if (attribute(planned, permission).isNull()) {
        planned = with(planned, permission, Value.of("0777"));
      }
    }
    List<dev.holdfast.hcl.value.Path> replace =
        List.of(
            dev.holdfast.hcl.value.Path.ROOT.attribute("content"),
            dev.holdfast.hcl.value.Path.ROOT.attribute("filename"));
    return planned(planned, request.prior().isNull() ? List.of() : replace);
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    Value planned = request.planned();
    try {
      if (planned.isNull()) {
        Files.deleteIfExists(file(request.prior()));
        return applied(planned);
      }
      String content = text(planned, "content");
      Files.createDirectories(file(planned).toAbsolutePath().getParent());
      Files.writeString(file(planned), content);
      return applied(withKnown(planned, "id", Value.of(digest(content))));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Path file(Value object) {
    return folder.resolve(text(object, "filename"));
  }

  private static String text(Value object, String name) {
    return ((StringValue) attribute(object, name)).value();
  }

  private static String digest(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
