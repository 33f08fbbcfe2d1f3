package dev.holdfast.engine.config;

import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `run` block of a test file: one plan or apply, and what must hold afterwards.
///
/// @param variables values for the variables of the module, in the order written
/// @param providers which configurations of the file the module gets; empty for all, by their names
/// @param assertions what must hold
/// @param expectedFailures what must report that a condition of its own does not hold
/// @param module the module to run; null for the configuration under test
/// @param stateKey names the state that the run works on; null for one a module
/// @param parallel whether it may run beside other such runs that do not share its state
/// @param range the block's header
public record TestRun(
    String name,
    Command command,
    Options options,
    Map<String, Attribute> variables,
    List<PassedProvider> providers,
    List<TestOverride> overrides,
    List<CheckRule> assertions,
    List<ExpectedFailure> expectedFailures,
    @Nullable TestModule module,
    @Nullable String stateKey,
    boolean parallel,
    SourceRange range) {

  /// What a run does.
  public enum Command {
    PLAN,
    APPLY
  }

  /// A `plan_options` block.
  ///
  /// @param refreshOnly whether only the state is brought up to date
  /// @param refresh whether objects are looked at before they are planned
  /// @param replace objects to be made anew
  /// @param targets only these and what they depend on; empty for everything
  /// @param excludes neither these nor what depends on them; empty where there are targets
  public record Options(
      boolean refreshOnly,
      boolean refresh,
      List<TargetAddress> replace,
      List<TargetAddress> targets,
      List<TargetAddress> excludes) {
    /// A plan of everything.
    public static final Options NONE = new Options(false, true, List.of(), List.of(), List.of());

    public Options {
      replace = List.copyOf(replace);
      targets = List.copyOf(targets);
      excludes = List.copyOf(excludes);
    }
  }

  /// The module of a run that is not about the configuration under test.
  ///
  /// @param source where it comes from
  /// @param version the version constraint; empty when none is given
  /// @param range where the source is written
  public record TestModule(String source, String version, SourceRange range) {}

  /// Something of the root module that is expected to fail.
  ///
  /// @param name as an address: `var.a`, `output.a`, `check.a`, `test_object.a`
  public record ExpectedFailure(String name, SourceRange range) {}

  public TestRun {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    providers = List.copyOf(providers);
    overrides = List.copyOf(overrides);
    assertions = List.copyOf(assertions);
    expectedFailures = List.copyOf(expectedFailures);
  }
}
