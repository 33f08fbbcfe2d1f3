package dev.holdfast.engine.backend;

import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The arguments of a backend, read by the types that its schema has made certain.
///
/// @param values null or absent where nothing was given
public record BackendArguments(ObjectValue values) {

  private @Nullable Value value(String name) {
    return values.attributes().get(name);
  }

  public Optional<String> text(String name) {
    return value(name) instanceof StringValue text ? Optional.of(text.value()) : Optional.empty();
  }

  public Optional<Boolean> truth(String name) {
    return value(name) instanceof BooleanValue truth
        ? Optional.of(truth.value())
        : Optional.empty();
  }

  /// A whole number; what does not fit a long counts as not given.
  public OptionalLong whole(String name) {
    return value(name) instanceof NumberValue number && number.value().fitsLong()
        ? OptionalLong.of(number.value().longValueExact())
        : OptionalLong.empty();
  }

  public List<String> texts(String name) {
    List<Value> elements =
        switch (value(name)) {
          case ListValue list -> list.elements();
          case SetValue set -> set.elements();
          case null, default -> List.of();
        };
    return elements.stream()
        .filter(StringValue.class::isInstance)
        .map(each -> ((StringValue) each).value())
        .toList();
  }

  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value(name) instanceof MapValue map) {
      map.elements()
          .forEach((key, element) -> {
            if (element instanceof StringValue text) {
              texts.put(key, text.value());
            }
          });
    }
    return texts;
  }

  /// The attributes of a nested structure; empty where it was not given.
  public Optional<BackendArguments> nested(String name) {
    return value(name) instanceof ObjectValue object
        ? Optional.of(new BackendArguments(object))
        : Optional.empty();
  }
}
