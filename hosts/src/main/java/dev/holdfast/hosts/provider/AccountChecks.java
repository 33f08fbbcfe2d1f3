package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hosts.operation.UserOperation;
import java.util.List;

/// Checks of what users and groups have in common.
final class AccountChecks {
  private static final long LARGEST = (1L << 32) - 2;

  private AccountChecks() {}

  static void name(Attributes configuration, List<ProviderDiagnostic> faults) {
    configuration
        .text("name")
        .filter(name -> !UserOperation.isName(name))
        .ifPresent(name ->
            faults.add(
                ProviderDiagnostic.error(
                    "Invalid name",
                    "\""
                        + name
                        + "\" cannot be the name of a user or group. It must begin with a"
                        + " letter or underscore, and hold up to 32 letters, digits, dots,"
                        + " hyphens and underscores.",
                    Path.ROOT.attribute("name"))));
  }

  static void number(Attributes configuration, String attribute, List<ProviderDiagnostic> faults) {
    if (!(configuration.value(attribute) instanceof NumberValue number)) {
      return;
    }
    boolean right =
        number.value().fitsLong()
            && number.value().longValueExact() >= 0
            && number.value().longValueExact() <= LARGEST;
    if (!right) {
      faults.add(
          ProviderDiagnostic.error(
              "Invalid number",
              "It must be a whole number from 0 to " + LARGEST + ".",
              Path.ROOT.attribute(attribute)));
    }
  }
}
