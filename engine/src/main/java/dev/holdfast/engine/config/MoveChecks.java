package dev.holdfast.engine.config;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks the `moved` blocks of a configuration against one another and against what is declared.
/// Linear in their number.
final class MoveChecks {
  private final Configuration configuration;
  private final Diagnostics diagnostics;

  MoveChecks(Configuration configuration, Diagnostics diagnostics) {
    this.configuration = configuration;
    this.diagnostics = diagnostics;
  }

  void check() {
    configuration.modules().values().forEach(this::check);
    List<MoveStatements.Statement> circular = MoveStatements.of(configuration).circular();
    if (!circular.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.add(
          Diagnostic.error(
              "Cyclic dependency in move statements",
              "The following chained move statements form a cycle, and so there is no final location to move objects to:%s\n\nA chain of move statements must end with an address that doesn't appear in any other statements."
                  .formatted(
                      circular.stream()
                          .map(each ->
                              "\n  - %s: %s → %s"
                                  .formatted(
                                      each.block().range(),
                                      absolute(each.module(), each.block().from()),
                                      absolute(each.module(), each.block().to())))
                          .collect(Collectors.joining())),
              circular.getFirst().block().range()));
    }
  }

  private void check(Module module) {
    Map<TargetAddress, Moved> bySource = new HashMap<>();
    Map<TargetAddress, Moved> byDestination = new HashMap<>();
    for (Moved block : module.moved()) {
      String from = absolute(module, block.from());
      String to = absolute(module, block.to());
      if (block.from().equals(block.to())) {
        error(
            "Redundant move statement",
            "This statement declares a move from %s to the same address, which is the same as not declaring this move at all."
                .formatted(from),
            block.range());
        continue;
      }
      Moved other = bySource.putIfAbsent(block.from(), block);
      if (other != null && !other.to().equals(block.to())) {
        error(
            "Ambiguous move statements",
            "A statement at %s declared that %s moved to %s, but this statement instead declares that it moved to %s.\n\nEach address can move to only one destination."
                .formatted(other.range(), from, absolute(module, other.to()), to),
            block.range());
      }
      other = byDestination.putIfAbsent(block.to(), block);
      if (other != null && !other.from().equals(block.from())) {
        error(
            "Ambiguous move statements",
            "A statement at %s declared that %s moved to %s, but this statement instead declares that %s moved there.\n\nEach address can have moved from only one source."
                .formatted(other.range(), absolute(module, other.from()), to, from),
            block.range());
      }
      checkGone(module, block);
    }
  }

  /// What is declared under another name than it is moved to has not moved. Whether single
  /// instances are still declared only a plan could tell.
  private void checkGone(Module module, Moved block) {
    TargetAddress from = block.from();
    if (isSameDeclaration(from, block.to())
        || MoveStatements.Statement.hasKey(from)
        || MoveStatements.Statement.hasKey(block.to())) {
      return;
    }
    List<String> names = new ArrayList<>(module.path().names());
    names.addAll(from.module().module().names());
    Module declaring = configuration.module(new ModulePath(names));
    boolean declared =
        declaring != null
            && (from.resource() == null || declaring.resources().containsKey(from.resource()));
    if (declared && !hasInnerKey(from)) {
      error(
          "Moved object still exists",
          "This statement declares a move from %s, but that is still declared.\n\nChange your configuration so that this will be declared as %s instead."
              .formatted(absolute(module, from), absolute(module, block.to())),
          block.range());
    }
  }

  private static boolean hasInnerKey(TargetAddress address) {
    return address.module().steps().stream()
        .anyMatch(step -> !(step.key() instanceof InstanceKey.None));
  }

  private static boolean isSameDeclaration(TargetAddress one, TargetAddress other) {
    return one.module().module().equals(other.module().module())
        && (one.resource() == null || one.resource().equals(other.resource()));
  }

  private static String absolute(Module module, TargetAddress address) {
    List<ModuleInstanceAddress.Step> steps = new ArrayList<>();
    module
        .path()
        .names()
        .forEach(name -> steps.add(new ModuleInstanceAddress.Step(name, InstanceKey.none())));
    steps.addAll(address.module().steps());
    return new TargetAddress(new ModuleInstanceAddress(steps), address.resource(), address.key())
        .toString();
  }

  private void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }
}
