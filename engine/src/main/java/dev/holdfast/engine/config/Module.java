package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the files of one directory declare, at the place in the tree where it is called. All maps
/// are in the order of the files' names and, within a file, as written.
///
/// @param path the calls that lead here
/// @param directory as the user would write it: relative to where the command runs if the root is
/// @param providerConfigurations by name: `aws`, `aws.west`
/// @param requiredProviders by local name
/// @param checks by name
/// @param children the modules that are called, by name; a call whose module could not be loaded
///   has none
public record Module(
    ModulePath path,
    Path directory,
    TerraformSettings settings,
    Map<String, Variable> variables,
    Map<String, Local> locals,
    Map<String, Output> outputs,
    Map<ResourceAddress, Resource> resources,
    Map<String, ModuleCall> moduleCalls,
    Map<String, ProviderConfiguration> providerConfigurations,
    Map<String, ProviderRequirement> requiredProviders,
    List<Moved> moved,
    List<Import> imports,
    List<Removed> removed,
    Map<String, Check> checks,
    Map<String, Module> children) {

  public Module {
    variables = ordered(variables);
    locals = ordered(locals);
    outputs = ordered(outputs);
    resources = ordered(resources);
    moduleCalls = ordered(moduleCalls);
    providerConfigurations = ordered(providerConfigurations);
    requiredProviders = ordered(requiredProviders);
    moved = List.copyOf(moved);
    imports = List.copyOf(imports);
    removed = List.copyOf(removed);
    checks = ordered(checks);
    children = ordered(children);
  }

  /// The source of the provider that a local name means here.
  public ProviderSource providerSource(String localName) {
    ProviderRequirement requirement = requiredProviders.get(localName);
    return requirement == null ? ProviderSource.implied(localName) : requirement.source();
  }

  /// The source of the provider of a resource of this module.
  public ProviderSource providerSource(Resource resource) {
    return providerSource(resource.providerLocalName());
  }

  /// The same module at another place.
  Module at(ModulePath place) {
    return copy(place, moduleCalls, children);
  }

  /// The same module with its calls resolved.
  Module with(Map<String, ModuleCall> calls, Map<String, Module> called) {
    return copy(path, calls, called);
  }

  /// The same module with other provider configurations.
  Module withProviderConfigurations(Map<String, ProviderConfiguration> configurations) {
    return new Module(
        path,
        directory,
        settings,
        variables,
        locals,
        outputs,
        resources,
        moduleCalls,
        configurations,
        requiredProviders,
        moved,
        imports,
        removed,
        checks,
        children);
  }

  /// A module that has nothing but outputs, in the place of this one.
  public Module withOnlyOutputs(Map<String, Output> onlyOutputs) {
    return new Module(
        path,
        directory,
        settings,
        Map.of(),
        Map.of(),
        onlyOutputs,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  private Module copy(ModulePath place, Map<String, ModuleCall> calls, Map<String, Module> called) {
    return new Module(
        place,
        directory,
        settings,
        variables,
        locals,
        outputs,
        resources,
        calls,
        providerConfigurations,
        requiredProviders,
        moved,
        imports,
        removed,
        checks,
        called);
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
