package dev.holdfast.engine.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The list of installed modules, `modules/modules.json` in the data directory, as the peers write
/// it.
///
/// @param entries by the names of calls with dots between them; the root module has the empty key
public record ModuleManifest(Map<String, Entry> entries) {
  private static final JsonFactory JSON = new JsonFactory();

  /// A list of nothing.
  public static final ModuleManifest EMPTY = new ModuleManifest(Map.of());

  /// One module.
  ///
  /// @param source in full form
  /// @param version the version of a registry module, or empty
  /// @param directory relative to the root module, with slashes
  public record Entry(String source, String version, String directory) {}

  public ModuleManifest {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /// Where the list is.
  ///
  /// @param data the data directory, usually `.terraform`
  public static Path file(Path data) {
    return data.resolve("modules").resolve("modules.json");
  }

  /// Reads the list. One that is missing or damaged counts as empty: whatever it should have had is
  /// then reported where it is called, and installed again.
  public static ModuleManifest read(Path file) {
    if (!Files.isRegularFile(file)) {
      return EMPTY;
    }
    Map<String, Entry> entries = new TreeMap<>();
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
      read(parser, entries);
    } catch (IOException | JacksonException damaged) {
      return EMPTY;
    }
    return new ModuleManifest(entries);
  }

  /// Each entry is `{"Key": "a.b", "Source": …, "Version": …, "Dir": "path"}`; they are the only
  /// objects with a `Key`.
  private static void read(JsonParser parser, Map<String, Entry> entries) {
    Map<String, String> fields = new TreeMap<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          fields.put(name, parser.getString());
        }
      } else if (token == JsonToken.END_OBJECT) {
        String key = fields.get("Key");
        String directory = fields.get("Dir");
        if (key != null && directory != null) {
          entries.put(
              key,
              new Entry(
                  fields.getOrDefault("Source", ""),
                  fields.getOrDefault("Version", ""),
                  directory));
        }
        fields.clear();
      }
    }
  }

  /// The list as it is kept in the file.
  public byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("Modules");
      entries.forEach((key, entry) -> {
        json.writeStartObject();
        json.writeStringProperty("Key", key);
        json.writeStringProperty("Source", entry.source());
        if (!entry.version().isEmpty()) {
          json.writeStringProperty("Version", entry.version());
        }
        json.writeStringProperty("Dir", entry.directory());
        json.writeEndObject();
      });
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return new String(json(), StandardCharsets.UTF_8);
  }
}
