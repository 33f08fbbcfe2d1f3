package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.Body;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes a module of what its files declare: names become unique, and the settings of several
/// `terraform` blocks become one.
final class ModuleAssembly {
  private final Declarations declarations;
  private final Decoding decoding;

  private ModuleAssembly(Declarations declarations, Decoding decoding) {
    this.declarations = declarations;
    this.decoding = decoding;
  }

  /// The module as it would be at the root, without the modules that it calls.
  static Module assemble(Declarations declarations, Path directory, Decoding decoding) {
    return new ModuleAssembly(declarations, decoding).module(directory);
  }

  private Module module(Path directory) {
    return new Module(
        ModulePath.ROOT,
        directory,
        settings(),
        unique(
            declarations.variables,
            Variable::name,
            Variable::range,
            new Duplicate(
                "variable declaration",
                "A variable",
                "declared",
                "Variable names must be unique within a module.")),
        locals(),
        unique(
            declarations.outputs,
            Output::name,
            Output::range,
            new Duplicate(
                "output definition",
                "An output",
                "defined",
                "Output names must be unique within a module.")),
        resources(),
        moduleCalls(),
        providers(),
        requiredProviders(),
        declarations.moved,
        declarations.imports,
        declarations.removed,
        unique(
            declarations.checks,
            Check::name,
            Check::range,
            new Duplicate(
                "check block",
                "A check block",
                "declared",
                "Check blocks must have unique names within a module.")),
        Map.of());
  }

  /// The words for a name that is used twice.
  private record Duplicate(String what, String one, String done, String rule) {}

  private <T> Map<String, T> unique(
      List<T> items,
      Function<T, String> name,
      Function<T, SourceRange> range,
      Duplicate duplicate) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (T item : items) {
      T previous = byName.putIfAbsent(name.apply(item), item);
      if (previous != null) {
        decoding.error(
            "Duplicate " + duplicate.what(),
            "%s named \"%s\" was already %s at %s. %s"
                .formatted(
                    duplicate.one(),
                    name.apply(item),
                    duplicate.done(),
                    range.apply(previous),
                    duplicate.rule()),
            range.apply(item));
      }
    }
    return byName;
  }

  /// Which of two calls of one name is meant nobody can tell, so neither is followed.
  @SuppressWarnings("ReferenceEquality") // this very call, not one like it
  private Map<String, ModuleCall> moduleCalls() {
    Map<String, ModuleCall> calls =
        unique(
            declarations.moduleCalls,
            ModuleCall::name,
            ModuleCall::range,
            new Duplicate(
                "module call",
                "A module call",
                "defined",
                "Module calls must have unique names within a module."));
    for (ModuleCall call : declarations.moduleCalls) {
      if (call != calls.get(call.name())) {
        calls.remove(call.name());
      }
    }
    return calls;
  }

  private Map<String, Local> locals() {
    Map<String, Local> locals =
        unique(
            declarations.locals,
            Local::name,
            Local::range,
            new Duplicate(
                "local value definition",
                "A local value",
                "defined",
                "Local value names must be unique within a module."));
    for (Local local : declarations.overridingLocals) {
      if (locals.replace(local.name(), local) == null) {
        decoding.error(
            "Missing base local value definition to override",
            ("There is no local value named \"%s\". An override file can only override a"
                    + " local value that was already defined in a primary configuration file.")
                .formatted(local.name()),
            local.range());
      }
    }
    return locals;
  }

  private Map<ResourceAddress, Resource> resources() {
    Map<ResourceAddress, Resource> resources = new LinkedHashMap<>();
    for (Resource resource : declarations.resources) {
      Resource previous = resources.putIfAbsent(resource.address(), resource);
      if (previous != null) {
        refuseDuplicate(resource, previous);
      }
    }
    for (Check check : declarations.checks) {
      Resource data = check.data();
      Resource previous = data == null ? null : resources.get(data.address());
      if (data != null && previous != null) {
        refuseDuplicate(data, previous);
      }
    }
    return resources;
  }

  private void refuseDuplicate(Resource resource, Resource previous) {
    ResourceAddress address = resource.address();
    String kind =
        switch (address.mode()) {
          case MANAGED -> "resource";
          case DATA -> "data";
          case EPHEMERAL -> "ephemeral";
        };
    decoding.error(
        "Duplicate %s \"%s\" configuration".formatted(kind, address.type()),
        ("A %s %s named \"%s\" was already declared at %s. Resource names must be unique"
                + " per type in each module.")
            .formatted(
                address.type(),
                address.mode() == ResourceMode.DATA ? "data resource" : "resource",
                address.name(),
                previous.range()),
        resource.range());
  }

  private Map<String, ProviderConfiguration> providers() {
    Map<String, ProviderConfiguration> providers = new LinkedHashMap<>();
    for (ProviderConfiguration each : declarations.providerConfigurations) {
      ProviderConfiguration previous = providers.putIfAbsent(each.name(), each);
      if (previous == null) {
        continue;
      }
      String detail =
          each.alias().isEmpty()
              ? ("A default (non-aliased) provider configuration for \"%s\" was already"
                      + " given at %s. If multiple configurations are required, set the \"alias\""
                      + " argument for alternative configurations.")
                  .formatted(each.localName(), previous.range())
              : ("A provider configuration for \"%s\" with alias \"%s\" was already given"
                      + " at %s. Each configuration for the same provider must have a distinct"
                      + " alias.")
                  .formatted(each.localName(), each.alias(), previous.range());
      decoding.error("Duplicate provider configuration", detail, each.range());
    }
    return providers;
  }

  private Map<String, ProviderRequirement> requiredProviders() {
    Map<String, ProviderRequirement> required = new LinkedHashMap<>();
    Declarations.Requirements first = null;
    for (Declarations.Requirements each : declarations.requirements) {
      if (first != null) {
        decoding.error(
            "Duplicate required providers configuration",
            ("A module may have only one required providers configuration. The required"
                    + " providers were previously configured at %s.")
                .formatted(first.block().definitionRange()),
            each.block().definitionRange());
        continue;
      }
      first = each;
      each.entries().forEach(entry -> required.put(entry.localName(), entry));
    }
    for (Declarations.Requirements each : declarations.overridingRequirements) {
      each.entries().forEach(entry -> required.put(entry.localName(), entry));
    }
    return required;
  }

  private TerraformSettings settings() {
    BackendDeclaration backend = onlyBackend(declarations.terraform);
    BackendDeclaration overriding = onlyBackend(declarations.overridingTerraform);
    Body encryption = onlyEncryption(declarations.terraform);
    Body overridingEncryption = onlyEncryption(declarations.overridingTerraform);
    Map<String, Body> meta = new HashMap<>();
    declarations.terraform.forEach(each -> meta.putAll(each.providerMeta()));
    declarations.overridingTerraform.forEach(each -> meta.putAll(each.providerMeta()));
    return new TerraformSettings(
        overriding == null ? backend : overriding,
        overridingEncryption == null ? encryption : overridingEncryption,
        meta);
  }

  private @Nullable BackendDeclaration onlyBackend(List<TerraformDecoder.Decoded> blocks) {
    BackendDeclaration only = null;
    for (TerraformDecoder.Decoded block : blocks) {
      for (BackendDeclaration backend : block.backends()) {
        if (only == null) {
          only = backend;
          continue;
        }
        boolean cloud = backend.type().equals("cloud");
        String what = cloud ? "cloud" : "backend";
        boolean mixed = cloud != only.type().equals("cloud");
        decoding.error(
            mixed
                ? "Both a backend and cloud configuration are present"
                : "Duplicate %s configuration".formatted(what),
            ("A module may declare either one cloud block or one backend block. There is"
                    + " one at %s already.")
                .formatted(only.range()),
            backend.range());
      }
    }
    return only;
  }

  private @Nullable Body onlyEncryption(List<TerraformDecoder.Decoded> blocks) {
    Block only = null;
    for (TerraformDecoder.Decoded each : blocks) {
      for (Block block : each.encryptions()) {
        if (only == null) {
          only = block;
          continue;
        }
        decoding.error(
            "Duplicate encryption configuration",
            "A module may have only one encryption configuration. There is one at %s already."
                .formatted(only.definitionRange()),
            block.definitionRange());
      }
    }
    return only == null ? null : only.body();
  }
}
