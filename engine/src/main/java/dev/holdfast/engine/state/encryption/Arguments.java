package dev.holdfast.engine.state.encryption;

import dev.holdfast.engine.config.EarlyScope;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.StaticExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of one block. Every fault is a diagnostic; what is wrong counts as not
/// given.
record Arguments(
    Map<String, Attribute> given, SourceRange block, EarlyScope scope, Diagnostics diagnostics) {

  void requireOnly(Set<String> known) {
    for (Attribute each : given.values()) {
      if (!known.contains(each.name())) {
        error(
            "Unsupported argument",
            "An argument named \"%s\" is not expected here.".formatted(each.name()),
            each.nameRange());
      }
    }
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  SourceRange range(String name) {
    Attribute attribute = given.get(name);
    return attribute == null ? block : attribute.expression().range();
  }

  @Nullable String text(String name) {
    return value(name, Type.STRING) instanceof StringValue text ? text.value() : null;
  }

  boolean isOn(String name) {
    return value(name, Type.BOOLEAN) instanceof BooleanValue flag && flag.value();
  }

  /// A whole number that is at least so much.
  ///
  /// @param otherwise where nothing is given, or what is given is wrong
  int number(String name, int least, int otherwise) {
    if (!(value(name, Type.NUMBER) instanceof NumberValue number)) {
      return otherwise;
    }
    int whole;
    try {
      whole = Integer.parseInt(number.value().toString());
    } catch (NumberFormatException fraction) {
      whole = -1;
    }
    if (whole < least) {
      error(
          "Invalid number",
          "The argument \"%s\" must be a whole number of at least %d.".formatted(name, least),
          range(name));
      return otherwise;
    }
    return whole;
  }

  /// A list of numbers from 0 to 255; empty where nothing is given.
  byte[] bytes(String name) {
    if (!(value(name, Type.list(Type.NUMBER)) instanceof ListValue list)) {
      return new byte[0];
    }
    byte[] bytes = new byte[list.elements().size()];
    for (int index = 0; index < bytes.length; index++) {
      String number =
          list.elements().get(index) instanceof NumberValue each ? each.value().toString() : "";
      if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > 255) {
        error(
            "Invalid bytes",
            "The argument \"%s\" must be a list of numbers from 0 to 255.".formatted(name),
            range(name));
        return new byte[0];
      }
      bytes[index] = (byte) Integer.parseInt(number);
    }
    return bytes;
  }

  /// A program with its arguments; null after an error.
  ///
  /// @param magic what it must say that it is
  @Nullable ExternalProgram program(String name, String magic) {
    Value value = value(name, Type.list(Type.STRING));
    List<String> command = new ArrayList<>();
    if (value instanceof ListValue list) {
      for (Value each : list.elements()) {
        command.add(each instanceof StringValue text ? text.value() : "");
      }
    }
    if (command.isEmpty() || command.getFirst().isEmpty()) {
      if (value != null || !has(name)) {
        error(
            "No program",
            "The argument \"%s\" must be a list: a program and its arguments.".formatted(name),
            range(name));
      }
      return null;
    }
    return new ExternalProgram(command, magic, scope.directory());
  }

  /// What a reference such as `key_provider.pbkdf2.x` names; null where it is none, or where
  /// nothing is given.
  ///
  /// @param kind `key_provider` or `method`
  EncryptionDeclarations.@Nullable Address reference(String name, String kind) {
    Attribute attribute = given.get(name);
    if (attribute == null) {
      return null;
    }
    Parsed<@Nullable Traversal> parsed = StaticExpression.traversal(attribute.expression());
    Traversal traversal = parsed.tree();
    String type = traversal == null ? null : traversal.attributeAt(0);
    String label = traversal == null ? null : traversal.attributeAt(1);
    if (traversal == null
        || !traversal.root().equals(kind)
        || traversal.steps().size() != 2
        || type == null
        || label == null) {
      error(
          "Invalid reference",
          "The argument \"%s\" must be a reference to a %s, such as %s.TYPE.NAME."
              .formatted(name, kind, kind),
          attribute.expression().range());
      return null;
    }
    return new EncryptionDeclarations.Address(type, label);
  }

  private @Nullable Value value(String name, Type type) {
    Attribute attribute = given.get(name);
    if (attribute == null) {
      return null;
    }
    Evaluation evaluation = scope.evaluate(attribute.expression());
    diagnostics.addAll(evaluation.diagnostics());
    if (evaluation.hasErrors()) {
      return null;
    }
    Value value = Marks.strip(evaluation.value());
    if (!value.isWhollyKnown() && scope.isLenient()) {
      return null;
    }
    if (!value.isWhollyKnown()) {
      error(
          "Value not known early enough",
          "The argument \"%s\" is needed before anything runs, and is not known yet."
              .formatted(name),
          attribute.expression().range());
      return null;
    }
    try {
      return value.isNull() ? null : Conversion.convert(value, type);
    } catch (ConversionException mismatch) {
      // The reason could quote the value, which may be a secret.
      error(
          "Invalid value",
          "The argument \"%s\" has a value of the wrong type.".formatted(name),
          attribute.expression().range());
      return null;
    }
  }

  void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }
}
