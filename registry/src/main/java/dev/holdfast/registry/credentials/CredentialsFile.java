package dev.holdfast.registry.credentials;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.registry.settings.HostName;
import dev.holdfast.registry.settings.SettingsFiles;
import dev.holdfast.registry.settings.UserFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The file `credentials.tfrc.json`, in which the peers too keep the tokens that a user has got by
/// logging in. What else is in it stays as it is. Only its owner may read it.
///
/// @param path which need not exist yet
public record CredentialsFile(Path path) {
  private static final String CREDENTIALS = "credentials";

  /// The file of a user; empty where the environment names no home.
  public static Optional<CredentialsFile> of(Map<String, String> environment) {
    return UserFolders.of(environment)
        .configuration()
        .map(folder -> new CredentialsFile(folder.resolve(SettingsFiles.CREDENTIALS_FILE)));
  }

  /// Keeps the token for a host, in place of any that is there.
  ///
  /// @param host in its normal form
  public void put(String host, String token) throws IOException {
    Map<String, Value> document = read();
    Map<String, Value> hosts = hosts(document);
    hosts.keySet().removeIf(each -> isHost(each, host));
    hosts.put(host, Value.object(Map.of("token", Value.of(token))));
    write(document, hosts);
  }

  /// Forgets the token for a host.
  ///
  /// @return whether there was one
  public boolean remove(String host) throws IOException {
    Map<String, Value> document = read();
    Map<String, Value> hosts = hosts(document);
    if (!hosts.keySet().removeIf(each -> isHost(each, host))) {
      return false;
    }
    write(document, hosts);
    return true;
  }

  private static boolean isHost(String written, String host) {
    return HostName.normal(written).filter(host::equals).isPresent();
  }

  private Map<String, Value> read() throws IOException {
    if (!Files.exists(path)) {
      return new TreeMap<>();
    }
    try {
      if (ValueJson.decodeImplied(Files.readAllBytes(path)) instanceof ObjectValue document) {
        return new TreeMap<>(document.attributes());
      }
    } catch (CodecException damaged) {
      // Nothing of it is shown: there are tokens in it.
      throw new IOException(path + " is not JSON; mend it or remove it", damaged);
    }
    throw new IOException(path + " is not a JSON object; mend it or remove it");
  }

  private static Map<String, Value> hosts(Map<String, Value> document) {
    return document.get(CREDENTIALS) instanceof ObjectValue hosts
        ? new TreeMap<>(hosts.attributes())
        : new TreeMap<>();
  }

  private void write(Map<String, Value> document, Map<String, Value> hosts) throws IOException {
    document.put(CREDENTIALS, Value.object(hosts));
    Files.createDirectories(PrivateFiles.folder(path));
    try {
      PrivateFiles.replace(
          path, (ValueJson.encode(Value.object(document)) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (CodecException impossible) {
      throw new IllegalStateException("what was read from JSON can be written as JSON", impossible);
    }
  }
}
