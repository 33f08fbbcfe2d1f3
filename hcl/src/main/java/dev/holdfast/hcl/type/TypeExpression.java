package dev.holdfast.hcl.type;

import java.util.List;
import java.util.Map;

/// Writes types as the language does.
public final class TypeExpression {
  private TypeExpression() {}

  /// The type on one line, such as `object({a=optional(string)})`.
  public static String text(Type type) {
    StringBuilder text = new StringBuilder();
    write(type, text);
    return text.toString();
  }

  private static void write(Type type, StringBuilder text) {
    switch (type) {
      case PrimitiveType primitive -> text.append(primitive.keyword());
      case DynamicType _ -> text.append("any");
      case ListType(Type element) -> writeWithin("list(", element, text);
      case SetType(Type element) -> writeWithin("set(", element, text);
      case MapType(Type element) -> writeWithin("map(", element, text);
      case TupleType(List<Type> elements) -> {
        text.append("tuple([");
        for (int index = 0; index < elements.size(); index++) {
          text.append(index == 0 ? "" : ",");
          write(elements.get(index), text);
        }
        text.append("])");
      }
      case ObjectType object -> {
        text.append("object({");
        String separator = "";
        for (Map.Entry<String, Type> attribute : object.attributes().entrySet()) {
          text.append(separator).append(name(attribute.getKey())).append('=');
          separator = ",";
          if (object.isOptional(attribute.getKey())) {
            writeWithin("optional(", attribute.getValue(), text);
          } else {
            write(attribute.getValue(), text);
          }
        }
        text.append("})");
      }
    }
  }

  private static void writeWithin(String open, Type element, StringBuilder text) {
    text.append(open);
    write(element, text);
    text.append(')');
  }

  /// The name as an identifier if it is one, else in quotes.
  private static String name(String name) {
    boolean identifier =
        !name.isEmpty()
            && Character.isUnicodeIdentifierStart(name.codePointAt(0))
            && name.codePoints()
                .allMatch(letter -> letter == '-' || Character.isUnicodeIdentifierPart(letter));
    return identifier
        ? name
        : '"'
            + name.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("${", "$${")
                .replace("%{", "%%{")
            + '"';
  }
}
