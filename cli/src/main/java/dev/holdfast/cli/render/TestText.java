package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.testing.LeftOver;
import dev.holdfast.engine.testing.SuiteOutcome;
import dev.holdfast.engine.testing.TestStatus;
import java.util.List;
import java.util.Locale;

/// What tests come to, in words for people.
public final class TestText {
  private TestText() {}

  /// The word for a status: an error is a failure for people.
  public static String word(TestStatus status) {
    return switch (status) {
      case PENDING, SKIP, PASS -> status.name().toLowerCase(Locale.ROOT);
      case FAIL, ERROR -> "fail";
    };
  }

  /// The same in colour.
  public static String word(TestStatus status, Palette palette) {
    String word = word(status);
    return switch (status) {
      case PASS -> palette.green(word);
      case FAIL, ERROR -> palette.red(word);
      case PENDING, SKIP -> palette.dim(word);
    };
  }

  /// The last line: `Success! 2 passed, 0 failed.`
  public static String summary(SuiteOutcome outcome, Palette palette) {
    long skipped = outcome.count(TestStatus.SKIP);
    String end = skipped > 0 ? ", " + skipped + " skipped." : ".";
    if (outcome.status().compareTo(TestStatus.SKIP) <= 0) {
      return "Executed 0 tests" + end;
    }
    String verdict =
        outcome.status() == TestStatus.PASS ? palette.green("Success!") : palette.red("Failure!");
    return "%s %d passed, %d failed%s"
        .formatted(
            verdict,
            outcome.count(TestStatus.PASS),
            outcome.count(TestStatus.FAIL) + outcome.count(TestStatus.ERROR),
            end);
  }

  /// One line for each object: ` - test_object.a (deposed object 0a1b2c3d)`.
  public static String list(List<LeftOver.LeftObject> objects) {
    StringBuilder lines = new StringBuilder();
    for (LeftOver.LeftObject object : objects) {
      lines.append("  - ").append(object.address());
      if (object.deposedKey() != null) {
        lines.append(" (deposed object ").append(object.deposedKey()).append(')');
      }
      lines.append('\n');
    }
    return lines.toString();
  }
}
