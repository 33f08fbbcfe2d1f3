package dev.holdfast.plugins.protocol;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import java.util.ArrayList;
import java.util.List;

/// Diagnostics and ways to attributes in answers.
final class DiagnosticMessages {
  private static final int WARNING = 2;

  private DiagnosticMessages() {}

  static List<ProviderDiagnostic> decode(Message answer, int field)
      throws MalformedMessageException {
    List<ProviderDiagnostic> diagnostics = new ArrayList<>();
    for (Message each : answer.messages(field)) {
      Message attribute = each.message(4);
      diagnostics.add(
          new ProviderDiagnostic(
              // What is of no known severity is better taken seriously.
              each.number(1) == WARNING ? Severity.WARNING : Severity.ERROR,
              each.text(2),
              each.text(3),
              attribute == null ? Path.ROOT : path(attribute)));
    }
    return diagnostics;
  }

  static List<Path> paths(Message answer, int field) throws MalformedMessageException {
    List<Path> paths = new ArrayList<>();
    for (Message each : answer.messages(field)) {
      paths.add(path(each));
    }
    return paths;
  }

  private static Path path(Message message) throws MalformedMessageException {
    Path path = Path.ROOT;
    for (Message step : message.messages(1)) {
      if (step.has(1)) {
        path = path.attribute(step.text(1));
      } else if (step.has(2)) {
        path = path.key(step.text(2));
      } else if (step.has(3)) {
        path = path.index(step.number(3));
      }
    }
    return path;
  }
}
