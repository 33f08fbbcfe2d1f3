package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
}
