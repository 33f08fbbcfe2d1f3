package dev.holdfast.cli.render.json;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.json.JsonOutput;
import java.io.IOException;
import java.util.Locale;

/// The members that say which object something is about.
final class ResourceFields {
  private ResourceFields() {}

  /// Mode, type, name, key and provider of an instance, behind its address.
  static void write(ResourceInstanceAddress address, ProviderSource provider, JsonOutput out)
      throws IOException {
    out.member("mode", word(address.resource().mode()));
    out.member("type", address.resource().type());
    out.member("name", address.resource().name());
    writeKey("index", address.key(), out);
    out.member("provider_name", provider.toString());
  }

  /// A number or text; nothing where there is no key.
  static void writeKey(String name, InstanceKey key, JsonOutput out) throws IOException {
    switch (key) {
      case InstanceKey.None none -> {}
      case InstanceKey.Index(long index) -> out.member(name, index);
      case InstanceKey.Key(String text) -> out.member(name, text);
    }
  }

  static String word(ResourceMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
