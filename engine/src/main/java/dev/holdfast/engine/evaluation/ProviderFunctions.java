package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.ProviderFunctionName;
import dev.holdfast.engine.config.ProviderRequirement;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.function.Call;
import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionFault;
import dev.holdfast.hcl.function.Parameter;
import dev.holdfast.hcl.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The functions that the providers of one module instance offer. Where the provider has a
/// configuration the configured one is asked, except while a configuration is only validated.
final class ProviderFunctions {
  private final ModuleEvaluation module;
  private final Map<String, Function> made = new ConcurrentHashMap<>();

  ProviderFunctions(ModuleEvaluation module) {
    this.module = module;
  }

  /// The function of a call such as `provider::aws::arn_parse`; empty where its provider is not
  /// required by the module, cannot be had, or has no such function.
  Optional<Function> find(String call) {
    Function known = made.get(call);
    if (known == null) {
      ProviderFunctionName name = ProviderFunctionName.parse(call);
      known = name == null ? null : make(call, name);
      if (known != null) {
        made.put(call, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /// The names of all that the module can call, for suggestions: asks every provider it requires.
  Collection<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (ProviderRequirement requirement : module.module().requiredProviders().values()) {
      ProviderSchema schema = providers().schema(requirement.source());
      if (schema != null) {
        schema
            .functions()
            .keySet()
            .forEach(each -> names.add("provider::" + requirement.localName() + "::" + each));
      }
    }
    return names;
  }

  private Providers providers() {
    return module.evaluation().providers();
  }

  private @Nullable Function make(String call, ProviderFunctionName name) {
    ProviderRequirement requirement = module.module().requiredProviders().get(name.provider());
    ProviderSchema schema = requirement == null ? null : providers().schema(requirement.source());
    FunctionSchema function = schema == null ? null : schema.functions().get(name.function());
    if (requirement == null || function == null) {
      return null;
    }
    FunctionSchema.Parameter variadic = function.variadic();
    return new Function(
        call,
        function.parameters().stream().map(ProviderFunctions::parameter).toList(),
        variadic == null ? null : parameter(variadic),
        arguments -> function.result(),
        false,
        arguments -> call(name, requirement.source(), function, arguments));
  }

  private static Parameter parameter(FunctionSchema.Parameter schema) {
    return new Parameter(
        schema.name(), schema.type(), schema.allowNull(), schema.allowUnknown(), false, false);
  }

  private Value call(
      ProviderFunctionName name, ProviderSource source, FunctionSchema function, Call call)
      throws FunctionFault {
    if (!isKnownEnough(function, call.arguments())) {
      return call.unknown();
    }
    Responses.Call response =
        answer(name, source, new Requests.Call(name.function(), call.arguments()));
    if (response == null) {
      throw FunctionFault.of("its provider cannot be used");
    }
    if (!response.error().isEmpty()) {
      String message = response.error().strip().replaceFirst("\\.$", "");
      throw response.argument() < 0
          ? FunctionFault.of(message)
          : FunctionFault.at(response.argument(), message);
    }
    try {
      return Conversion.convert(response.result(), function.result());
    } catch (ConversionException mismatch) {
      throw FunctionFault.of(
          "the provider returned a value that does not follow its own schema: "
              + mismatch.getMessage());
    }
  }

  /// Whether every argument with an unknown anywhere in it may have one.
  private static boolean isKnownEnough(FunctionSchema function, List<Value> arguments) {
    for (int index = 0; index < arguments.size(); index++) {
      FunctionSchema.Parameter parameter =
          index < function.parameters().size()
              ? function.parameters().get(index)
              : function.variadic();
      if (parameter != null && !parameter.allowUnknown() && !arguments.get(index).isWhollyKnown()) {
        return false;
      }
    }
    return true;
  }

  /// Null where the provider cannot be had or configured, which is reported.
  private Responses.@Nullable Call answer(
      ProviderFunctionName name, ProviderSource source, Requests.Call request) {
    ProviderConfigurations configurations = new ProviderConfigurations(module.evaluation());
    if (!module.evaluation().settings().validating()
        && configurations.isWritten(module, name.provider(), name.alias())) {
      ProviderConfigurations.Resolved resolved =
          configurations.of(module, name.provider(), name.alias());
      return resolved == null
          ? null
          : resolved.provider().call(() -> resolved.provider().provider().call(request));
    }
    Provider provider = providers().unconfigured(source);
    return provider == null ? null : provider.call(request);
  }
}
