package dev.holdfast.registry.settings;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes settings of the files that say them, read one after the other. Of a setting that several
/// files have, the first counts; credentials and hosts of later files win.
final class SettingsDecoder {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\{([^}]*)}|([A-Za-z_][A-Za-z0-9_]*))");

  /// What the peers understand, and what has no meaning here.
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "disable_checkpoint",
          "disable_checkpoint_signature",
          "providers",
          "provisioners",
          "oci_credentials",
          "oci_default_credentials");

  private static final Set<String> KNOWN =
      Set.of(
          "plugin_cache_dir",
          "plugin_cache_may_break_dependency_lock_file",
          "credentials",
          "credentials_helper",
          "host",
          "provider_installation",
          "registry_protocols");

  private final Map<String, String> environment;
  private final Diagnostics diagnostics;
  private final ProviderInstallationDecoder installation;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, Map<String, String>> services = new HashMap<>();
  private Optional<Path> pluginCache = Optional.empty();
  private boolean cacheMayBreakLock;
  private Optional<UserSettings.HelperProgram> credentialsHelper = Optional.empty();
  private int registryRetries = -1;
  private int registryTimeout;

  SettingsDecoder(Map<String, String> environment, Path folder, Diagnostics diagnostics) {
    this.environment = environment;
    this.diagnostics = diagnostics;
    this.installation = new ProviderInstallationDecoder(folder, diagnostics);
  }

  /// What all files together say.
  UserSettings settings() {
    String cache = environment.getOrDefault("TF_PLUGIN_CACHE_DIR", "");
    String mayBreak =
        environment.getOrDefault("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "");
    return new UserSettings(
        cache.isEmpty() ? pluginCache : Optional.of(Path.of(cache)),
        cacheMayBreakLock || !(mayBreak.isEmpty() || mayBreak.equals("0")),
        tokens,
        credentialsHelper,
        services,
        installation.methods(),
        installation.developmentOverrides(),
        registryRetries,
        registryTimeout);
  }

  void add(SettingNode.Group file) {
    for (SettingNode.Item item : file.items()) {
      switch (item.key()) {
        case "plugin_cache_dir" ->
            pluginCache = pluginCache.or(() -> text(item).map(this::expanded).map(Path::of));
        case "plugin_cache_may_break_dependency_lock_file" ->
            cacheMayBreakLock |= item.value() instanceof SettingNode.Truth truth && truth.value();
        case "credentials" -> labelled(item, this::credentials);
        case "credentials_helper" -> labelled(item, this::helper);
        case "host" -> labelled(item, this::host);
        case "provider_installation" -> installation.add(item);
        case "registry_protocols" -> bodies(item.value()).forEach(this::registryProtocols);
        default -> unknown(item);
      }
    }
  }

  /// Only the credentials of a file.
  void addCredentials(SettingNode.Group file) {
    file.under("credentials").forEach(item -> labelled(item, this::credentials));
  }

  private void unknown(SettingNode.Item item) {
    if (!WITHOUT_MEANING.contains(item.key())) {
      diagnostics.add(
          Diagnostic.warning(
              "Unknown setting",
              "There is no setting \"%s\", so it has no effect.%s"
                  .formatted(item.key(), Suggestion.sentence(item.key(), new TreeSet<>(KNOWN))),
              item.keyRange()));
    }
  }

  /// Hands out each label with its body: `key "label" { … }`, also written as a map.
  private void labelled(SettingNode.Item item, BiConsumer<SettingNode.Item, SettingNode.Group> to) {
    for (SettingNode.Group labels : bodies(item.value())) {
      for (SettingNode.Item label : labels.items()) {
        List<SettingNode.Group> bodies = bodies(label.value());
        if (bodies.isEmpty()) {
          error(
              "Invalid " + item.key() + " block",
              "Write %s \"NAME\" { … }.".formatted(item.key()),
              label.keyRange());
        }
        bodies.forEach(body -> to.accept(label, body));
      }
    }
  }

  /// A block, or in JSON a list of them.
  static List<SettingNode.Group> bodies(SettingNode value) {
    return switch (value) {
      case SettingNode.Group group -> List.of(group);
      case SettingNode.Sequence sequence -> {
        List<SettingNode.Group> groups = new ArrayList<>();
        for (SettingNode each : sequence.elements()) {
          groups.addAll(bodies(each));
        }
        yield groups;
      }
      default -> List.of();
    };
  }

  private void credentials(SettingNode.Item label, SettingNode.Group body) {
    Optional<String> host = host(label, "credentials");
    List<SettingNode.Item> token = body.under("token");
    if (host.isPresent() && !token.isEmpty()) {
      text(token.getLast()).ifPresent(text -> tokens.put(host.get(), text));
    }
  }

  private Optional<String> host(SettingNode.Item label, String block) {
    Optional<String> host = HostName.normal(label.key());
    if (host.isEmpty()) {
      error(
          "Invalid host name",
          "The %s block has \"%s\", which is not the name of a host.".formatted(block, label.key()),
          label.keyRange());
    }
    return host;
  }

  private void helper(SettingNode.Item label, SettingNode.Group body) {
    if (credentialsHelper.isPresent()) {
      error(
          "Duplicate credentials_helper block",
          "There can be only one credentials_helper.",
          label.keyRange());
      return;
    }
    if (!label.key().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      error(
          "Invalid credentials_helper block",
          "A helper has a name such as \"example\", and its program is called"
              + " terraform-credentials-example.",
          label.keyRange());
      return;
    }
    List<String> arguments = new ArrayList<>();
    for (SettingNode.Item item : body.under("args")) {
      arguments.addAll(texts(item));
    }
    credentialsHelper = Optional.of(new UserSettings.HelperProgram(label.key(), arguments));
  }

  private void host(SettingNode.Item label, SettingNode.Group body) {
    Optional<String> host = host(label, "host");
    Map<String, String> addresses = new HashMap<>();
    for (SettingNode.Item item : body.under("services")) {
      for (SettingNode.Group each : bodies(item.value())) {
        each.items().forEach(service -> addresses.put(service.key(), plainText(service.value())));
      }
    }
    host.ifPresent(name -> services.put(name, Map.copyOf(addresses)));
  }

  private static String plainText(SettingNode node) {
    return node instanceof SettingNode.Text text ? text.value() : "";
  }

  private void registryProtocols(SettingNode.Group body) {
    for (SettingNode.Item item : body.items()) {
      switch (item.key()) {
        case "retry_count" -> registryRetries = whole(item, registryRetries);
        case "request_timeout_seconds" -> registryTimeout = whole(item, registryTimeout);
        default -> unknown(item);
      }
    }
  }

  private int whole(SettingNode.Item item, int fallback) {
    if (item.value() instanceof SettingNode.Numeral number && number.text().matches("\\d{1,6}")) {
      return Integer.parseInt(number.text());
    }
    error(
        "Invalid setting", "\"%s\" must be a whole number.".formatted(item.key()), item.keyRange());
    return fallback;
  }

  private Optional<String> text(SettingNode.Item item) {
    return text(item, diagnostics);
  }

  static Optional<String> text(SettingNode.Item item, Diagnostics diagnostics) {
    if (item.value() instanceof SettingNode.Text text) {
      return Optional.of(text.value());
    }
    diagnostics.add(
        Diagnostic.error(
            "Invalid setting", "\"%s\" must be a text.".formatted(item.key()), item.keyRange()));
    return Optional.empty();
  }

  private List<String> texts(SettingNode.Item item) {
    return texts(item, diagnostics);
  }

  static List<String> texts(SettingNode.Item item, Diagnostics diagnostics) {
    List<String> texts = new ArrayList<>();
    boolean valid = item.value() instanceof SettingNode.Sequence;
    if (item.value() instanceof SettingNode.Sequence sequence) {
      for (SettingNode each : sequence.elements()) {
        if (each instanceof SettingNode.Text text) {
          texts.add(text.value());
        } else {
          valid = false;
        }
      }
    }
    if (!valid) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid setting",
              "\"%s\" must be a list of texts.".formatted(item.key()),
              item.keyRange()));
    }
    return texts;
  }

  /// The text with `$NAME` and `${NAME}` replaced by variables of the environment.
  private String expanded(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> {
          String name = match.group(1) == null ? match.group(2) : match.group(1);
          return Matcher.quoteReplacement(environment.getOrDefault(name, ""));
        });
  }

  private void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }
}
