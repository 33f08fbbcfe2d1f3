package dev.holdfast.modules;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.EarlyValues;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.modules.fetch.PackageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// An installation of the modules of a root module, and what was told meanwhile.
record Installing(
    @Nullable Configuration configuration, List<Diagnostic> diagnostics, List<String> fetched) {

  static final class Log implements InstallationLog {
    final Queue<String> fetched = new ConcurrentLinkedQueue<>();
    final Queue<String> installed = new ConcurrentLinkedQueue<>();

    @Override
    public void fetching(String source, String key) {
      fetched.add(source);
    }

    @Override
    public void installed(String key, String directory) {
      installed.add(key + " in " + directory);
    }

    @Override
    public void waiting() {}
  }

  static Installing of(Path root, PackageSources sources) {
    return of(root, sources, false);
  }

  static Installing upgrade(Path root, PackageSources sources) {
    return of(root, sources, true);
  }

  private static Installing of(Path root, PackageSources sources, boolean upgrade) {
    Log log = new Log();
    try (ModuleInstallation installation =
        ModuleInstallation.open(
            root, root.resolve(".terraform"), upgrade, sources, log, new Random())) {
      Parsed<@Nullable Configuration> loaded =
          ConfigurationLoader.load(root, installation, values(root));
      installation.finish(!loaded.hasErrors());
      return new Installing(loaded.tree(), loaded.diagnostics(), List.copyOf(log.fetched));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static EarlyValues values(Path root) {
    return new EarlyValues(
        InputVariables.none(),
        "default",
        new FunctionContext(
            root,
            root,
            () -> Instant.EPOCH,
            new Random(0),
            false,
            Optional.empty(),
            new LanguageTemplates(Functions.builtIn())));
  }

  List<String> problems() {
    return diagnostics.stream().map(each -> each.summary() + ": " + each.detail()).toList();
  }
}
