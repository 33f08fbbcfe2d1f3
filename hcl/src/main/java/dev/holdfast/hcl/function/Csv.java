package dev.holdfast.hcl.function;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads comma-separated values with a header line (RFC 4180).
final class Csv {
  private final String text;
  private int position;
  private int line = 1;

  private Csv(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  /// A list with an object for each line but the first, which names the attributes.
  static Value decode(String text) throws FunctionFault {
    Csv csv = new Csv(text);
    List<String> names = csv.record();
    if (names.isEmpty()) {
      throw FunctionFault.of("missing header line");
    }
    Set<String> distinct = new LinkedHashSet<>();
    for (String name : names) {
      if (!distinct.add(name)) {
        throw FunctionFault.of("duplicate column name " + QuotedText.of(name));
      }
    }
    Map<String, Type> types = new TreeMap<>();
    names.forEach(name -> types.put(name, Type.STRING));
    List<Value> rows = new ArrayList<>();
    while (true) {
      int start = csv.line;
      List<String> fields = csv.record();
      if (fields.isEmpty()) {
        return Value.list(Type.object(types), rows);
      }
      if (fields.size() != names.size()) {
        throw FunctionFault.of(
            "CSV parse error on line %d: wrong number of fields".formatted(start));
      }
      Map<String, Value> row = new TreeMap<>();
      for (int column = 0; column < fields.size(); column++) {
        row.put(names.get(column), Value.of(fields.get(column)));
      }
      rows.add(Value.object(row));
    }
  }

  /// The fields of the next line that is not empty; none at the end.
  private List<String> record() throws FunctionFault {
    while (position < text.length() && text.charAt(position) == '\n') {
      position++;
      line++;
    }
    List<String> fields = new ArrayList<>();
    if (position >= text.length()) {
      return fields;
    }
    while (true) {
      fields.add(text.startsWith("\"", position) ? quoted() : bare());
      if (position >= text.length()) {
        return fields;
      }
      char separator = text.charAt(position++);
      if (separator == '\n') {
        line++;
        return fields;
      }
    }
  }

  private String bare() throws FunctionFault {
    int start = position;
    while (position < text.length()
        && text.charAt(position) != ','
        && text.charAt(position) != '\n') {
      if (text.charAt(position) == '"') {
        throw FunctionFault.of(
            "CSV parse error on line %d: bare \" in non-quoted-field".formatted(line));
      }
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() throws FunctionFault {
    StringBuilder field = new StringBuilder();
    position++;
    while (position < text.length()) {
      char character = text.charAt(position++);
      if (character != '"') {
        line += character == '\n' ? 1 : 0;
        field.append(character);
      } else if (text.startsWith("\"", position)) {
        field.append('"');
        position++;
      } else if (position == text.length() || ",\n".indexOf(text.charAt(position)) >= 0) {
        return field.toString();
      } else {
        break;
      }
    }
    throw FunctionFault.of(
        "CSV parse error on line %d: extraneous or missing \" in quoted-field".formatted(line));
  }
}
