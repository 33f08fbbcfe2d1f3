package dev.holdfast.lab.provider;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.hcl.type.Type;
import java.util.Map;
import java.util.TreeMap;

/// The attributes of `lab_host`.
final class HostSchema {
  private HostSchema() {}

  private static final Block NETWORK =
      Block.of(
          Map.of(
              "network",
              Attribute.required(Type.STRING, "The name of the network."),
              "address",
              Attribute.optional(
                  Type.STRING,
                  "The host's address there, for example 10.1.0.11 or 10.1.0.11/24; without one the"
                      + " host configures itself."),
              "gateway",
              Attribute.optional(Type.STRING, "The default gateway, when it is in this network.")));

  /// The block of a host.
  static Block block() {
    Map<String, Attribute> attributes = new TreeMap<>();
    attributes.put("name", Attribute.required(Type.STRING, "Its name, unique in the lab."));
    attributes.put(
        "image",
        Attribute.required(Type.STRING, "The id of a lab_image, or the path of a directory."));
    attributes.put(
        "init",
        Attribute.optionalComputed(
            Type.STRING, "What runs as its first process: systemd (default) or tiny."));
    attributes.put("memory", Attribute.optional(Type.STRING, "At most so much, such as 512M."));
    attributes.put(
        "cpus", Attribute.optional(Type.NUMBER, "At most so many processors' time, such as 0.5."));
    attributes.put(
        "processes", Attribute.optional(Type.NUMBER, "At most so many processes and threads."));
    attributes.put(
        "disk", Attribute.optional(Type.STRING, "At most so much of its own files, such as 1G."));
    attributes.put(
        "routes",
        Attribute.optional(
            Type.map(Type.STRING), "Gateways by destination, such as 10.2.0.0/16, or default."));
    attributes.put(
        "nameservers",
        Attribute.optional(Type.list(Type.STRING), "Addresses of the servers it asks for names."));
    attributes.put(
        "search",
        Attribute.optional(Type.list(Type.STRING), "Domains that a short name is tried in."));
    attributes.put(
        "sysctl",
        Attribute.optional(
            Type.map(Type.STRING), "Kernel settings below net., such as net.ipv4.ip_forward."));
    attributes.put("id", Attribute.computed(Type.STRING, "lab://LAB/NAME: where to reach it."));
    attributes.put("status", Attribute.computed(Type.STRING, "running, or stopped."));
    attributes.put(
        "address", Attribute.computed(Type.STRING, "Its first address, without the prefix."));
    return new Block(attributes, Map.of("network", NestedBlock.list(NETWORK)));
  }
}
