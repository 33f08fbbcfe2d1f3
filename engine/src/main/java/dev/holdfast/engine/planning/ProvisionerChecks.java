package dev.holdfast.engine.planning;

import dev.holdfast.engine.config.Connection;
import dev.holdfast.engine.config.Provisioner;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.decode.BodyDecoder;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Body;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Values;
import org.jspecify.annotations.Nullable;

/// Looks at the provisioners of an instance before anything runs, so that a mistake in them does
/// not show only when the object is there.
final class ProvisionerChecks {
  private final Scope scope;
  private final Provisioners provisioners;
  private final Diagnostics diagnostics;
  private boolean well = true;

  private ProvisionerChecks(Scope scope, Provisioners provisioners, Diagnostics diagnostics) {
    this.scope = scope;
    this.provisioners = provisioners;
    this.diagnostics = diagnostics;
  }

  /// Whether all is well as far as that can be known; what is not is reported.
  static boolean check(InstanceEvaluation instance, Diagnostics diagnostics) {
    Resource resource = instance.resource();
    if (resource.provisioners().isEmpty()) {
      return true;
    }
    ProvisionerChecks checks =
        new ProvisionerChecks(
            instance.scopeWithSelf(Values.UNKNOWN), instance.provisioners(), diagnostics);
    checks.check(resource.connection());
    resource.provisioners().forEach(checks::check);
    return checks.well;
  }

  private void check(@Nullable Connection connection) {
    if (connection != null) {
      decode(connection.body(), connection.range(), provisioners.connection());
    }
  }

  private void check(Provisioner block) {
    ProvisionerKind kind = provisioners.find(block.type()).orElse(null);
    if (kind == null) {
      fault(
          "Unknown provisioner",
          "There is no provisioner of the type \"%s\".%s"
              .formatted(block.type(), Suggestion.sentence(block.type(), provisioners.types())),
          block.range());
      return;
    }
    check(block.connection());
    DecodedBody decoded = decode(block.body(), block.range(), kind.schema());
    if (!decoded.hasErrors()) {
      kind.check(Marks.strip(decoded.value()))
          .ifPresent(
              text -> fault("Invalid %s provisioner".formatted(block.type()), text, block.range()));
    }
  }

  private DecodedBody decode(Body body, SourceRange range, Block schema) {
    DecodedBody decoded = BodyDecoder.decode(body, range, schema, scope);
    diagnostics.addAll(decoded.diagnostics());
    well &= !decoded.hasErrors();
    return decoded;
  }

  private void fault(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
    well = false;
  }
}
