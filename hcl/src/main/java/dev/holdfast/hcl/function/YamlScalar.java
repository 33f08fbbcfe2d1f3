package dev.holdfast.hcl.function;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// What the scalars of a YAML document are: plain ones by their look, others by their tag.
final class YamlScalar {
  static final Value NULL = Values.NULL;

  /// The tag of plain scalars, whose type is told by their look.
  static final Tag OPEN = new Tag("tag:holdfast.dev,2026:open");

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:(?:[Tt]|[ \\t]+)(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.\\d*)?"
              + "[ \\t]*(Z|[-+]\\d{1,2}(?::?\\d{2})?)?)?");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private YamlScalar() {}

  static FunctionFault unsupported(Tag tag) {
    String text = tag.getValue();
    String shown = text.startsWith(Tag.PREFIX) ? "!!" + text.substring(Tag.PREFIX.length()) : text;
    return FunctionFault.of("unsupported tag %s".formatted(QuotedText.of(shown)));
  }

  static Value value(ScalarNode scalar) throws FunctionFault {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(OPEN)) {
      return plain(text);
    }
    if (tag.equals(Tag.STR)) {
      return Value.of(text);
    }
    if (tag.equals(Tag.NULL)) {
      return NULL;
    }
    if (tag.equals(Tag.BINARY)) {
      return Value.of(text);
    }
    if (tag.equals(Tag.TIMESTAMP)) {
      return timestamp(text)
          .orElseThrow(() -> FunctionFault.of("invalid timestamp " + QuotedText.of(text)));
    }
    Value value = plain(text);
    boolean fits =
        (tag.equals(Tag.BOOL) && value.type().equals(Type.BOOLEAN))
            || ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && value.type().equals(Type.NUMBER));
    if (fits) {
      return value;
    }
    if (tag.equals(Tag.BOOL) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      throw FunctionFault.of(
          "cannot parse %s as %s".formatted(QuotedText.of(text), tag.getValue()));
    }
    throw unsupported(tag);
  }

  /// The text of a scalar that is a key.
  static String key(ScalarNode scalar) throws FunctionFault {
    Value value = value(scalar);
    if (value.isNull()) {
      throw FunctionFault.of("mapping keys must not be null");
    }
    try {
      return Conversion.convert(value, Type.STRING) instanceof StringValue string
          ? string.value()
          : scalar.getValue();
    } catch (ConversionException e) {
      return scalar.getValue();
    }
  }

  private static Value plain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NULL;
      case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> Values.TRUE;
      case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF" ->
          Values.FALSE;
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" ->
          Value.of(Number512.POSITIVE_INFINITY);
      case "-.inf", "-.Inf", "-.INF" -> Value.of(Number512.NEGATIVE_INFINITY);
      default -> {
        char first = text.charAt(0);
        boolean numeric = Character.isDigit(first) || "+-.".indexOf(first) >= 0;
        yield numeric
            ? number(text).or(() -> timestamp(text)).orElseGet(() -> Value.of(text))
            : Value.of(text);
      }
    };
  }

  private static Optional<Value> number(String text) {
    if (text.matches("0x[0-9a-fA-F]+")) {
      return whole(text.substring(2), 16);
    }
    if (text.matches("0o[0-7]+")) {
      return whole(text.substring(2), 8);
    }
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    return Number512.parse(text.startsWith("+") ? text.substring(1) : text).map(Value::of);
  }

  private static Optional<Value> whole(String digits, int base) {
    return Optional.of(Value.of(Number512.of(new BigInteger(digits, base))));
  }

  /// A point in time as the language writes it, from any form that YAML allows.
  private static Optional<Value> timestamp(String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)));
      OffsetDateTime time = date.atStartOfDay().atOffset(ZoneOffset.UTC);
      if (matcher.group(4) != null) {
        time =
            date.atTime(
                    Integer.parseInt(matcher.group(4)),
                    Integer.parseInt(matcher.group(5)),
                    Integer.parseInt(matcher.group(6)))
                .atOffset(offset(matcher.group(7)));
      }
      return Optional.of(Value.of(Timestamp.text(time)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ZoneOffset offset(@Nullable String text) {
    if (text == null || text.equals("Z")) {
      return ZoneOffset.UTC;
    }
    String digits = text.substring(1).replace(":", "");
    int hours = Integer.parseInt(digits.substring(0, Math.min(2, digits.length())));
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
    int sign = text.startsWith("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }
}
