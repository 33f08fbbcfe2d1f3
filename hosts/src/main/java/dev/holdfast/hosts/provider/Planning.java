package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans an object of a host from its schema: defaults, what is not known before the apply, and
/// what cannot be changed in place. Nothing is connected to.
final class Planning {
  private Planning() {}

  static Responses.Plan plan(HostResource resource, Requests.Plan request) {
    if (request.proposed().isNull()) {
      return planned(request.proposed(), List.of(), List.of());
    }
    Attributes configuration = Attributes.of(request.configuration());
    Optional<Attributes> prior =
        request.prior().isNull() ? Optional.empty() : Optional.of(Attributes.of(request.prior()));
    Attributes planned = fill(resource, prior, configuration, Attributes.of(request.proposed()));
    try {
      planned = resource.refine(prior, configuration, planned);
    } catch (ChangeFailedException e) {
      return planned(planned.object(), List.of(), List.of(e.diagnostic()));
    }
    List<Path> replace = new ArrayList<>();
    if (prior.isPresent()) {
      for (String name : planned.object().attributes().keySet()) {
        boolean identifies = name.equals("host") || resource.replacedBy().contains(name);
        if (identifies
            && !Equality.sameIgnoringRefinements(prior.get().value(name), planned.value(name))) {
          replace.add(Path.ROOT.attribute(name));
        }
      }
    }
    return planned(planned.object(), replace, List.of());
  }

  private static Attributes fill(
      HostResource resource,
      Optional<Attributes> prior,
      Attributes configuration,
      Attributes proposed) {
    Map<String, Value> changes = new HashMap<>();
    resource
        .block()
        .attributes()
        .forEach((name, attribute) -> {
          Value otherwise = resource.defaults().get(name);
          if (attribute.computed() && !configuration.isSet(name)) {
            if (otherwise != null) {
              changes.put(name, otherwise);
            } else if (prior.isEmpty()) {
              changes.put(name, Value.unknown(attribute.type()));
            }
          }
        });
    changes.put("id", id(resource, proposed));
    return proposed.with(changes);
  }

  /// The host and the name there; for what has no name, the host alone.
  private static Value id(HostResource resource, Attributes proposed) {
    String by = resource.identifiedBy();
    Optional<String> host = proposed.text("host");
    Optional<String> name = by.isEmpty() ? Optional.of("") : proposed.text(by);
    return host.isPresent() && name.isPresent()
        ? Value.of(host.get() + (name.get().isEmpty() ? "" : ":" + name.get()))
        : Value.unknown(Type.STRING);
  }

  private static Responses.Plan planned(
      Value object, List<Path> replace, List<ProviderDiagnostic> diagnostics) {
    return new Responses.Plan(object, replace, PrivateData.NONE, false, diagnostics);
  }
}
