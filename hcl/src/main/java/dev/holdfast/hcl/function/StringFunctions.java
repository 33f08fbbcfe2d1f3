package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.BOOLEAN;
import static dev.holdfast.hcl.type.Type.NUMBER;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that take strings apart and put them together.
final class StringFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of(
        "endswith",
        "indent",
        "join",
        "replace",
        "split",
        "startswith",
        "strcontains",
        "strrev",
        "substr",
        "trimprefix",
        "trimsuffix");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "endswith" -> endsWith();
      case "indent" -> indent();
      case "join" -> join();
      case "replace" -> replace();
      case "split" -> split();
      case "startswith" -> startsWith();
      case "strcontains" -> contains();
      case "strrev" -> reverse();
      case "substr" -> substring();
      case "trimprefix" -> trimPrefix();
      case "trimsuffix" -> trimSuffix();
      default -> null;
    };
  }

  private static Function startsWith() {
    return Signature.of("startswith")
        .takes(Parameter.of("str", STRING).orUnknown())
        .takes("prefix", STRING)
        .returns(
            BOOLEAN,
            call -> {
              String prefix = call.text(1);
              if (call.argument(0) instanceof UnknownValue unknown) {
                // What is known of the beginning may already decide.
                String known = unknown.refinement().prefix();
                if (known.startsWith(prefix)) {
                  return Value.of(true);
                }
                return prefix.startsWith(known) ? call.unknown() : Value.of(false);
              }
              return Value.of(call.text(0).startsWith(prefix));
            });
  }

  private static Function endsWith() {
    return Signature.of("endswith")
        .takes("str", STRING)
        .takes("suffix", STRING)
        .returns(BOOLEAN, call -> Value.of(call.text(0).endsWith(call.text(1))));
  }

  private static Function contains() {
    return Signature.of("strcontains")
        .takes("str", STRING)
        .takes("substr", STRING)
        .returns(BOOLEAN, call -> Value.of(call.text(0).contains(call.text(1))));
  }

  private static Function indent() {
    return Signature.of("indent")
        .takes("spaces", NUMBER)
        .takes("string", STRING)
        .returns(
            STRING,
            call -> {
              int spaces = call.integer(0);
              if (spaces < 0) {
                throw FunctionFault.at(0, "the number of spaces must not be negative");
              }
              return Value.of(call.text(1).replace("\n", "\n" + " ".repeat(spaces)));
            });
  }

  private static Function join() {
    return Signature.of("join")
        .takes("separator", STRING)
        .takesMany("lists", Type.list(STRING))
        .returns(STRING, StringFunctions::joined);
  }

  private static Value joined(Call call) throws FunctionFault {
    if (call.count() < 2) {
      throw FunctionFault.of("at least one list is required");
    }
    if (!call.from(1).stream().allMatch(Value::isWhollyKnown)) {
      return call.unknown();
    }
    List<String> parts = new ArrayList<>();
    for (int index = 1; index < call.count(); index++) {
      int position = 0;
      for (Value element : call.elements(index)) {
        if (!(element instanceof StringValue string)) {
          throw FunctionFault.at(
              index,
              call.count() == 2
                  ? "element %d is null; cannot concatenate null values".formatted(position)
                  : "element %d of list %d is null; cannot concatenate null values"
                      .formatted(position, index - 1));
        }
        parts.add(string.value());
        position++;
      }
    }
    return Value.of(String.join(call.text(0), parts));
  }

  private static Function replace() {
    return Signature.of("replace")
        .takes("str", STRING)
        .takes("substr", STRING)
        .takes("replace", STRING)
        .returns(
            STRING,
            call -> {
              String wanted = call.text(1);
              if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
                String pattern = wanted.substring(1, wanted.length() - 1);
                return Value.of(GoRegex.compile(pattern, 1).replaceAll(call.text(0), call.text(2)));
              }
              return Value.of(call.text(0).replace(wanted, call.text(2)));
            });
  }

  private static Function split() {
    return Signature.of("split")
        .takes("separator", STRING)
        .takes("str", STRING)
        .returns(
            Type.list(STRING),
            call -> {
              List<Value> parts = new ArrayList<>();
              for (String part : parts(call.text(0), call.text(1))) {
                parts.add(Value.of(part));
              }
              return Value.list(STRING, parts);
            });
  }

  private static List<String> parts(String separator, String text) {
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(codePoint -> parts.add(Character.toString(codePoint)));
      return parts;
    }
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Function reverse() {
    return Signature.of("strrev")
        .takes("str", STRING)
        .returns(STRING, call -> Value.of(String.join("", Graphemes.of(call.text(0)).reversed())));
  }

  private static Function substring() {
    return Signature.of("substr")
        .takes("str", STRING)
        .takes("offset", NUMBER)
        .takes("length", NUMBER)
        .returns(
            STRING,
            call -> {
              List<String> clusters = Graphemes.of(call.text(0));
              int offset = call.integer(1);
              int length = call.integer(2);
              int start = Math.max(0, offset < 0 ? clusters.size() + offset : offset);
              if (start >= clusters.size()) {
                return Value.of("");
              }
              int end =
                  length < 0
                      ? clusters.size()
                      : (int) Math.min(clusters.size(), (long) start + length);
              return Value.of(String.join("", clusters.subList(start, end)));
            });
  }

  private static Function trimPrefix() {
    return Signature.of("trimprefix")
        .takes("str", STRING)
        .takes("prefix", STRING)
        .returns(
            STRING,
            call -> {
              String text = call.text(0);
              String prefix = call.text(1);
              return Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
            });
  }

  private static Function trimSuffix() {
    return Signature.of("trimsuffix")
        .takes("str", STRING)
        .takes("suffix", STRING)
        .returns(
            STRING,
            call -> {
              String text = call.text(0);
              String suffix = call.text(1);
              return Value.of(
                  text.endsWith(suffix)
                      ? text.substring(0, text.length() - suffix.length())
                      : text);
            });
  }
}
