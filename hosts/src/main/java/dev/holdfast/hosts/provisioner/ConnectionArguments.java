package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.ssh.SshTarget;
import dev.holdfast.hosts.connection.ssh.SshUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a `connection` block says.
final class ConnectionArguments {
  private static final List<String> TEXTS =
      List.of(
          "type",
          "user",
          "password",
          "host",
          "timeout",
          "script_path",
          "target_platform",
          "private_key",
          "certificate",
          "host_key",
          "agent_identity",
          "proxy_scheme",
          "proxy_host",
          "proxy_user_name",
          "proxy_user_password",
          "bastion_host",
          "bastion_host_key",
          "bastion_user",
          "bastion_password",
          "bastion_private_key",
          "bastion_certificate",
          "cacert");

  static final Block SCHEMA = schema();

  private static final int STANDARD_PORT = 22;
  private static final Duration ONE_TRY = Duration.ofSeconds(20);
  private static final Pattern DURATION =
      Pattern.compile("(?=.)(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");
  private static final List<String> UNSUPPORTED =
      List.of(
          "agent_identity",
          "proxy_scheme",
          "proxy_host",
          "proxy_port",
          "proxy_user_name",
          "proxy_user_password");

  private ConnectionArguments() {}

  private static Block schema() {
    Map<String, Attribute> attributes = new TreeMap<>();
    TEXTS.forEach(name -> attributes.put(name, Attribute.optional(Type.STRING, "")));
    for (String name : List.of("port", "proxy_port", "bastion_port")) {
      attributes.put(name, Attribute.optional(Type.NUMBER, ""));
    }
    for (String name : List.of("agent", "https", "insecure", "use_ntlm")) {
      attributes.put(name, Attribute.optional(Type.BOOLEAN, ""));
    }
    return Block.of(attributes);
  }

  /// Whom a block leads to.
  ///
  /// @throws RemoteConnection.RemoteException if the block cannot be followed
  static SshTarget target(Value block, SshUser user) throws RemoteConnection.RemoteException {
    Arguments given = new Arguments(block);
    String type = given.text("type");
    if (!type.isEmpty() && !type.equals("ssh")) {
      throw new RemoteConnection.RemoteException(
          "Connections of the type \"%s\" are not supported; only ssh is.".formatted(type));
    }
    for (String name : UNSUPPORTED) {
      if (given.isSet(name)) {
        throw new RemoteConnection.RemoteException(
            "The argument \"%s\" of the connection is not supported.".formatted(name));
      }
    }
    if (given.text("host").isEmpty()) {
      throw new RemoteConnection.RemoteException("The connection has no host.");
    }
    String login = given.textOr("user", "root");
    int port = given.number("port", STANDARD_PORT);
    boolean agent = user.agent().isPresent() && (!given.isSet("agent") || given.truth("agent"));
    Optional<SshTarget> bastion =
        given.text("bastion_host").isEmpty()
            ? Optional.empty()
            : Optional.of(
                target(
                    given.text("bastion_host"),
                    given.number("bastion_port", port),
                    given.textOr("bastion_user", login),
                    given.text("bastion_host_key"),
                    given.textOr("bastion_password", given.text("password")),
                    given.textOr("bastion_private_key", given.text("private_key")),
                    given.text("bastion_certificate"),
                    agent,
                    Optional.empty()));
    return target(
        given.text("host"),
        port,
        login,
        given.text("host_key"),
        given.text("password"),
        given.text("private_key"),
        given.text("certificate"),
        agent,
        bastion);
  }

  /// A machine that was just made cannot be known, so an unknown key is no fault here.
  private static SshTarget target(
      String host,
      int port,
      String user,
      String hostKey,
      String password,
      String privateKey,
      String certificate,
      boolean agent,
      Optional<SshTarget> bastion) {
    boolean identities = password.isEmpty() && privateKey.isEmpty();
    return new SshTarget(
        host,
        port,
        user,
        hostKey,
        true,
        password,
        privateKey,
        certificate,
        agent,
        identities,
        ONE_TRY,
        bastion);
  }

  /// How long to go on trying: `timeout`, five minutes by default.
  static Duration timeout(Value block) throws RemoteConnection.RemoteException {
    String text = new Arguments(block).text("timeout");
    if (text.isEmpty()) {
      return Duration.ofMinutes(5);
    }
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new RemoteConnection.RemoteException(
          "The timeout \"%s\" of the connection is not a duration such as 30s, 5m or 1h30m."
              .formatted(text));
    }
    return Duration.ofHours(whole(parts.group(1)))
        .plusMinutes(whole(parts.group(2)))
        .plusSeconds(whole(parts.group(3)));
  }

  private static long whole(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
