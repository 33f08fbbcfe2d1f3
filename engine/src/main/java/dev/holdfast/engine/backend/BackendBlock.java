package dev.holdfast.engine.backend;

import dev.holdfast.engine.config.BackendDeclaration;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.value.Checksum;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of a backend: those of its block, then those of the command line, of which
/// later ones win.
public final class BackendBlock {
  private BackendBlock() {}

  /// What a block and the command line say together; null after an error.
  ///
  /// @param scope in which the block is evaluated: what is known early
  public static @Nullable BackendRecord read(
      BackendDeclaration block,
      BackendType type,
      Scope scope,
      List<BackendOverride> overrides,
      Diagnostics diagnostics) {
    DecodedBody decoded = BodyDecoder.decode(block.body(), block.range(), type.schema(), scope);
    diagnostics.addAll(decoded.diagnostics());
    if (decoded.diagnostics().stream().anyMatch(Diagnostic::isError)
        || !(Marks.strip(decoded.value()) instanceof ObjectValue written)) {
      return null;
    }
    if (!written.isWhollyKnown()) {
      diagnostics.add(
          Diagnostic.error(
              "Backend configuration not known",
              "The arguments of a backend are needed before anything runs, but some value in this"
                  + " block is not known yet.",
              block.range()));
      return null;
    }
    Map<String, Value> values = new LinkedHashMap<>(written.attributes());
    Diagnostics faults = new Diagnostics();
    overrides.forEach(each -> each.apply(type.schema(), values, faults));
    diagnostics.addAll(faults.list());
    return faults.hasErrors()
        ? null
        : new BackendRecord(
            type.name(), (ObjectValue) Value.object(values), checksum(type, written));
  }

  private static long checksum(BackendType type, ObjectValue written) {
    return Checksum.of(Value.tuple(List.of(Value.of(type.name()), written)));
  }

  /// Recorded arguments with the types of the schema. What another version recorded and this one
  /// does not know is dropped; what it did not know is null.
  public static BackendRecord conform(BackendRecord recorded, Block schema) {
    Map<String, Value> values = new LinkedHashMap<>();
    schema
        .attributes()
        .forEach((name, attribute) ->
            values.put(name, conform(recorded.arguments().attributes().get(name), attribute)));
    return new BackendRecord(
        recorded.type(), (ObjectValue) Value.object(values), recorded.checksum());
  }

  private static Value conform(@Nullable Value value, Attribute attribute) {
    if (value == null) {
      return Value.nullOf(attribute.type());
    }
    try {
      return Conversion.convert(value, attribute.type());
    } catch (ConversionException other) {
      return Value.nullOf(attribute.type());
    }
  }
}
