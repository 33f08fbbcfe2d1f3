package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.syntax.Attribute;
import java.util.Collection;
import java.util.List;

/// The diagnostics for names that nothing declares, each with the name that may have been meant.
final class Undeclared {
  private Undeclared() {}

  static Diagnostic variable(String name, Module module, SourceRange range) {
    Collection<String> names = module.variables().keySet();
    String hint =
        Suggestion.of(name, names).isPresent()
            ? Suggestion.sentence(name, names)
            : " This variable can be declared with a variable \"%s\" {} block.".formatted(name);
    return Diagnostic.error(
        "Reference to undeclared input variable",
        "An input variable with the name \"%s\" has not been declared.%s".formatted(name, hint),
        range);
  }

  static Diagnostic local(String name, Module module, SourceRange range) {
    return Diagnostic.error(
        "Reference to undeclared local value",
        "A local value with the name \"%s\" has not been declared.%s"
            .formatted(name, Suggestion.sentence(name, module.locals().keySet())),
        range);
  }

  static Diagnostic moduleCall(String name, Module module, SourceRange range) {
    return Diagnostic.error(
        "Reference to undeclared module",
        "No module call named \"%s\" is declared in %s.%s"
            .formatted(
                name, describe(module), Suggestion.sentence(name, module.moduleCalls().keySet())),
        range);
  }

  static Diagnostic output(String name, String call, Module called, SourceRange range) {
    return Diagnostic.error(
        "Unsupported attribute",
        ("This object does not have an attribute named \"%s\": the module \"%s\" has no"
                + " output of that name.%s")
            .formatted(name, call, Suggestion.sentence(name, called.outputs().keySet())),
        range);
  }

  /// An argument of a module call that the called module has no variable for.
  static Diagnostic input(Attribute input, Module called) {
    return Diagnostic.error(
        "Unsupported argument",
        "An argument named \"%s\" is not expected here: the module has no variable of that name.%s"
            .formatted(
                input.name(), Suggestion.sentence(input.name(), called.variables().keySet())),
        input.nameRange());
  }

  static Diagnostic resource(ResourceAddress address, Module module, SourceRange range) {
    String kind =
        switch (address.mode()) {
          case MANAGED -> "managed";
          case DATA -> "data";
          case EPHEMERAL -> "ephemeral";
        };
    return Diagnostic.error(
        "Reference to undeclared resource",
        "A %s resource \"%s\" \"%s\" has not been declared in %s.%s"
            .formatted(
                kind, address.type(), address.name(), describe(module), hint(address, module)),
        range);
  }

  private static String hint(ResourceAddress address, Module module) {
    ResourceMode other =
        address.mode() == ResourceMode.MANAGED ? ResourceMode.DATA : ResourceMode.MANAGED;
    ResourceAddress sameName = new ResourceAddress(other, address.type(), address.name());
    if (module.resources().containsKey(sameName)) {
      return " Did you mean %s?".formatted(sameName);
    }
    List<String> declared = module.resources().keySet().stream().map(Object::toString).toList();
    return Suggestion.of(address.toString(), declared)
        .map(" Did you mean %s?"::formatted)
        .orElse("");
  }

  static String describe(Module module) {
    return module.path().isRoot() ? "the root module" : module.path().toString();
  }
}
