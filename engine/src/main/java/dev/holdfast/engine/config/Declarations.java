package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Block;
import java.util.ArrayList;
import java.util.List;

/// What the files of a directory declare, in order and with duplicates, while they are decoded.
final class Declarations {
  final List<Variable> variables = new ArrayList<>();
  final List<Local> locals = new ArrayList<>();
  final List<Local> overridingLocals = new ArrayList<>();
  final List<Output> outputs = new ArrayList<>();
  final List<Resource> resources = new ArrayList<>();
  final List<ModuleCall> moduleCalls = new ArrayList<>();
  final List<ProviderConfiguration> providerConfigurations = new ArrayList<>();
  final List<Moved> moved = new ArrayList<>();
  final List<Import> imports = new ArrayList<>();
  final List<Removed> removed = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final List<TerraformDecoder.Decoded> terraform = new ArrayList<>();
  final List<TerraformDecoder.Decoded> overridingTerraform = new ArrayList<>();

  /// `required_providers` blocks with what they require.
  final List<Requirements> requirements = new ArrayList<>();

  final List<Requirements> overridingRequirements = new ArrayList<>();

  /// One `required_providers` block.
  record Requirements(Block block, List<ProviderRequirement> entries) {}
}
