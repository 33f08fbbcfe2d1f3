package dev.holdfast.engine.backend;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file that says which backend a folder works with: `.terraform/terraform.tfstate`, in the
/// form that the peers share, so that either program goes on where the other one was initialized.
///
/// @param path its name
public record BackendRecordFile(Path path) {
  /// Version 3 of the state format, of which only this use is left.
  private static final int FORMAT = 3;

  /// The file of a project.
  ///
  /// @param dataDirectory such as `.terraform`
  public static BackendRecordFile in(Path dataDirectory) {
    return new BackendRecordFile(dataDirectory.resolve("terraform.tfstate"));
  }

  /// What was recorded, with arguments of the types that the JSON has; empty where no backend was
  /// configured.
  ///
  /// @throws StateUnavailableException if the file cannot be read
  public Optional<BackendRecord> read() throws StateUnavailableException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    Draft draft = new Draft();
    try (JsonInput in = new JsonInput(Files.readAllBytes(path), path.toString())) {
      in.document(() ->
          in.object(member -> {
            if (member.equals("backend")) {
              in.object(name -> draft.member(name, in));
            } else {
              in.skip();
            }
          }));
      return draft.finish();
    } catch (DamagedJsonException | CodecException | IOException fault) {
      String what =
          fault instanceof IOException file
              ? PrivateFiles.describe(file)
              : String.valueOf(fault.getMessage());
      throw failure(
          "The record of the backend cannot be read",
          "The file %s says where the state is, but it cannot be read: %s.".formatted(path, what)
              + " Mend it, or remove it and run \"holdfast init\" again.");
    }
  }

  private static final class Draft {
    private String type = "";
    private @Nullable RawJson arguments;
    private long checksum;

    void member(String name, JsonInput in) throws DamagedJsonException {
      switch (name) {
        case "type" -> type = in.text();
        case "config" -> arguments = in.rawObject();
        case "hash" -> checksum = in.whole();
        default -> in.skip();
      }
    }

    Optional<BackendRecord> finish() throws CodecException {
      if (type.isEmpty()) {
        return Optional.empty();
      }
      Value value =
          arguments == null ? Values.EMPTY_OBJECT : ValueJson.decodeImplied(arguments.bytes());
      return Optional.of(
          new BackendRecord(
              type,
              value instanceof ObjectValue object ? object : (ObjectValue) Values.EMPTY_OBJECT,
              checksum));
    }
  }

  /// Records a backend; null for none, which is recorded only where one was before.
  ///
  /// @param version of the program
  /// @throws StateUnavailableException if it cannot be written
  public void write(@Nullable BackendRecord backend, String version)
      throws StateUnavailableException {
    if (backend == null && !Files.exists(path)) {
      return;
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(backend, version, JsonOutput.indented(bytes));
      Files.createDirectories(PrivateFiles.folder(path));
      PrivateFiles.replace(path, bytes.toByteArray());
    } catch (IOException fault) {
      throw failure(
          "The record of the backend cannot be written",
          "%s: %s.".formatted(path, PrivateFiles.describe(fault)));
    }
  }

  private static void write(@Nullable BackendRecord backend, String version, JsonOutput json)
      throws IOException {
    json.object(() -> {
      json.member("version", FORMAT);
      json.member("terraform_version", version);
      if (backend != null) {
        json.name("backend");
        json.object(() -> {
          json.member("type", backend.type());
          json.name("config");
          json.raw(text(backend.arguments()));
          json.member("hash", backend.checksum());
        });
      }
    });
  }

  /// Without what was not given: each of the peers knows arguments that the other ones do not.
  private static RawJson text(ObjectValue arguments) {
    Map<String, Value> given = new LinkedHashMap<>(arguments.attributes());
    given.values().removeIf(Value::isNull);
    try {
      return RawJson.of(ValueJson.encode(Value.object(given)).getBytes(StandardCharsets.UTF_8));
    } catch (CodecException unknown) {
      throw new IllegalArgumentException("arguments of a backend are known", unknown);
    }
  }

  private static StateUnavailableException failure(String summary, String detail) {
    return new StateUnavailableException(List.of(Diagnostic.error(summary, detail)));
  }
}
