package dev.holdfast.engine.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Version constraints as text in the one form that all peers write, so that lock files do not
/// differ by who wrote them: sorted by version, each once, versions with all three numbers.
public final class ConstraintText {
  /// The order of operators of one version.
  private static final List<String> OPERATORS = List.of(">", ">=", "=", "~>", "<=", "<", "!=");

  private static final Comparator<VersionConstraints.Term> ORDER =
      Comparator.comparing(VersionConstraints.Term::version)
          .thenComparingInt(term -> OPERATORS.indexOf(term.operator()))
          .thenComparingInt(term -> -term.version().given());

  private ConstraintText() {}

  /// The text of all constraints together; empty where there are none.
  public static String of(Collection<VersionConstraints> constraints) {
    return constraints.stream()
        .flatMap(each -> each.terms().stream())
        .sorted(ORDER)
        .map(ConstraintText::of)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String of(VersionConstraints.Term term) {
    Version version = term.version();
    return switch (term.operator()) {
      case "=" -> version.toString();
      case "~>" -> "~> " + (version.given() < 3 ? twoNumbers(version) : version.toString());
      case String operator -> operator + " " + version;
    };
  }

  /// The second number is what may grow, so the third one is not written.
  private static String twoNumbers(Version version) {
    return version.major()
        + "."
        + version.minor()
        + (version.prerelease().isEmpty() ? "" : "-" + version.prerelease());
  }
}
