package dev.holdfast.hcl.codec;

import static dev.holdfast.hcl.codec.MessagePackEncoding.LOWER_BOUND;
import static dev.holdfast.hcl.codec.MessagePackEncoding.MAXIMUM_LENGTH;
import static dev.holdfast.hcl.codec.MessagePackEncoding.MINIMUM_LENGTH;
import static dev.holdfast.hcl.codec.MessagePackEncoding.NULLNESS;
import static dev.holdfast.hcl.codec.MessagePackEncoding.PREFIX;
import static dev.holdfast.hcl.codec.MessagePackEncoding.REFINED_UNKNOWN;
import static dev.holdfast.hcl.codec.MessagePackEncoding.UPPER_BOUND;

import dev.holdfast.hcl.codec.MessagePackReader.Kind;
import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.TupleType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeConstraints;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads values from MessagePack.
final class MessagePackDecoding {
  private static final int LONGEST_REFINEMENT = 1024;

  private MessagePackDecoding() {}

  static Value read(MessagePackReader bytes, Type type, int depth) throws CodecException {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep();
    }
    Kind kind = bytes.kind();
    if (kind == Kind.NIL) {
      bytes.nil();
      return Value.nullOf(plain(type));
    }
    if (kind == Kind.EXTENSION) {
      return readUnknown(bytes.extension(), plain(type));
    }
    return switch (type) {
      case DynamicType _ -> readDynamic(bytes, depth);
      case PrimitiveType primitive -> readPrimitive(bytes, primitive);
      case ListType(Type element) ->
          Value.list(plain(element), readElements(bytes, element, depth));
      case SetType(Type element) -> Value.set(plain(element), readElements(bytes, element, depth));
      case MapType(Type element) -> Value.map(plain(element), readMap(bytes, element, depth));
      case TupleType(List<Type> types) -> readTuple(bytes, types, depth);
      case ObjectType object -> readObject(bytes, object, depth);
    };
  }

  private static Type plain(Type type) {
    return TypeConstraints.withoutOptional(type);
  }

  private static Value readDynamic(MessagePackReader bytes, int depth) throws CodecException {
    if (bytes.array() != 2) {
      throw new CodecException("an array of a type and a value is required");
    }
    Type type = TypeJson.decode(bytes.binary());
    return read(bytes, type, depth + 1);
  }

  private static Value readPrimitive(MessagePackReader bytes, PrimitiveType type)
      throws CodecException {
    return switch (type) {
      case BOOLEAN -> Value.of(bytes.bool());
      case STRING -> Value.of(bytes.string());
      case NUMBER -> Value.of(readNumber(bytes));
    };
  }

  private static Number512 readNumber(MessagePackReader bytes) throws CodecException {
    return switch (bytes.kind()) {
      case INTEGER -> bytes.integer();
      case FLOAT -> {
        double number = bytes.float64();
        if (Double.isNaN(number)) {
          throw new CodecException("a number is required");
        }
        yield Number512.of(number);
      }
      case STRING -> {
        String text = bytes.string();
        Number512 number =
            Number512.parse(text).orElseThrow(() -> new CodecException("a number is required"));
        if (number.isInfinite()) {
          throw new CodecException("the number is too large");
        }
        yield number;
      }
      default -> throw new CodecException("a number is required");
    };
  }

  private static List<Value> readElements(MessagePackReader bytes, Type element, int depth)
      throws CodecException {
    int size = bytes.array();
    List<Value> elements = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      try {
        elements.add(read(bytes, element, depth + 1));
      } catch (CodecException fault) {
        throw fault.within(new Path.Index(Value.of(index)));
      }
    }
    return elements;
  }

  private static Map<String, Value> readMap(MessagePackReader bytes, Type element, int depth)
      throws CodecException {
    int size = bytes.map();
    Map<String, Value> elements = new LinkedHashMap<>();
    for (int index = 0; index < size; index++) {
      String key = Values.normalized(bytes.string());
      try {
        elements.put(key, read(bytes, element, depth + 1));
      } catch (CodecException fault) {
        throw fault.within(new Path.Index(Value.of(key)));
      }
    }
    return elements;
  }

  private static Value readTuple(MessagePackReader bytes, List<Type> types, int depth)
      throws CodecException {
    int size = bytes.array();
    if (size != types.size()) {
      throw new CodecException("a tuple of length " + types.size() + " is required");
    }
    List<Value> elements = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      try {
        elements.add(read(bytes, types.get(index), depth + 1));
      } catch (CodecException fault) {
        throw fault.within(new Path.Index(Value.of(index)));
      }
    }
    return Value.tuple(elements);
  }

  private static Value readObject(MessagePackReader bytes, ObjectType type, int depth)
      throws CodecException {
    int size = bytes.map();
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int index = 0; index < size; index++) {
      String name = bytes.string();
      Type attribute = type.attributes().get(name);
      if (attribute == null) {
        throw new CodecException("unsupported attribute \"" + name + "\"");
      }
      try {
        attributes.put(name, read(bytes, attribute, depth + 1));
      } catch (CodecException fault) {
        throw fault.within(new Path.Attribute(name));
      }
    }
    for (Map.Entry<String, Type> attribute : type.attributes().entrySet()) {
      if (!attributes.containsKey(attribute.getKey())) {
        if (!type.isOptional(attribute.getKey())) {
          throw new CodecException("attribute \"" + attribute.getKey() + "\" is required");
        }
        attributes.put(attribute.getKey(), Value.nullOf(plain(attribute.getValue())));
      }
    }
    return Value.object(attributes);
  }

  /// The protocol asks to take an extension of an unfamiliar type for an unknown value.
  private static Value readUnknown(MessagePackReader.Extension extension, Type type)
      throws CodecException {
    if (extension.type() != REFINED_UNKNOWN
        || extension.length() <= 1
        || type instanceof DynamicType) {
      return Value.unknown(type);
    }
    if (extension.length() > LONGEST_REFINEMENT) {
      throw new CodecException("what is known of an unknown value takes more than 1,024 bytes");
    }
    Refinement refinement = readRefinement(extension.body());
    try {
      return Value.unknown(type, refinement);
    } catch (IllegalArgumentException contradiction) {
      throw new CodecException(
          "what is known of an unknown value contradicts itself: " + contradiction.getMessage());
    }
  }

  private static Refinement readRefinement(MessagePackReader body) throws CodecException {
    boolean notNull = false;
    String prefix = "";
    Refinement.Bound lower = null;
    Refinement.Bound upper = null;
    int minimum = 0;
    int maximum = Integer.MAX_VALUE;
    for (int left = body.map(); left > 0; left--) {
      Number512 key = body.integer();
      switch (key.fitsInt() ? key.intValueExact() : 0) {
        case NULLNESS -> notNull = !body.bool();
        case PREFIX -> prefix = Values.normalized(body.string());
        case LOWER_BOUND -> lower = readBound(body);
        case UPPER_BOUND -> upper = readBound(body);
        case MINIMUM_LENGTH -> minimum = readLength(body);
        case MAXIMUM_LENGTH -> maximum = readLength(body);
        default -> body.skip(0);
      }
    }
    body.requireEnd();
    return new Refinement(notNull, prefix, lower, upper, minimum, maximum);
  }

  /// A bound at infinity says nothing.
  private static Refinement.@Nullable Bound readBound(MessagePackReader body)
      throws CodecException {
    if (body.array() != 2) {
      throw new CodecException("a bound is an array of a number and a bool");
    }
    Number512 number = readNumber(body);
    boolean inclusive = body.bool();
    return number.isInfinite() ? null : new Refinement.Bound(number, inclusive);
  }

  private static int readLength(MessagePackReader body) throws CodecException {
    Number512 length = body.integer();
    if (length.signum() < 0) {
      throw new CodecException("a length is negative");
    }
    return length.fitsInt() ? length.intValueExact() : Integer.MAX_VALUE;
  }
}
