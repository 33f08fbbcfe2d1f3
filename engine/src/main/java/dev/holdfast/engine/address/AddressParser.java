package dev.holdfast.engine.address;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads addresses as people, plans and state files write them. What every address prints is read
/// back as the same address. Linear in the length of the text.
///
/// The ranges of diagnostics are in the text itself, which is named [#SOURCE] there.
public final class AddressParser {
  /// The file name in the ranges of diagnostics about a text that stands in no file.
  public static final String SOURCE = "<address>";

  /// Roots of references that are no resource types.
  private static final Set<String> RESERVED =
      Set.of("var", "local", "count", "each", "path", "self", "terraform", "tofu", "output", "run");

  private AddressParser() {}

  /// A module, a resource, or an instance of either: `module.a`, `aws_x.y`, `aws_x.y["k"]`.
  public static Parsed<@Nullable TargetAddress> target(String text) {
    return parse(text, AddressParser::target);
  }

  /// The same, written as a reference in a configuration.
  public static Parsed<@Nullable TargetAddress> target(Traversal traversal) {
    return read(traversal, AddressParser::target);
  }

  /// One instance of a resource: `module.a[0].aws_x.y["k"]`.
  public static Parsed<@Nullable ResourceInstanceAddress> resourceInstance(String text) {
    return parse(text, AddressParser::resourceInstance);
  }

  /// One instance of a module; the empty text is the root.
  public static Parsed<@Nullable ModuleInstanceAddress> moduleInstance(String text) {
    return text.isEmpty()
        ? new Parsed<>(ModuleInstanceAddress.ROOT, List.of())
        : parse(text, AddressParser::moduleInstance);
  }

  /// A provider configuration as a state file names it: `provider["example.org/x/y"].alias`.
  public static Parsed<@Nullable ProviderConfigurationAddress> providerConfiguration(String text) {
    return parse(text, AddressParser::providerConfiguration);
  }

  private static <T> Parsed<@Nullable T> parse(String text, Function<StepCursor, T> reader) {
    Parsed<@Nullable Traversal> parsed = HclParser.parseTraversal(SourceFile.of(SOURCE, text));
    Traversal traversal = parsed.tree();
    if (traversal == null || parsed.hasErrors()) {
      return new Parsed<>(null, parsed.diagnostics());
    }
    return read(traversal, reader);
  }

  private static <T> Parsed<@Nullable T> read(Traversal traversal, Function<StepCursor, T> reader) {
    StepCursor cursor = new StepCursor(traversal);
    T address = reader.apply(cursor);
    Diagnostic fault = cursor.fault();
    return fault == null ? new Parsed<>(address, List.of()) : new Parsed<>(null, List.of(fault));
  }

  private static TargetAddress target(StepCursor cursor) {
    ModuleInstanceAddress module = modules(cursor);
    if (cursor.atEnd()) {
      return TargetAddress.of(module);
    }
    return TargetAddress.of(resourceWithin(module, cursor));
  }

  private static ResourceInstanceAddress resourceInstance(StepCursor cursor) {
    ModuleInstanceAddress module = modules(cursor);
    if (cursor.atEnd()) {
      cursor.fail("This is the address of a module. The address of a resource is needed.");
    }
    return resourceWithin(module, cursor);
  }

  private static ModuleInstanceAddress moduleInstance(StepCursor cursor) {
    ModuleInstanceAddress module = modules(cursor);
    cursor.expectEnd("The address of a module has only \"module\" and names.");
    return module;
  }

  private static ProviderConfigurationAddress providerConfiguration(StepCursor cursor) {
    ModulePath module = modules(cursor).module();
    if (!cursor.sees("provider")) {
      cursor.fail("A provider configuration is written provider[\"HOST/NAMESPACE/TYPE\"].");
    }
    cursor.skip();
    String source = cursor.quoted("the source of a provider");
    String alias = cursor.atEnd() ? "" : cursor.name("the alias of the configuration");
    InstanceKey key = cursor.key();
    cursor.expectEnd("Nothing may follow a provider configuration.");
    return new ProviderConfigurationAddress(module, source(source, cursor), alias, key);
  }

  private static ProviderSource source(String text, StepCursor cursor) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      cursor.fail("The source of a provider is written HOST/NAMESPACE/TYPE.");
      return ProviderSource.implied("");
    }
    return new ProviderSource(parts[0], parts[1], parts[2]);
  }

  private static ModuleInstanceAddress modules(StepCursor cursor) {
    List<ModuleInstanceAddress.Step> steps = new ArrayList<>();
    while (cursor.sees("module")) {
      cursor.skip();
      String name = cursor.name("the name of a module");
      steps.add(new ModuleInstanceAddress.Step(name, cursor.key()));
    }
    return steps.isEmpty() ? ModuleInstanceAddress.ROOT : new ModuleInstanceAddress(steps);
  }

  private static ResourceInstanceAddress resourceWithin(
      ModuleInstanceAddress module, StepCursor cursor) {
    ResourceMode mode = ResourceMode.MANAGED;
    if (cursor.sees("data")) {
      mode = ResourceMode.DATA;
      cursor.skip();
    } else if (cursor.sees("ephemeral")) {
      mode = ResourceMode.EPHEMERAL;
      cursor.skip();
    } else if (cursor.sees("resource")) {
      cursor.skip();
    }
    if (RESERVED.stream().anyMatch(cursor::sees)) {
      cursor.fail("This is not the address of a resource or module.");
    }
    String type = cursor.name("a resource type");
    String name = cursor.name("the name of a resource");
    InstanceKey key = cursor.key();
    cursor.expectEnd("Nothing may follow the address of a resource instance.");
    return new ResourceInstanceAddress(module, new ResourceAddress(mode, type, name), key);
  }
}
