package dev.holdfast.plugins.protocol;

/// What can be asked of a provider program, with its name in either version of the protocol.
public enum Rpc {
  PROVIDER_SCHEMA("GetSchema", "GetProviderSchema"),
  IDENTITY_SCHEMAS("GetResourceIdentitySchemas"),
  VALIDATE_PROVIDER("PrepareProviderConfig", "ValidateProviderConfig"),
  CONFIGURE("Configure", "ConfigureProvider"),
  VALIDATE_RESOURCE("ValidateResourceTypeConfig", "ValidateResourceConfig"),
  VALIDATE_DATA("ValidateDataSourceConfig", "ValidateDataResourceConfig"),
  VALIDATE_EPHEMERAL("ValidateEphemeralResourceConfig"),
  UPGRADE("UpgradeResourceState"),
  UPGRADE_IDENTITY("UpgradeResourceIdentity"),
  READ("ReadResource"),
  PLAN("PlanResourceChange"),
  APPLY("ApplyResourceChange"),
  IMPORT("ImportResourceState"),
  MOVE("MoveResourceState"),
  READ_DATA("ReadDataSource"),
  OPEN("OpenEphemeralResource"),
  RENEW("RenewEphemeralResource"),
  CLOSE("CloseEphemeralResource"),
  CALL_FUNCTION("CallFunction"),
  STOP("Stop", "StopProvider");

  private final String nameInFive;
  private final String nameInSix;

  Rpc(String name) {
    this(name, name);
  }

  Rpc(String nameInFive, String nameInSix) {
    this.nameInFive = nameInFive;
    this.nameInSix = nameInSix;
  }

  public String nameIn(ProtocolVersion version) {
    return version == ProtocolVersion.FIVE ? nameInFive : nameInSix;
  }
}
