package dev.holdfast.engine.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A configuration and the tests that it comes with.
///
/// @param configuration what is under test
/// @param files in the order of their names
/// @param modules other modules that runs use, by their source and version
public record TestSuite(
    Configuration configuration, List<TestFile> files, Map<ModuleKey, Configuration> modules) {

  /// What tells the modules of runs apart.
  public record ModuleKey(String source, String version) {
    static ModuleKey of(TestRun.TestModule module) {
      return new ModuleKey(module.source(), module.version());
    }
  }

  public TestSuite {
    files = List.copyOf(files);
    modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
  }

  /// What a run is about; null where it could not be loaded.
  public @Nullable Configuration configuration(TestRun run) {
    TestRun.TestModule module = run.module();
    return module == null ? configuration : modules.get(ModuleKey.of(module));
  }
}
