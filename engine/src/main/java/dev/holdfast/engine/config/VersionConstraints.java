package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which versions are wanted: `>= 1.2, < 2.0`. A version must meet all terms.
public record VersionConstraints(List<Term> terms) {
  private static final Pattern TERM = Pattern.compile("\\s*(=|!=|>=|<=|>|<|~>)?\\s*(\\S+)\\s*");

  /// One comparison.
  ///
  /// @param operator one of `=`, `!=`, `>`, `>=`, `<`, `<=` and `~>`
  public record Term(String operator, Version version) {

    boolean allows(Version candidate) {
      if (!prereleaseFits(candidate)) {
        return operator.equals("!=");
      }
      int order = candidate.compareTo(version);
      return switch (operator) {
        case "=" -> order == 0;
        case "!=" -> order != 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        default -> order >= 0 && isWithinLastGivenPart(candidate);
      };
    }

    /// A prerelease is only ever chosen where a term names a prerelease of the same version.
    private boolean prereleaseFits(Version candidate) {
      return candidate.prerelease().isEmpty()
          || (!version.prerelease().isEmpty() && candidate.hasSameNumbers(version));
    }

    /// `~>` lets only the last written part grow.
    private boolean isWithinLastGivenPart(Version candidate) {
      return (version.given() < 2 || candidate.major() == version.major())
          && (version.given() < 3 || candidate.minor() == version.minor());
    }
  }

  public VersionConstraints {
    terms = List.copyOf(terms);
  }

  /// The constraints that a text is, if it is any. An empty text allows every version.
  public static Optional<VersionConstraints> parse(String text) {
    List<Term> terms = new ArrayList<>();
    if (text.isBlank()) {
      return Optional.of(new VersionConstraints(terms));
    }
    for (String part : text.split(",", -1)) {
      Matcher matcher = TERM.matcher(part);
      Optional<Version> version =
          matcher.matches() ? Version.parse(matcher.group(2)) : Optional.empty();
      if (version.isEmpty()) {
        return Optional.empty();
      }
      terms.add(new Term(matcher.group(1) == null ? "=" : matcher.group(1), version.get()));
    }
    return Optional.of(new VersionConstraints(terms));
  }

  /// The same, with an error noted where the text is none.
  static Optional<VersionConstraints> parse(String text, SourceRange range, Decoding decoding) {
    Optional<VersionConstraints> parsed = parse(text);
    if (parsed.isEmpty()) {
      decoding.error(
          "Invalid version constraint",
          "This string does not use correct version constraint syntax. Write operators"
              + " and versions with commas between them, such as \">= 1.2.0, < 2.0.0\".",
          range);
    }
    return parsed;
  }

  public boolean allow(Version version) {
    return terms.stream().allMatch(term -> term.allows(version));
  }
}
