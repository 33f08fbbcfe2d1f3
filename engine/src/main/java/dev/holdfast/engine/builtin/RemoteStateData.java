package dev.holdfast.engine.builtin;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendType;
import dev.holdfast.engine.backend.BackendTypes;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.state.LocalWorkspaces;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The data source `terraform_remote_state`: the outputs of another configuration, read from where
/// its state is. Takes no lock, and reads nothing else of that state.
///
/// @param types the backends that can be named
/// @param environment what they may look at
public record RemoteStateData(BackendTypes types, BackendEnvironment environment) {
  static final String TYPE = "terraform_remote_state";

  static final Block BLOCK =
      Block.of(
          Map.of(
              "backend",
              Attribute.required(Type.STRING, "The type of the backend, such as \"pg\"."),
              "config",
              Attribute.optional(Type.DYNAMIC, "The arguments of the backend."),
              "defaults",
              Attribute.optional(Type.DYNAMIC, "Values for outputs that the state does not have."),
              "workspace",
              Attribute.optional(Type.STRING, "The workspace (default)."),
              "outputs",
              Attribute.computed(Type.DYNAMIC, "The outputs of the root module, by name.")));

  /// A fault of one argument.
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<ProviderDiagnostic> diagnostics;

    Fault(List<ProviderDiagnostic> diagnostics) {
      super("", null, false, false);
      this.diagnostics = diagnostics;
    }

    static Fault invalid(String detail, String argument) {
      return new Fault(
          List.of(
              ProviderDiagnostic.error(
                  "Invalid backend configuration", detail, Path.ROOT.attribute(argument))));
    }
  }

  /// What can be said of arguments that may hold unknowns.
  List<ProviderDiagnostic> validate(Value configuration) {
    if (!(configuration instanceof ObjectValue object)
        || !(object.attributes().get("backend") instanceof StringValue backend)) {
      return List.of();
    }
    try {
      BackendType type = type(backend.value());
      Value config = object.attributes().get("config");
      if (config != null && config.isWhollyKnown()) {
        arguments(type, config);
      }
      return List.of();
    } catch (Fault fault) {
      return fault.diagnostics;
    }
  }

  /// Reads the outputs.
  ///
  /// @param configuration wholly known
  Responses.ReadData read(Value configuration) {
    ObjectValue object = (ObjectValue) configuration;
    try {
      Map<String, Value> result = new LinkedHashMap<>(object.attributes());
      result.put("outputs", outputs(object));
      return new Responses.ReadData(Value.object(result), List.of());
    } catch (Fault fault) {
      return new Responses.ReadData(configuration, fault.diagnostics);
    }
  }

  private Value outputs(ObjectValue configuration) throws Fault {
    Map<String, Value> given = configuration.attributes();
    BackendType type = type(text(given.get("backend")));
    ObjectValue arguments = arguments(type, given.get("config"));
    Map<String, Value> outputs = new LinkedHashMap<>(defaults(given.get("defaults")));
    String workspace = text(given.get("workspace"));
    State state =
        state(type, arguments, workspace.isEmpty() ? Backend.DEFAULT_WORKSPACE : workspace);
    state.outputs().forEach((name, output) -> outputs.put(name, output.value()));
    return Value.object(outputs);
  }

  private State state(BackendType type, ObjectValue arguments, String workspace) throws Fault {
    if (!LocalWorkspaces.isName(workspace)) {
      throw Fault.invalid(
          "\"%s\" is not a name that a workspace can have.".formatted(workspace), "workspace");
    }
    try {
      Backend backend = type.open(arguments, environment);
      if (!backend.hasWorkspaces() && !workspace.equals(Backend.DEFAULT_WORKSPACE)) {
        throw Fault.invalid(
            "The backend \"%s\" has no workspace but the default one.".formatted(type.name()),
            "workspace");
      }
      State state = backend.store(workspace).read().state();
      if (state == null) {
        throw new Fault(
            List.of(
                ProviderDiagnostic.error(
                    "Unable to find remote state",
                    "No stored state was found for the given workspace in the given backend.")));
      }
      return state;
    } catch (StateUnavailableException fault) {
      throw new Fault(
          fault.diagnostics().stream()
              .map(each -> ProviderDiagnostic.error(each.summary(), each.detail()))
              .toList());
    }
  }

  private BackendType type(String name) throws Fault {
    BackendType type = types.find(name).orElse(null);
    if (type == null) {
      throw Fault.invalid(
          "There is no backend type named \"%s\". There are: %s."
              .formatted(name, String.join(", ", types.names())),
          "backend");
    }
    return type;
  }

  private static ObjectValue arguments(BackendType type, @Nullable Value config) throws Fault {
    Map<String, Value> given = named(config, "config");
    Map<String, Value> arguments = new LinkedHashMap<>();
    for (String name : given.keySet()) {
      if (!type.schema().attributes().containsKey(name)) {
        throw Fault.invalid(
            "The given configuration is not valid for backend \"%s\": unexpected attribute \"%s\"."
                .formatted(type.name(), name),
            "config");
      }
    }
    for (Map.Entry<String, Attribute> each : type.schema().attributes().entrySet()) {
      Value value = given.get(each.getKey());
      Type wanted = each.getValue().type();
      try {
        arguments.put(
            each.getKey(),
            value == null ? Value.nullOf(wanted) : Conversion.convert(value, wanted));
      } catch (ConversionException mismatch) {
        throw Fault.invalid(
            "The given configuration is not valid for backend \"%s\": attribute \"%s\": %s."
                .formatted(type.name(), each.getKey(), mismatch.getMessage()),
            "config");
      }
    }
    return (ObjectValue) Value.object(arguments);
  }

  private static Map<String, Value> defaults(@Nullable Value defaults) throws Fault {
    return named(defaults, "defaults");
  }

  private static Map<String, Value> named(@Nullable Value value, String argument) throws Fault {
    return switch (value) {
      case null -> Map.of();
      case ObjectValue object -> object.attributes();
      case MapValue map -> map.elements();
      case Value nothing when nothing.isNull() -> Map.of();
      default -> throw Fault.invalid("\"%s\" must be an object.".formatted(argument), argument);
    };
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  /// The answer for a data source that there is not.
  static Responses.ReadData unknown(String type) {
    return new Responses.ReadData(
        Values.NULL,
        List.of(
            ProviderDiagnostic.error(
                "Unsupported data source",
                "The built-in provider terraform has no data source \"%s\".".formatted(type))));
  }
}
