package dev.holdfast.hcl.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Functions by name. Those of the language can be called with and without the prefix `core::`.
///
/// A function is made when it is first asked for, so a program pays only for those it calls.
/// Immutable to its users, and safe for use by many threads.
public final class Functions {
  private static final String NAMESPACE = "core::";

  private final Map<String, Family> families;
  private final Map<String, Function> own;
  private final Map<String, Function> made = new ConcurrentHashMap<>();

  /// Functions that belong together.
  interface Family {
    /// What [#make] knows.
    List<String> names();

    /// The function, or null if it is not of this family.
    @Nullable Function make(String name);
  }

  private Functions(Map<String, Family> families, Map<String, Function> own) {
    this.families = families;
    this.own = own;
  }

  /// The functions of the language that configurations can call: all but `type`.
  public static Functions builtIn() {
    return BuiltIn.CONFIGURATION;
  }

  /// The functions that a console can call: with `type`, and without `plantimestamp`, since there
  /// is no plan.
  public static Functions forConsole() {
    return BuiltIn.CONSOLE;
  }

  /// These functions and more, which replace those of the same name.
  ///
  /// @param more by the name they are called by, such as `provider::aws::arn_parse`
  public Functions with(Map<String, Function> more) {
    Map<String, Function> all = new LinkedHashMap<>(own);
    all.putAll(more);
    return new Functions(families, Map.copyOf(all));
  }

  /// The function that is called by the name; empty if there is none.
  public Optional<Function> find(String name) {
    Function mine = own.get(name);
    if (mine != null) {
      return Optional.of(mine);
    }
    String plain = name.startsWith(NAMESPACE) ? name.substring(NAMESPACE.length()) : name;
    Family family = families.get(plain);
    if (family == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(made.computeIfAbsent(plain, family::make));
  }

  /// The names that can be called, in alphabetic order, those of the language without their prefix.
  public Collection<String> names() {
    TreeSet<String> names = new TreeSet<>(families.keySet());
    names.addAll(own.keySet());
    return Collections.unmodifiableSet(names);
  }

  private static final class BuiltIn {
    private static final Map<String, Family> FAMILIES =
        table(
            List.of(
                new AssumptionFunctions(),
                new Base64Functions(),
                new CidrFunctions(),
                new CollectionFunctions(),
                new DateFunctions(),
                new EncodingFunctions(),
                new ExpressionFunctions(),
                new FileFunctions(),
                new FormatFunctions(),
                new HashFunctions(),
                new IdentifierFunctions(),
                new ListFunctions(),
                new MapFunctions(),
                new NumericFunctions(),
                new RegexFunctions(),
                new SensitivityFunctions(),
                new SetFunctions(),
                new StringFunctions(),
                new TemplateFunctions(),
                new TextFunctions(),
                new TypeFunctions()));

    private static final Functions CONFIGURATION = new Functions(without("type"), Map.of());

    private static final Functions CONSOLE = new Functions(without("plantimestamp"), Map.of());

    private static Map<String, Family> without(String name) {
      Map<String, Family> rest = new LinkedHashMap<>(FAMILIES);
      rest.remove(name);
      return Map.copyOf(rest);
    }

    private static Map<String, Family> table(List<Family> families) {
      Map<String, Family> table = new LinkedHashMap<>();
      for (Family family : families) {
        for (String name : family.names()) {
          if (table.put(name, family) != null) {
            throw new IllegalStateException("two functions are named " + name);
          }
        }
      }
      return Map.copyOf(table);
    }
  }
}
