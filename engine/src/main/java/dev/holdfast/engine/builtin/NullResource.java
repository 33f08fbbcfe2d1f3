package dev.holdfast.engine.builtin;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// Makes `terraform_data` of `null_resource`: the id stays, and `triggers` become
/// `triggers_replace`.
final class NullResource {
  private NullResource() {}

  static boolean isSource(Requests.Move request) {
    return request.sourceType().equals("null_resource")
        && request.sourceProvider().endsWith("/hashicorp/null");
  }

  static Responses.Move move(Requests.Move request) {
    try {
      Value source = ValueJson.decodeImplied(request.sourceJson().bytes());
      return new Responses.Move(
          TerraformData.moved(part(source, "id"), part(source, "triggers")),
          PrivateData.NONE,
          List.of());
    } catch (CodecException damaged) {
      return new Responses.Move(
          Value.nullOf(TerraformData.BLOCK.impliedType()),
          PrivateData.NONE,
          List.of(
              ProviderDiagnostic.error(
                  "Stored object is damaged",
                  "The attributes of the null_resource in the state cannot be read: %s."
                      .formatted(damaged.getMessage()))));
    }
  }

  private static Value part(Value object, String name) {
    Value found = object instanceof ObjectValue known ? known.attributes().get(name) : null;
    return found == null ? Value.nullOf(Type.DYNAMIC) : found;
  }
}
