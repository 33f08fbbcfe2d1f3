package dev.holdfast.engine.provider;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import java.util.List;

/// How a provider reads stored identities that has no versions of them to tell apart.
final class StoredIdentities {
  private StoredIdentities() {}

  static Responses.UpgradeIdentity decode(
      ProviderSchema offered, Requests.UpgradeIdentity request) {
    ResourceSchema schema = offered.resource(ResourceMode.MANAGED, request.type());
    IdentitySchema identity = schema == null ? null : schema.identity();
    if (identity == null) {
      return new Responses.UpgradeIdentity(null, List.of());
    }
    try {
      return new Responses.UpgradeIdentity(
          ValueJson.decode(request.json().bytes(), identity.impliedType()), List.of());
    } catch (CodecException damaged) {
      return new Responses.UpgradeIdentity(
          null,
          List.of(
              ProviderDiagnostic.error(
                  "Stored identity does not follow its schema",
                  "The identity that the state keeps is not one of this version of the provider: %s."
                      .formatted(damaged.getMessage()))));
    }
  }
}
