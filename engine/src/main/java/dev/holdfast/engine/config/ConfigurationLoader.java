package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Loads a configuration: the files of a directory and, from there, the modules that they call, one
/// depth after the other.
///
/// A directory that several calls lead to is read once. The cost is linear in the size of the files
/// plus the number of module calls, counting a call once for each place it is reached from.
public final class ConfigurationLoader {
  /// Modules deeper than this are surely not meant.
  private static final int MAXIMUM_DEPTH = 100;

  /// More modules than this are surely not meant: a few files can call each other into billions.
  private static final int MAXIMUM_MODULES = 100_000;

  private final ModuleLocator locator;
  private final EarlyValues values;
  private final List<SourceFile> more;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Map<Path, Optional<Module>> directories = new HashMap<>();
  private final Map<String, SourceFile> sources = new LinkedHashMap<>();
  private int modules = 1;

  private ConfigurationLoader(ModuleLocator locator, EarlyValues values, List<SourceFile> more) {
    this.more = more;
    this.locator = locator;
    this.values = values;
  }

  /// Loads the configuration in a directory. The tree is null only where the directory cannot be
  /// read or needs another version of the language; it is incomplete where there are errors.
  ///
  /// A directory without configuration files is an empty configuration.
  public static Parsed<@Nullable Configuration> load(
      Path directory, ModuleLocator locator, EarlyValues values) {
    return load(directory, locator, values, List.of());
  }

  /// The same with files of the root module that are not there yet.
  ///
  /// @param more their texts
  public static Parsed<@Nullable Configuration> load(
      Path directory, ModuleLocator locator, EarlyValues values, List<SourceFile> more) {
    return new ConfigurationLoader(locator, values, more).load(directory.normalize());
  }

  /// Loads the root module alone, without those that it calls: for who only wants its settings.
  ///
  /// @return null where the directory cannot be read; its sources are those of the module
  public static Parsed<@Nullable Configuration> loadRoot(Path directory, EarlyValues values) {
    ConfigurationLoader loader =
        new ConfigurationLoader((requests, diagnostics) -> Map.of(), values, List.of());
    Module root = loader.read(directory.normalize(), null);
    Configuration configuration =
        root == null ? null : new Configuration(root, Map.of(root.path(), root), loader.sources);
    return new Parsed<>(configuration, loader.diagnostics.list());
  }

  /// What is wrong with one file, read by itself: without the modules it calls, and without what
  /// other files of its directory may have declared.
  public static List<Diagnostic> checkFile(SourceFile source) {
    Parsed<HclFile> parsed = ModuleFiles.parse(source);
    Diagnostics diagnostics = new Diagnostics();
    ModuleFiles files = new ModuleFiles(List.of(parsed.tree()), List.of());
    Optional<Declarations> declarations =
        ModuleDecoder.decode(files, parsed.diagnostics(), diagnostics);
    declarations.ifPresent(
        each -> each.moduleCalls.forEach(call -> ModuleSources.checkConstant(call, diagnostics)));
    return diagnostics.list();
  }

  private Parsed<@Nullable Configuration> load(Path directory) {
    Module root = read(directory, null);
    if (root == null) {
      return new Parsed<>(null, diagnostics.list());
    }
    Node tree =
        new Node(root, EarlyScope.root(root, values), new Ancestry(null, real(directory), 0));
    for (List<Node> depth = List.of(tree); !depth.isEmpty(); ) {
      depth = nextDepth(depth);
    }
    Module complete = tree.complete();
    Map<ModulePath, Module> byPath = new LinkedHashMap<>();
    collect(complete, byPath);
    Configuration configuration = new Configuration(complete, byPath, sources);
    if (!diagnostics.hasErrors()) {
      ProviderChecks.check(configuration, diagnostics);
    }
    return new Parsed<>(configuration, diagnostics.list());
  }

  private static void collect(Module module, Map<ModulePath, Module> byPath) {
    byPath.put(module.path(), module);
    module.children().values().forEach(child -> collect(child, byPath));
  }

  /// The directories from the root to a module, to notice a module that calls itself.
  private record Ancestry(@Nullable Ancestry parent, Path directory, int depth) {
    boolean contains(Path other) {
      for (Ancestry each = this; each != null; each = each.parent) {
        if (each.directory.equals(other)) {
          return true;
        }
      }
      return false;
    }
  }

  /// The module in a directory as it would be at the root, without children; null where it cannot
  /// be read.
  ///
  /// @param calledAt where the source is written; null for the root
  private @Nullable Module read(Path directory, @Nullable SourceRange calledAt) {
    Optional<Module> cached = directories.get(directory);
    if (cached == null) {
      cached = readAfresh(directory, calledAt);
      directories.put(directory, cached);
    }
    return cached.orElse(null);
  }

  private Optional<Module> readAfresh(Path directory, @Nullable SourceRange calledAt) {
    Diagnostics ofFiles = new Diagnostics();
    ModuleFiles files;
    try {
      files = ModuleFiles.read(directory, ofFiles);
    } catch (IOException exception) {
      diagnostics.add(
          Diagnostic.error(
              "Unreadable module directory",
              "The directory \"%s\" could not be read: %s."
                  .formatted(
                      directory,
                      Files.exists(directory) ? exception.getMessage() : "it does not exist"),
              calledAt));
      return Optional.empty();
    }
    if (calledAt == null) {
      files = files.with(more, ofFiles);
    }
    files.all().forEach(file -> sources.put(file.source().name(), file.source()));
    return ModuleDecoder.decode(files, ofFiles.list(), diagnostics)
        .map(declarations ->
            ModuleAssembly.assemble(declarations, directory, new Decoding(diagnostics)));
  }

  /// A module that was read, and those that it calls as far as they were read.
  private static final class Node {
    final Module module;
    final EarlyScope scope;
    final Ancestry ancestry;
    final Map<String, ModuleCall> calls = new LinkedHashMap<>();
    final Map<String, Node> children = new LinkedHashMap<>();

    Node(Module module, EarlyScope scope, Ancestry ancestry) {
      this.module = module;
      this.scope = scope;
      this.ancestry = ancestry;
    }

    /// The module with all below it; as deep as modules may be nested.
    Module complete() {
      Map<String, Module> modules = new LinkedHashMap<>();
      children.forEach((name, child) -> modules.put(name, child.complete()));
      return module.with(calls, modules);
    }
  }

  private record Called(Node caller, ModuleCall call) {
    ModuleRequest request() {
      return new ModuleRequest(
          caller.module.path().child(call.name()),
          caller.module.directory(),
          ModuleSource.parse(call.source()),
          call.version(),
          call.sourceRange());
    }
  }

  /// Reads the modules that those of one depth call.
  private List<Node> nextDepth(List<Node> callers) {
    List<Called> called = new ArrayList<>();
    List<ModuleRequest> requests = new ArrayList<>();
    for (Node caller : callers) {
      for (ModuleCall call : caller.module.moduleCalls().values()) {
        ModuleCall resolved = ModuleSources.resolve(call, caller.scope, diagnostics);
        caller.calls.put(call.name(), resolved);
        if (!resolved.source().isEmpty()) {
          Called each = new Called(caller, resolved);
          called.add(each);
          requests.add(each.request());
        }
      }
    }
    Map<ModulePath, Path> places =
        requests.isEmpty() ? Map.of() : locator.locate(requests, diagnostics);
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < called.size(); i++) {
      Called each = called.get(i);
      Path directory = places.get(requests.get(i).path());
      Node child = directory == null ? null : child(each.caller(), each.call(), directory);
      if (child != null) {
        each.caller().children.put(each.call().name(), child);
        children.add(child);
      }
    }
    return children;
  }

  private @Nullable Node child(Node caller, ModuleCall call, Path directory) {
    Path real = real(directory);
    if (caller.ancestry.contains(real)) {
      refuse(
          "Module calls itself",
          ("The module \"%s\" is in \"%s\", which is the directory of a module that leads"
                  + " here, so it would never end.")
              .formatted(call.name(), directory.toString().isEmpty() ? "." : directory),
          call);
      return null;
    }
    if (caller.ancestry.depth() >= MAXIMUM_DEPTH || modules >= MAXIMUM_MODULES) {
      refuse(
          "Too many modules",
          "Modules can be nested %d deep, and there can be %d of them in all."
              .formatted(MAXIMUM_DEPTH, MAXIMUM_MODULES),
          call);
      return null;
    }
    Module read = read(directory, call.sourceRange());
    if (read == null) {
      return null;
    }
    modules++;
    Module placed = read.at(caller.module.path().child(call.name()));
    return new Node(
        placed,
        caller.scope.child(placed, call),
        new Ancestry(caller.ancestry, real, caller.ancestry.depth() + 1));
  }

  /// The directory without symbolic links, so that a link to a caller is known for one.
  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException exception) {
      return directory.toAbsolutePath().normalize();
    }
  }

  private void refuse(String summary, String detail, ModuleCall call) {
    diagnostics.add(Diagnostic.error(summary, detail, call.sourceRange()));
  }
}
