package dev.holdfast.backends.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// A kubeconfig file.
///
/// @param root the whole of it
record Kubeconfig(Section root) {

  /// A mapping in the file.
  ///
  /// @param values by their names
  /// @param folder that names of files in it are relative to
  record Section(Map<?, ?> values, Path folder) {

    boolean has(String name) {
      return values.get(name) != null;
    }

    /// A scalar as a text; empty where there is none.
    String text(String name) {
      Object value = values.get(name);
      return value == null || value instanceof Map || value instanceof List
          ? ""
          : String.valueOf(value);
    }

    String textOrFile(String name, String fileName) throws IOException {
      return text(name).isEmpty() && !text(fileName).isEmpty()
          ? Files.readString(folder.resolve(text(fileName))).strip()
          : text(name);
    }

    /// What `NAME-data` holds in base 64, or the file that `NAME` names; null where neither is.
    @Nullable String pem(String name) throws IOException {
      String data = text(name + "-data");
      if (!data.isEmpty()) {
        try {
          return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
          throw new IOException(name + "-data is not base 64", malformed);
        }
      }
      return text(name).isEmpty() ? null : Files.readString(folder.resolve(text(name)));
    }

    private Section section(String name) {
      return new Section(values.get(name) instanceof Map<?, ?> map ? map : Map.of(), folder);
    }

    /// The entry of that name in a list of named entries.
    private Section named(String list, String wanted, String what) throws IOException {
      if (values.get(list) instanceof List<?> entries) {
        for (Object each : entries) {
          if (each instanceof Map<?, ?> entry && wanted.equals(entry.get("name"))) {
            return new Section(entry, folder).section(what);
          }
        }
      }
      throw new IOException("there is no %s named \"%s\" in it".formatted(what, wanted));
    }
  }

  /// A cluster and who goes there.
  record Context(Section cluster, Section user, String namespace) {}

  static Kubeconfig read(Path file) throws IOException {
    try {
      Object document =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      Path folder = file.toAbsolutePath().getParent();
      return new Kubeconfig(
          new Section(
              document instanceof Map<?, ?> map ? map : Map.of(),
              folder == null ? file.toAbsolutePath() : folder));
    } catch (YAMLException malformed) {
      throw new IOException("it is not YAML", malformed);
    }
  }

  /// A context by its name, or the current one.
  ///
  /// @param cluster another cluster than the one of the context; empty for that one
  /// @param user another user than the one of the context; empty for that one
  Context context(String name, String cluster, String user) throws IOException {
    String wanted = name.isEmpty() ? root.text("current-context") : name;
    Section context =
        wanted.isEmpty()
            ? new Section(Map.of(), root.folder)
            : root.named("contexts", wanted, "context");
    String clusterName = cluster.isEmpty() ? context.text("cluster") : cluster;
    String userName = user.isEmpty() ? context.text("user") : user;
    return new Context(
        root.named("clusters", clusterName, "cluster"),
        userName.isEmpty()
            ? new Section(Map.of(), root.folder)
            : root.named("users", userName, "user"),
        context.text("namespace"));
  }
}
