package dev.holdfast.registry.settings;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.ProviderSourceParser;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Parsed;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decodes the `provider_installation` block.
final class ProviderInstallationDecoder {
  private static final String SUMMARY = "Invalid provider_installation method block";

  private final Path folder;
  private final Diagnostics diagnostics;
  private final List<InstallationMethod> methods = new ArrayList<>();
  private final Map<ProviderSource, Path> developmentOverrides = new HashMap<>();
  private boolean seen;

  /// @param folder what relative paths are relative to
  ProviderInstallationDecoder(Path folder, Diagnostics diagnostics) {
    this.folder = folder;
    this.diagnostics = diagnostics;
  }

  List<InstallationMethod> methods() {
    return methods;
  }

  Map<ProviderSource, Path> developmentOverrides() {
    return developmentOverrides;
  }

  void add(SettingNode.Item block) {
    if (seen) {
      error(
          "Duplicate provider_installation block",
          "No more than one provider_installation block may be specified.",
          block.keyRange());
      return;
    }
    seen = true;
    List<SettingNode.Group> bodies = SettingsDecoder.bodies(block.value());
    if (bodies.isEmpty()) {
      error(
          "Invalid provider_installation block",
          "The provider_installation block must not be introduced with an equals sign.",
          block.keyRange());
    }
    for (SettingNode.Group body : bodies) {
      for (SettingNode.Item item : body.items()) {
        List<SettingNode.Group> settings = SettingsDecoder.bodies(item.value());
        if (settings.isEmpty()) {
          error(
              SUMMARY,
              "The items inside the provider_installation block must all be blocks.",
              item.keyRange());
        }
        settings.forEach(each -> method(item, each));
      }
    }
  }

  private void method(SettingNode.Item item, SettingNode.Group body) {
    switch (item.key()) {
      case "direct" -> methods.add(new InstallationMethod.Direct(patterns(body), retries(body)));
      case "filesystem_mirror" ->
          required(item, body, "path")
              .ifPresent(path ->
                  methods.add(
                      new InstallationMethod.FilesystemMirror(
                          folder.resolve(path), patterns(body))));
      case "network_mirror" ->
          required(item, body, "url")
              .flatMap(url -> mirrorAddress(url, item.keyRange()))
              .ifPresent(url -> methods.add(networkMirror(url, body)));
      case "dev_overrides" -> developmentOverrides(item, body);
      case "oci_mirror" ->
          methods.add(new InstallationMethod.Unsupported(item.key(), patterns(body)));
      default ->
          error(
              SUMMARY,
              "Unknown provider installation method \"%s\".".formatted(item.key()),
              item.keyRange());
    }
  }

  private InstallationMethod networkMirror(URI url, SettingNode.Group body) {
    boolean trust =
        body.under("trust_all_hashes").stream()
            .anyMatch(each -> each.value() instanceof SettingNode.Truth truth && truth.value());
    return new InstallationMethod.NetworkMirror(url, patterns(body), trust, retries(body));
  }

  private Optional<String> required(SettingNode.Item item, SettingNode.Group body, String name) {
    List<SettingNode.Item> given = body.under(name);
    if (given.isEmpty()) {
      error(
          SUMMARY,
          "Invalid %s block: \"%s\" argument is required.".formatted(item.key(), name),
          item.keyRange());
      return Optional.empty();
    }
    return SettingsDecoder.text(given.getLast(), diagnostics);
  }

  private Optional<URI> mirrorAddress(String text, SourceRange range) {
    try {
      URI address = URI.create(text.endsWith("/") ? text : text + "/");
      if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException invalid) {
      // Said below.
    }
    error(
        "Invalid URL for provider installation source",
        "Cannot use \"%s\" as a provider network mirror: the mirror must be at an https: URL."
            .formatted(text),
        range);
    return Optional.empty();
  }

  private int retries(SettingNode.Group body) {
    for (SettingNode.Item item : body.under("download_retry_count")) {
      if (item.value() instanceof SettingNode.Numeral number && number.text().matches("\\d{1,6}")) {
        return Integer.parseInt(number.text());
      }
      error(SUMMARY, "\"download_retry_count\" must be a whole number.", item.keyRange());
    }
    return -1;
  }

  private void developmentOverrides(SettingNode.Item item, SettingNode.Group body) {
    if (!methods.isEmpty()) {
      error(
          SUMMARY,
          "The dev_overrides block must appear before all other installation methods, because"
              + " development overrides always have the highest priority.",
          item.keyRange());
      return;
    }
    for (SettingNode.Item override : body.items()) {
      Parsed<@Nullable ProviderSource> source =
          ProviderSourceParser.parse(override.key(), override.keyRange());
      diagnostics.addAll(source.diagnostics());
      Optional<String> path = SettingsDecoder.text(override, diagnostics);
      if (source.tree() != null && path.isPresent()) {
        developmentOverrides.put(source.tree(), folder.resolve(path.get()).normalize());
      }
    }
  }

  private ProviderPatterns patterns(SettingNode.Group body) {
    return new ProviderPatterns(patterns(body, "include"), patterns(body, "exclude"));
  }

  private List<ProviderPatterns.Pattern> patterns(SettingNode.Group body, String name) {
    List<ProviderPatterns.Pattern> patterns = new ArrayList<>();
    for (SettingNode.Item item : body.under(name)) {
      for (String text : SettingsDecoder.texts(item, diagnostics)) {
        pattern(text, item.keyRange()).ifPresent(patterns::add);
      }
    }
    return patterns;
  }

  /// `HOST/NAMESPACE/TYPE` or `NAMESPACE/TYPE` with `*` for any part. Where a part is `*`, a name
  /// stands in for it while the others are checked.
  private Optional<ProviderPatterns.Pattern> pattern(String text, SourceRange range) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      error(
          "Invalid provider matching pattern",
          "\"%s\" is not of the form HOST/NAMESPACE/TYPE or NAMESPACE/TYPE.".formatted(text),
          range);
      return Optional.empty();
    }
    String[] checked = parts.clone();
    for (int i = 0; i < parts.length; i++) {
      checked[i] = parts[i].equals("*") ? "any" : parts[i];
    }
    Parsed<@Nullable ProviderSource> source =
        ProviderSourceParser.parse(String.join("/", checked), range);
    diagnostics.addAll(source.diagnostics());
    ProviderSource names = source.tree();
    if (names == null) {
      return Optional.empty();
    }
    int first = parts.length == 3 ? 1 : 0;
    return Optional.of(
        new ProviderPatterns.Pattern(
            first == 1 && parts[0].equals("*") ? "*" : names.host(),
            parts[first].equals("*") ? "*" : names.namespace(),
            parts[first + 1].equals("*") ? "*" : names.type()));
  }

  private void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }
}
