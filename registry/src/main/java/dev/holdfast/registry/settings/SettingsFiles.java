package dev.holdfast.registry.settings;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds and reads the files in which users keep settings for all projects.
///
/// The main file is that of `TF_CLI_CONFIG_FILE`, or else `~/.tofurc`, `~/.terraformrc`, or
/// `tofurc` in the folder `opentofu` of the XDG folder for configuration: the first of them. Unless
/// the variable is set, the files `*.tfrc` and `*.tfrc.json` of the configuration folder count too.
public final class SettingsFiles {
  /// The file in which tokens are kept that were got by logging in.
  public static final String CREDENTIALS_FILE = "credentials.tfrc.json";

  private final UserFolders folders;
  private final Path folder;
  private final Consumer<SourceFile> sources;
  private final Diagnostics diagnostics;

  private SettingsFiles(
      Map<String, String> environment,
      Path folder,
      Consumer<SourceFile> sources,
      Diagnostics diagnostics) {
    this.folders = UserFolders.of(environment);
    this.folder = folder;
    this.sources = sources;
    this.diagnostics = diagnostics;
  }

  /// Reads the settings of a user.
  ///
  /// @param folder what relative paths are relative to
  /// @param sources takes the files that diagnostics point into
  public static UserSettings read(
      Map<String, String> environment,
      Path folder,
      Consumer<SourceFile> sources,
      Diagnostics diagnostics) {
    return new SettingsFiles(environment, folder, sources, diagnostics).read();
  }

  private UserSettings read() {
    SettingsDecoder decoder = new SettingsDecoder(folders.environment(), folder, diagnostics);
    Optional<Path> named = named();
    named.or(this::standard).ifPresent(file -> decoder.add(parse(file)));
    Optional<Path> configuration = folders.configuration().filter(Files::isDirectory);
    if (named.isEmpty() && !isOverridden()) {
      configuration.ifPresent(each -> readFolder(each, decoder));
    } else {
      configuration
          .map(each -> each.resolve(CREDENTIALS_FILE))
          .filter(Files::isRegularFile)
          .ifPresent(file -> decoder.addCredentials(parse(file)));
    }
    return decoder.settings();
  }

  private String override() {
    Map<String, String> environment = folders.environment();
    String given = environment.getOrDefault("TF_CLI_CONFIG_FILE", "");
    return given.isEmpty() ? environment.getOrDefault("TERRAFORM_CONFIG", "") : given;
  }

  private boolean isOverridden() {
    return !override().isEmpty();
  }

  private Optional<Path> named() {
    if (!isOverridden()) {
      return Optional.empty();
    }
    Path file = folder.resolve(override());
    if (Files.isRegularFile(file)) {
      return Optional.of(file);
    }
    diagnostics.add(
        Diagnostic.warning(
            "Unable to open CLI configuration file",
            "The CLI configuration file at \"%s\" does not exist.".formatted(override())));
    return Optional.empty();
  }

  private Optional<Path> standard() {
    if (isOverridden()) {
      return Optional.empty();
    }
    Stream<Path> inHome =
        folders.home().stream()
            .flatMap(home -> Stream.of(home.resolve(".tofurc"), home.resolve(".terraformrc")));
    Stream<Path> inConfiguration =
        folders.configuration().stream().map(each -> each.resolve("tofurc"));
    return Stream.concat(inHome, inConfiguration).filter(Files::isRegularFile).findFirst();
  }

  private void readFolder(Path configuration, SettingsDecoder decoder) {
    try (Stream<Path> all = Files.list(configuration)) {
      List<Path> files =
          all.filter(file -> file.toString().matches(".*\\.tfrc(\\.json)?"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      files.forEach(file -> decoder.add(parse(file)));
    } catch (IOException fault) {
      unreadable(configuration, fault);
    }
  }

  private SettingNode.Group parse(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException fault) {
      unreadable(file, fault);
      bytes = new byte[0];
    }
    SourceFile source = SourceFile.of(file.toString(), bytes);
    boolean json = file.toString().endsWith(".json");
    // What a file with secrets says is not shown, not even beside a fault in it.
    if (!json) {
      sources.accept(source);
    }
    if (bytes.length == 0) {
      return new SettingNode.Group(List.of(), source.range(0, 0));
    }
    return json ? SettingJson.parse(source, diagnostics) : SettingParser.parse(source, diagnostics);
  }

  private void unreadable(Path file, IOException fault) {
    diagnostics.add(
        Diagnostic.error(
            "Settings cannot be read",
            "The settings in %s cannot be read: %s."
                .formatted(file, PrivateFiles.describe(fault))));
  }
}
