package dev.holdfast.hcl;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;

/// How the tables write values: as JSON, with the type that it implies or, after `:`, with a type
/// as JSON; or as `?type words` for an unknown, where the words say what is known: `notnull`,
/// `prefix=x`, `lower=1` and `upper=9` (inclusive), `above=1` and `below=9` (exclusive),
/// `minimum=1`, `maximum=9`.
public final class Notation {
  private Notation() {}

  public static Value value(String text) {
    try {
      if (text.startsWith("?")) {
        return unknown(text.substring(1));
      }
      int type = text.lastIndexOf(" : ");
      return type < 0
          ? ValueJson.decodeImplied(text)
          : ValueJson.decode(text.substring(0, type), TypeJson.decode(text.substring(type + 3)));
    } catch (CodecException invalid) {
      throw new IllegalArgumentException(text, invalid);
    }
  }

  private static Value unknown(String text) throws CodecException {
    String[] words = text.split(" ", -1);
    Type type =
        switch (words[0]) {
          case "any" -> Type.DYNAMIC;
          case "string" -> Type.STRING;
          case "number" -> Type.NUMBER;
          case "bool" -> Type.BOOLEAN;
          case "list(string)" -> Type.list(Type.STRING);
          case "set(string)" -> Type.set(Type.STRING);
          case "map(string)" -> Type.map(Type.STRING);
          default -> TypeJson.decode(words[0]);
        };
    Value value = Value.unknown(type);
    for (int index = 1; index < words.length; index++) {
      value = Refinements.refine(value, refinement(words[index]));
    }
    return value;
  }

  private static Refinement refinement(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String known = word.substring(equals + 1);
    Refinement.Bound bound =
        Number512.parse(known)
            .map(number -> new Refinement.Bound(number, name.endsWith("er")))
            .orElse(null);
    boolean lower = name.equals("lower") || name.equals("above");
    boolean upper = name.equals("upper") || name.equals("below");
    return new Refinement(
        name.equals("notnull"),
        name.equals("prefix") ? known : "",
        lower ? bound : null,
        upper ? bound : null,
        name.equals("minimum") ? Integer.parseInt(known) : 0,
        name.equals("maximum") ? Integer.parseInt(known) : Integer.MAX_VALUE);
  }
}
