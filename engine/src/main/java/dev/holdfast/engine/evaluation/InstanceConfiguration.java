package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.plan.object.MarkedPaths;
import dev.holdfast.engine.plan.object.WriteOnlyAttributes;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Path;
import org.jspecify.annotations.Nullable;

/// What the configuration says of an instance: its body, decoded by the schema of its type.
public final class InstanceConfiguration {
  private InstanceConfiguration() {}

  /// The decoded body, or null after an error. Ephemeral values are an error in everything that
  /// would be stored: they may only be in write-only attributes and in ephemeral resources.
  ///
  /// @param diagnostics where everything that is wrong is reported
  public static @Nullable DecodedBody decode(
      InstanceEvaluation instance, Block schema, Diagnostics diagnostics) {
    DecodedBody decoded =
        BodyDecoder.decode(
            instance.resource().body(), instance.resource().range(), schema, instance.scope());
    diagnostics.addAll(decoded.diagnostics());
    boolean stored = instance.address().resource().mode() != ResourceMode.EPHEMERAL;
    boolean well = !decoded.hasErrors();
    if (stored) {
      well &= refuseEphemeral(instance, decoded, schema, diagnostics);
    }
    return well ? decoded : null;
  }

  private static boolean refuseEphemeral(
      InstanceEvaluation instance, DecodedBody decoded, Block schema, Diagnostics diagnostics) {
    boolean well = true;
    for (Path path : MarkedPaths.of(decoded.value(), Mark.EPHEMERAL)) {
      if (!WriteOnlyAttributes.contain(schema, path)) {
        well = false;
        diagnostics.add(
            Diagnostic.error(
                    "Ephemeral value used in non-ephemeral context",
                    ("Attribute \"%s\" would keep an ephemeral value in the plan and the state. An"
                            + " ephemeral value can be given only to a write-only attribute, to an"
                            + " ephemeral resource, or to a provider, provisioner or connection"
                            + " block.")
                        .formatted(path),
                    decoded.rangeOf(path))
                .about(instance.address().toString()));
      }
    }
    return well;
  }
}
