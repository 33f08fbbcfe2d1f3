package dev.holdfast.engine.json;

import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.diagnostic.SourcePosition;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON as it comes, member by member. Each method begins with the current token being the
/// first one of a value and ends with it being the last one of that value.
public final class JsonInput implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(1_000_000)
                  .build())
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final byte[] bytes;
  private final String name;
  private final JsonParser parser;

  /// @param name for messages
  public JsonInput(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), bytes);
  }

  /// What is done with each member of an object.
  @FunctionalInterface
  public interface Member {
    void read(String name) throws DamagedJsonException;
  }

  /// What is done with each element of an array.
  @FunctionalInterface
  public interface Element {
    void read() throws DamagedJsonException;
  }

  /// Reads the one value of the text.
  public void document(Element value) throws DamagedJsonException {
    if (next() == null) {
      throw damaged("it is empty");
    }
    value.read();
    if (next() != null) {
      throw damaged("something follows the end of the JSON object");
    }
  }

  /// Reads an object; null counts as one without members.
  public void object(Member member) throws DamagedJsonException {
    if (isNull()) {
      return;
    }
    expect(JsonToken.START_OBJECT, "an object");
    while (next() == JsonToken.PROPERTY_NAME) {
      String memberName = parser.currentName();
      next();
      member.read(memberName);
    }
  }

  /// Reads an array; null counts as one without elements.
  public void array(Element element) throws DamagedJsonException {
    if (isNull()) {
      return;
    }
    expect(JsonToken.START_ARRAY, "an array");
    while (next() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  public List<String> texts() throws DamagedJsonException {
    List<String> texts = new ArrayList<>();
    array(() -> texts.add(text()));
    return texts;
  }

  /// A text; null counts as empty.
  public String text() throws DamagedJsonException {
    if (isNull()) {
      return "";
    }
    expect(JsonToken.VALUE_STRING, "a text");
    try {
      return parser.getString();
    } catch (JacksonException fault) {
      throw malformed(fault);
    }
  }

  public boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  public long whole() throws DamagedJsonException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      return parser.getLongValue();
    } catch (JacksonException fault) {
      throw malformed(fault);
    }
  }

  public boolean truth() throws DamagedJsonException {
    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    if (parser.currentToken() != JsonToken.VALUE_FALSE && !isNull()) {
      throw damaged("true or false is needed");
    }
    return false;
  }

  public void skip() throws DamagedJsonException {
    try {
      parser.skipChildren();
    } catch (JacksonException fault) {
      throw malformed(fault);
    }
  }

  /// A value of any kind as its own text, without white space.
  public RawJson raw() throws DamagedJsonException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    try {
      parser.finishToken();
      parser.skipChildren();
      parser.finishToken();
    } catch (JacksonException fault) {
      throw malformed(fault);
    }
    int to = (int) parser.currentLocation().getByteOffset();
    return RawJson.of(JsonLayout.compact(bytes, from, to));
  }

  public RawJson rawObject() throws DamagedJsonException {
    if (!isNull()) {
      expect(JsonToken.START_OBJECT, "an object");
    }
    return raw();
  }

  private @Nullable JsonToken next() throws DamagedJsonException {
    try {
      return parser.nextToken();
    } catch (JacksonException fault) {
      throw malformed(fault);
    }
  }

  private void expect(JsonToken wanted, String what) throws DamagedJsonException {
    if (parser.currentToken() != wanted) {
      throw damaged(what + " is needed");
    }
  }

  /// A fault at the present place.
  public DamagedJsonException damaged(String what) {
    return new DamagedJsonException(what, range(parser.currentTokenLocation()));
  }

  private DamagedJsonException malformed(JacksonException fault) {
    String what =
        isEnd(fault)
            ? "it ends in the middle, as a file does that was not written to its end"
            : "it is not well-formed JSON: " + fault.getOriginalMessage();
    TokenStreamLocation location = fault.getLocation();
    // A limit, such as that of nesting, is passed at no place of the text.
    return new DamagedJsonException(
        what, range(location == null ? parser.currentLocation() : location));
  }

  private static boolean isEnd(JacksonException fault) {
    return fault instanceof UnexpectedEndOfInputException
        || fault.getOriginalMessage().startsWith("Unexpected end-of-input");
  }

  private SourceRange range(TokenStreamLocation location) {
    int offset = Math.clamp(location.getByteOffset(), 0, bytes.length);
    int line = Math.max(location.getLineNr(), 1);
    int column = Math.max(location.getColumnNr(), 1);
    SourcePosition at = new SourcePosition(line, column, offset);
    return new SourceRange(name, at, at);
  }

  @Override
  public void close() {
    parser.close();
  }
}
