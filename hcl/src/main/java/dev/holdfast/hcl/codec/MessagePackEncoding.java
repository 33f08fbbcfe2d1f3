package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;

/// Writes values as MessagePack.
final class MessagePackEncoding {
  static final int UNKNOWN = 0;
  static final int REFINED_UNKNOWN = 12;

  // Keys of the map in a refined unknown (object wire format, "Unknown Values").
  static final int NULLNESS = 1;
  static final int PREFIX = 2;
  static final int LOWER_BOUND = 3;
  static final int UPPER_BOUND = 4;
  static final int MINIMUM_LENGTH = 5;
  static final int MAXIMUM_LENGTH = 6;

  private static final int LONGEST_PREFIX = 256;
  private static final byte[] NOTHING_KNOWN = {0};

  private MessagePackEncoding() {}

  static void write(Value value, Type type, MessagePackWriter bytes) throws CodecException {
    if (!value.marks().isEmpty()) {
      throw new CodecException("value has marks, so it cannot be serialized");
    }
    if (type instanceof DynamicType && !(value.type() instanceof DynamicType)) {
      bytes.array(2);
      bytes.binary(TypeJson.encode(value.type()).getBytes(StandardCharsets.UTF_8));
      write(value, value.type(), bytes);
      return;
    }
    Parts parts = Parts.of(value, type);
    if (parts == null) {
      writeScalar(value, bytes);
      return;
    }
    if (parts.isNamed()) {
      bytes.map(parts.size());
    } else {
      bytes.array(parts.size());
    }
    for (int index = 0; index < parts.size(); index++) {
      if (parts.isNamed()) {
        bytes.string(parts.name(index));
      }
      try {
        write(parts.value(index), parts.type(index), bytes);
      } catch (CodecException fault) {
        throw fault.within(parts.step(index));
      }
    }
  }

  private static void writeScalar(Value value, MessagePackWriter bytes) {
    switch (value) {
      case UnknownValue unknown -> writeUnknown(unknown, bytes);
      case BooleanValue bool -> bytes.bool(bool.value());
      case NumberValue number -> writeNumber(number.value(), bytes);
      case StringValue string -> bytes.string(string.value());
      default -> bytes.nil();
    }
  }

  private static void writeNumber(Number512 number, MessagePackWriter bytes) {
    if (number.fitsLong()) {
      bytes.integer(number.longValueExact());
    } else if (number.isInfinite() || (!number.isWhole() && number.isExactDouble())) {
      bytes.float64(number.doubleValue());
    } else {
      bytes.string(number.toString());
    }
  }

  private static void writeUnknown(UnknownValue unknown, MessagePackWriter bytes) {
    Refinement known = unknown.refinement();
    MessagePackWriter body = new MessagePackWriter();
    int count = 0;
    if (known.notNull()) {
      body.integer(NULLNESS);
      body.bool(false);
      count++;
    }
    String prefix = shortened(known.prefix());
    if (!prefix.isEmpty()) {
      body.integer(PREFIX);
      body.string(prefix);
      count++;
    }
    if (known.lower() != null) {
      body.integer(LOWER_BOUND);
      writeBound(known.lower(), body);
      count++;
    }
    if (known.upper() != null) {
      body.integer(UPPER_BOUND);
      writeBound(known.upper(), body);
      count++;
    }
    if (known.minimumLength() > 0) {
      body.integer(MINIMUM_LENGTH);
      body.integer(known.minimumLength());
      count++;
    }
    if (known.maximumLength() < Integer.MAX_VALUE) {
      body.integer(MAXIMUM_LENGTH);
      body.integer(known.maximumLength());
      count++;
    }
    if (count == 0 || unknown.type() instanceof DynamicType) {
      bytes.extension(UNKNOWN, NOTHING_KNOWN);
      return;
    }
    MessagePackWriter map = new MessagePackWriter();
    map.map(count);
    bytes.extension(REFINED_UNKNOWN, map.append(body).toByteArray());
  }

  private static void writeBound(Refinement.Bound bound, MessagePackWriter bytes) {
    bytes.array(2);
    writeNumber(bound.value(), bytes);
    bytes.bool(bound.inclusive());
  }

  /// As much of a prefix as may be sent; the cut must not split what belongs together.
  private static String shortened(String prefix) {
    if (prefix.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PREFIX) {
      return prefix;
    }
    int length = 0;
    int size = 0;
    while (length < prefix.length()) {
      int codePoint = prefix.codePointAt(length);
      size += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (size > LONGEST_PREFIX) {
        break;
      }
      length += Character.charCount(codePoint);
    }
    return Refinements.safePrefix(prefix.substring(0, length));
  }
}
