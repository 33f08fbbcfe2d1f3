package dev.holdfast.cli.render;

import dev.holdfast.engine.testing.FileOutcome;
import dev.holdfast.engine.testing.RunOutcome;
import dev.holdfast.engine.testing.SuiteOutcome;
import dev.holdfast.engine.testing.TestStatus;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The outcome of tests as JUnit XML, for the programs that collect test results: a suite for each
/// file, a case for each run. Linear in the outcome.
public final class JunitReport {
  private final DiagnosticText diagnostics;
  private final StringBuilder text = new StringBuilder();

  private JunitReport(DiagnosticText diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// The whole document.
  ///
  /// @param diagnostics without colours
  public static String of(SuiteOutcome outcome, DiagnosticText diagnostics) {
    JunitReport report = new JunitReport(diagnostics);
    report.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites>\n");
    outcome.files().forEach(report::file);
    return report.text.append("</testsuites>\n").toString();
  }

  private void file(FileOutcome file) {
    List<RunOutcome> runs = file.runs();
    text.append("  <testsuite");
    attribute("name", file.file().name());
    attribute("tests", String.valueOf(runs.size()));
    attribute("skipped", count(runs, TestStatus.SKIP));
    attribute("failures", count(runs, TestStatus.FAIL));
    attribute("errors", count(runs, TestStatus.ERROR));
    text.append(">\n");
    runs.forEach(run -> run(file, run));
    text.append("  </testsuite>\n");
  }

  private static String count(List<RunOutcome> runs, TestStatus status) {
    return String.valueOf(runs.stream().filter(run -> run.status() == status).count());
  }

  private void run(FileOutcome file, RunOutcome run) {
    text.append("    <testcase");
    attribute("name", run.run().name());
    attribute("classname", file.file().name());
    Instant startedAt = run.startedAt();
    if (startedAt != null) {
      attribute("time", seconds(run.elapsed()));
      attribute(
          "timestamp",
          DateTimeFormatter.ISO_INSTANT.format(startedAt.truncatedTo(ChronoUnit.SECONDS)));
    }
    text.append('>');
    List<Diagnostic> errors = run.diagnostics().stream().filter(Diagnostic::isError).toList();
    List<Diagnostic> warnings = run.diagnostics().stream().filter(each -> !each.isError()).toList();
    switch (run.status()) {
      case FAIL -> element("failure", "Test run failed", errors);
      case ERROR -> element("error", "Encountered an error", errors);
      case SKIP -> {
        text.append("\n      <skipped");
        attribute("message", reason(file, run));
        text.append("></skipped>\n    ");
      }
      case PASS, PENDING -> {}
    }
    if (!warnings.isEmpty()) {
      text.append("\n      <system-err>");
      data(warnings);
      text.append("</system-err>\n    ");
    }
    text.append("</testcase>\n");
  }

  @SuppressWarnings("ReferenceEquality") // this very run, not one that came out alike
  private static String reason(FileOutcome file, RunOutcome skipped) {
    for (RunOutcome each : file.runs()) {
      if (each == skipped) {
        break;
      }
      if (each.status() == TestStatus.ERROR) {
        return "Skipped since the run \"" + each.run().name() + "\" ended in an error";
      }
    }
    return "Skipped since the tests were interrupted";
  }

  private void element(String name, String message, List<Diagnostic> found) {
    text.append("\n      <").append(name);
    attribute("message", message);
    text.append('>');
    data(found);
    text.append("</").append(name).append(">\n    ");
  }

  private void data(List<Diagnostic> found) {
    text.append("<![CDATA[");
    found.forEach(
        each -> text.append(clean(diagnostics.of(each)).replace("]]>", "]]]]><![CDATA[>")));
    text.append("]]>");
  }

  private void attribute(String name, String value) {
    text.append(' ')
        .append(name)
        .append("=\"")
        .append(
            clean(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"))
        .append('"');
  }

  /// The text without the characters that XML cannot hold.
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(each ->
            each == '\t'
                || each == '\n'
                || (each >= 0x20 && each <= 0xD7FF)
                || (each >= 0xE000 && each <= 0xFFFD)
                || each >= 0x10000)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static String seconds(Duration elapsed) {
    return "%d.%09d".formatted(elapsed.toSeconds(), elapsed.toNanosPart());
  }
}
