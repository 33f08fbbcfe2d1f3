package dev.holdfast.engine.planning;

import dev.holdfast.engine.schema.IdentityAttribute;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Brings an identity as people write it to the identity schema of its type.
final class ImportIdentity {
  private static final String SUMMARY = "Invalid import identity argument";

  private ImportIdentity() {}

  /// The identity with an attribute for each of the schema; null after an error, which is reported.
  static @Nullable Value of(
      Value written, ResourceSchema schema, ImportTarget target, Diagnostics diagnostics) {
    String type = target.address().resource().type();
    IdentitySchema identity = schema.identity();
    List<String> faults = new ArrayList<>();
    Map<String, Value> attributes = new TreeMap<>();
    if (identity == null) {
      faults.add(
          "The provider does not know identities of %s. Use \"id\" in its place.".formatted(type));
    } else {
      Map<String, Value> given = attributes(written);
      if (given == null) {
        faults.add(
            "An identity is an object; this is %s.".formatted(written.type().friendlyName()));
      } else {
        given.keySet().stream()
            .filter(name -> !identity.attributes().containsKey(name))
            .forEach(name ->
                faults.add(
                    "An identity of %s has no attribute \"%s\"; it has %s."
                        .formatted(
                            type,
                            name,
                            String.join(", ", new TreeMap<>(identity.attributes()).keySet()))));
        new TreeMap<>(identity.attributes())
            .forEach((name, attribute) ->
                attributes.put(name, attribute(name, attribute, given.get(name), faults)));
      }
    }
    faults.forEach(fault ->
        diagnostics.add(
            Diagnostic.error(SUMMARY, fault, target.range()).about(target.address().toString())));
    return faults.isEmpty() ? Value.object(attributes) : null;
  }

  private static @Nullable Map<String, Value> attributes(Value written) {
    return switch (written) {
      case ObjectValue object -> object.attributes();
      case MapValue map -> map.elements();
      default -> null;
    };
  }

  private static Value attribute(
      String name, IdentityAttribute attribute, @Nullable Value given, List<String> faults) {
    Value none = Value.nullOf(attribute.type());
    if (given == null || given.isNull()) {
      if (attribute.requiredForImport()) {
        faults.add("The identity attribute \"%s\" is required.".formatted(name));
      }
      return none;
    }
    try {
      return Conversion.convert(given, attribute.type());
    } catch (ConversionException mismatch) {
      faults.add(
          "The identity attribute \"%s\" is unsuitable: %s."
              .formatted(name, mismatch.getMessage()));
      return none;
    }
  }
}
