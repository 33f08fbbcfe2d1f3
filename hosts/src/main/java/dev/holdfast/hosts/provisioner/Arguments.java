package dev.holdfast.hosts.provisioner;

import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The arguments of a block, read by name. What is null or unknown reads as empty.
record Arguments(Value value) {

  private Value argument(String name) {
    Value found = value instanceof ObjectValue object ? object.attributes().get(name) : null;
    if (found == null) {
      throw new IllegalArgumentException("no argument " + name);
    }
    return found;
  }

  boolean isSet(String name) {
    return !argument(name).isNull();
  }

  boolean isKnown(String name) {
    return argument(name).isWhollyKnown();
  }

  String text(String name) {
    return argument(name) instanceof StringValue string ? string.value() : "";
  }

  String textOr(String name, String otherwise) {
    return isSet(name) ? text(name) : otherwise;
  }

  int number(String name, int otherwise) {
    return argument(name) instanceof NumberValue number
        ? (int) number.value().longValueExact()
        : otherwise;
  }

  boolean truth(String name) {
    return argument(name) instanceof BooleanValue truth && truth.value();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (argument(name) instanceof ListValue list) {
      for (Value each : list.elements()) {
        texts.add(each instanceof StringValue string ? string.value() : "");
      }
    }
    return texts;
  }

  Map<String, String> entries(String name) {
    Map<String, String> entries = new TreeMap<>();
    if (argument(name) instanceof MapValue map) {
      map.elements()
          .forEach((key, each) -> {
            if (each instanceof StringValue string) {
              entries.put(key, string.value());
            }
          });
    }
    return entries;
  }
}
