package dev.holdfast.hcl.codec;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// The tokens of a JSON text of any origin, one after the other, with faults as [CodecException]s.
final class JsonReader implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.DEPTH)
                  .maxNumberLength(100_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] json;
  private final JsonParser parser;

  private JsonReader(byte[] json, JsonParser parser) {
    this.json = json;
    this.parser = parser;
  }

  static JsonReader of(byte[] json) {
    return of(json, 0, json.length);
  }

  private static JsonReader of(byte[] json, int start, int end) {
    byte[] part = start == 0 && end == json.length ? json : Arrays.copyOfRange(json, start, end);
    return new JsonReader(part, FACTORY.createParser(ObjectReadContext.empty(), part));
  }

  /// The next token; the end of the text is a fault.
  JsonToken next() throws CodecException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new CodecException("the JSON text ends too early");
      }
      return token;
    } catch (JacksonException invalid) {
      throw fault(invalid);
    }
  }

  /// Goes on to the next token, and says whether it is in the object or array that was entered
  /// last.
  boolean hasNext() throws CodecException {
    return !next().isStructEnd();
  }

  JsonToken token() {
    return parser.currentToken();
  }

  /// The text of a string, number or name.
  String text() throws CodecException {
    try {
      return parser.getString();
    } catch (JacksonException invalid) {
      throw fault(invalid);
    }
  }

  /// Skips the value at this token and returns a reader of it, which stands on its first token.
  JsonReader detach() throws CodecException {
    long start = parser.currentTokenLocation().getByteOffset();
    try {
      parser.skipChildren();
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        parser.getString(); // strings are read lazily
      }
    } catch (JacksonException invalid) {
      throw fault(invalid);
    }
    long end = parser.currentLocation().getByteOffset();
    if (start < 0 || end < start) {
      throw new CodecException("the JSON text is not UTF-8");
    }
    JsonReader reader = of(json, (int) start, (int) end);
    reader.next();
    return reader;
  }

  /// Makes sure that nothing follows the value.
  void requireEnd() throws CodecException {
    try {
      if (parser.nextToken() != null) {
        throw new CodecException("extra text after the JSON value");
      }
    } catch (JacksonException invalid) {
      throw fault(invalid);
    }
  }

  private static CodecException fault(JacksonException invalid) {
    if (invalid instanceof StreamConstraintsException
        && invalid.getOriginalMessage().contains("nesting depth")) {
      return Limits.tooDeep();
    }
    TokenStreamLocation place = invalid.getLocation();
    String where =
        place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    return new CodecException("invalid JSON" + where + ": " + invalid.getOriginalMessage());
  }

  @Override
  public void close() {
    parser.close();
  }
}
