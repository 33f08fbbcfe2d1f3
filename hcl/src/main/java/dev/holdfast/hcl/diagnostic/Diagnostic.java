package dev.holdfast.hcl.diagnostic;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing the user must be told: what is wrong, where, and what to do.
///
/// @param summary one line without a full stop
/// @param detail full sentences that say why and what to do; may be empty
/// @param subject the exact place, or null when no source text is to blame
/// @param context a larger range that makes the subject readable, or null
/// @param notes what the references in the faulty expression stood for
/// @param address the object it is about, such as `aws_instance.web[0]`, or null
/// @param topic what kind of thing is said, for who wants to leave some out; null for no special
///   one
public record Diagnostic(
    Severity severity,
    String summary,
    String detail,
    @Nullable SourceRange subject,
    @Nullable SourceRange context,
    List<ReferenceNote> notes,
    @Nullable String address,
    @Nullable Topic topic) {

  public Diagnostic {
    Objects.requireNonNull(severity);
    Objects.requireNonNull(summary);
    Objects.requireNonNull(detail);
    notes = List.copyOf(notes);
  }

  /// An error at a place in the source.
  public static Diagnostic error(String summary, String detail, @Nullable SourceRange subject) {
    return new Diagnostic(Severity.ERROR, summary, detail, subject, null, List.of(), null, null);
  }

  /// An error that no source text is to blame for.
  public static Diagnostic error(String summary, String detail) {
    return error(summary, detail, null);
  }

  /// A warning at a place in the source.
  public static Diagnostic warning(String summary, String detail, @Nullable SourceRange subject) {
    return new Diagnostic(Severity.WARNING, summary, detail, subject, null, List.of(), null, null);
  }

  /// A warning that no source text is to blame for.
  public static Diagnostic warning(String summary, String detail) {
    return warning(summary, detail, null);
  }

  /// The same, said to be of a kind.
  public Diagnostic of(Topic newTopic) {
    return new Diagnostic(severity, summary, detail, subject, context, notes, address, newTopic);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// The same with a wider range to show around the subject.
  public Diagnostic withContext(SourceRange newContext) {
    return new Diagnostic(severity, summary, detail, subject, newContext, notes, address, topic);
  }

  /// The same with notes on the references in the faulty expression.
  public Diagnostic withNotes(List<ReferenceNote> newNotes) {
    return new Diagnostic(severity, summary, detail, subject, context, newNotes, address, topic);
  }

  /// The same, said of an object; an address already present is kept.
  public Diagnostic about(String newAddress) {
    return address != null
        ? this
        : new Diagnostic(severity, summary, detail, subject, context, notes, newAddress, topic);
  }

  /// The same at another place; used where a value was decoded far from where it was written.
  public Diagnostic at(@Nullable SourceRange newSubject) {
    return new Diagnostic(severity, summary, detail, newSubject, context, notes, address, topic);
  }
}
