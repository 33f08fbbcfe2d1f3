package dev.holdfast.plugins.protocol;

import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The schemas of a provider by type, each decoded when it is first asked for: a provider may have
/// thousands, and a configuration uses a handful. Until then it is the bytes that came over the
/// wire.
final class SchemaMap extends AbstractMap<String, ResourceSchema> {
  private final Map<String, Message> messages;
  private final Map<String, ResourceSchema> decoded = new ConcurrentHashMap<>();
  private final Decoder decoder;

  @FunctionalInterface
  interface Decoder {
    ResourceSchema decode(String type, Message schema)
        throws MalformedMessageException, CodecException;
  }

  SchemaMap(Map<String, Message> messages, Decoder decoder) {
    this.messages = new TreeMap<>(messages);
    this.decoder = decoder;
  }

  @Override
  public @Nullable ResourceSchema get(@Nullable Object key) {
    if (!(key instanceof String type)) {
      return null;
    }
    Message message = messages.get(type);
    return message == null ? null : decoded.computeIfAbsent(type, each -> decode(each, message));
  }

  private ResourceSchema decode(String type, Message message) {
    try {
      return decoder.decode(type, message);
    } catch (MalformedMessageException | CodecException malformed) {
      throw new IllegalStateException(
          "the provider's schema of %s cannot be understood: %s"
              .formatted(type, malformed.getMessage()),
          malformed);
    }
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String type && messages.containsKey(type);
  }

  @Override
  public int size() {
    return messages.size();
  }

  @Override
  public Set<String> keySet() {
    return java.util.Collections.unmodifiableSet(messages.keySet());
  }

  @Override
  public Set<Entry<String, ResourceSchema>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, ResourceSchema>> iterator() {
        Iterator<Entry<String, Message>> types = messages.entrySet().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return types.hasNext();
          }

          @Override
          public Entry<String, ResourceSchema> next() {
            Entry<String, Message> next = types.next();
            return Map.entry(
                next.getKey(),
                decoded.computeIfAbsent(next.getKey(), each -> decode(each, next.getValue())));
          }
        };
      }

      @Override
      public int size() {
        return messages.size();
      }
    };
  }
}
