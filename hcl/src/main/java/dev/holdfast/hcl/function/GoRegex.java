package dev.holdfast.hcl.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A regular expression in the syntax of Go (RE2), whose time is linear in the text.
final class GoRegex {
  /// Names of Unicode's general categories that RE2/J knows only by their abbreviations.
  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("Letter", "L"),
          Map.entry("Uppercase_Letter", "Lu"),
          Map.entry("Lowercase_Letter", "Ll"),
          Map.entry("Titlecase_Letter", "Lt"),
          Map.entry("Modifier_Letter", "Lm"),
          Map.entry("Other_Letter", "Lo"),
          Map.entry("Mark", "M"),
          Map.entry("Nonspacing_Mark", "Mn"),
          Map.entry("Spacing_Mark", "Mc"),
          Map.entry("Enclosing_Mark", "Me"),
          Map.entry("Number", "N"),
          Map.entry("Decimal_Number", "Nd"),
          Map.entry("Letter_Number", "Nl"),
          Map.entry("Other_Number", "No"),
          Map.entry("Punctuation", "P"),
          Map.entry("Connector_Punctuation", "Pc"),
          Map.entry("Dash_Punctuation", "Pd"),
          Map.entry("Open_Punctuation", "Ps"),
          Map.entry("Close_Punctuation", "Pe"),
          Map.entry("Initial_Punctuation", "Pi"),
          Map.entry("Final_Punctuation", "Pf"),
          Map.entry("Other_Punctuation", "Po"),
          Map.entry("Symbol", "S"),
          Map.entry("Math_Symbol", "Sm"),
          Map.entry("Currency_Symbol", "Sc"),
          Map.entry("Modifier_Symbol", "Sk"),
          Map.entry("Other_Symbol", "So"),
          Map.entry("Separator", "Z"),
          Map.entry("Space_Separator", "Zs"),
          Map.entry("Line_Separator", "Zl"),
          Map.entry("Paragraph_Separator", "Zp"),
          Map.entry("Other", "C"),
          Map.entry("Control", "Cc"),
          Map.entry("Format", "Cf"),
          Map.entry("Surrogate", "Cs"),
          Map.entry("Private_Use", "Co"));

  private static final Pattern LONG_CATEGORY =
      Pattern.compile("\\\\([pP])\\{(\\^?)([A-Z][A-Za-z_]+)\\}");

  /// Configurations use few patterns, each for many values.
  private static final int REMEMBERED = 256;

  private static final Map<String, GoRegex> COMPILED = new ConcurrentHashMap<>();

  private final Pattern pattern;
  private final TreeMap<String, Integer> names;

  private GoRegex(Pattern pattern) {
    this.pattern = pattern;
    this.names = new TreeMap<>(pattern.namedGroups());
  }

  /// The compiled pattern.
  ///
  /// @param argument which argument of the function the pattern is
  static GoRegex compile(String text, int argument) throws FunctionFault {
    GoRegex known = COMPILED.get(text);
    if (known != null) {
      return known;
    }
    try {
      GoRegex compiled = new GoRegex(Pattern.compile(withShortCategories(text)));
      if (COMPILED.size() >= REMEMBERED) {
        COMPILED.clear();
      }
      COMPILED.put(text, compiled);
      return compiled;
    } catch (PatternSyntaxException e) {
      throw FunctionFault.at(
          argument,
          "invalid regexp pattern: %s in %s".formatted(e.getDescription(), e.getPattern()));
    }
  }

  private static String withShortCategories(String text) {
    Matcher matcher = LONG_CATEGORY.matcher(text);
    StringBuilder result = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      String category = CATEGORIES.get(matcher.group(3));
      if (category != null) {
        result
            .append(text, end, matcher.start())
            .append('\\')
            .append(matcher.group(1))
            .append('{')
            .append(matcher.group(2))
            .append(category)
            .append('}');
        end = matcher.end();
      }
    }
    return result.append(text.substring(end)).toString();
  }

  /// What one match is: a string without groups, a tuple of unnamed groups, an object of named
  /// ones.
  Type resultType(int argument) throws FunctionFault {
    int groups = pattern.groupCount();
    if (groups == 0) {
      return Type.STRING;
    }
    if (names.isEmpty()) {
      return Type.tuple(Collections.nCopies(groups, Type.STRING));
    }
    if (names.size() != groups) {
      throw FunctionFault.at(
          argument, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
    }
    Map<String, Type> attributes = new TreeMap<>();
    names.keySet().forEach(name -> attributes.put(name, Type.STRING));
    return Type.object(attributes);
  }

  /// The first match; empty if there is none.
  Optional<Value> first(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(result(matcher)) : Optional.empty();
  }

  /// All matches that do not overlap.
  List<Value> all(String text) {
    List<Value> results = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      results.add(result(matcher));
    }
    return results;
  }

  private Value result(Matcher matcher) {
    if (pattern.groupCount() == 0) {
      return Value.of(matcher.group());
    }
    if (names.isEmpty()) {
      List<Value> groups = new ArrayList<>();
      for (int group = 1; group <= pattern.groupCount(); group++) {
        groups.add(group(matcher, group));
      }
      return Value.tuple(groups);
    }
    Map<String, Value> groups = new TreeMap<>();
    names.forEach((name, group) -> groups.put(name, group(matcher, group)));
    return Value.object(groups);
  }

  private static Value group(Matcher matcher, int group) {
    String text = matcher.group(group);
    return text == null ? Value.nullOf(Type.STRING) : Value.of(text);
  }

  /// The text with every match replaced by a template, in which `$name` and `${name}` stand for
  /// groups.
  String replaceAll(String text, String template) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      result.append(text, end, matcher.start());
      expand(result, template, matcher);
      end = matcher.end();
    }
    return result.append(text.substring(end)).toString();
  }

  /// Go's rules: a name is as long as it can be, so `$1x` is the group `1x`; a group that does not
  /// exist is empty; `$$` is a dollar sign.
  private void expand(StringBuilder result, String template, Matcher matcher) {
    int position = 0;
    while (position < template.length()) {
      int dollar = template.indexOf('$', position);
      if (dollar < 0) {
        break;
      }
      result.append(template, position, dollar);
      int next = dollar + 1;
      if (next < template.length() && template.charAt(next) == '$') {
        result.append('$');
        position = next + 1;
        continue;
      }
      boolean braces = next < template.length() && template.charAt(next) == '{';
      int start = braces ? next + 1 : next;
      int end = start;
      while (end < template.length() && isNamePart(template.charAt(end))) {
        end++;
      }
      boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
      if (end == start || !closed) {
        result.append('$');
        position = next;
        continue;
      }
      result.append(groupText(template.substring(start, end), matcher));
      position = braces ? end + 1 : end;
    }
    result.append(template.substring(position));
  }

  private String groupText(String name, Matcher matcher) {
    Integer number = names.get(name);
    if (number == null && name.chars().allMatch(Character::isDigit) && name.length() < 9) {
      number = Integer.valueOf(name);
    }
    if (number == null || number > pattern.groupCount()) {
      return "";
    }
    String text = matcher.group(number);
    return text == null ? "" : text;
  }

  private static boolean isNamePart(char character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }
}
