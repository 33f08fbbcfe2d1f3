package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.Description;
import dev.holdfast.engine.schema.IdentityAttribute;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.type.Type;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Schemas of resources as JSON, without the words for people: a plan keeps those of its objects,
/// so that it can be shown without starting a provider.
final class SchemaText {
  private SchemaText() {}

  static void write(ResourceSchema schema, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("version", schema.version());
      out.name("block");
      writeBlock(schema.block(), out);
      IdentitySchema identity = schema.identity();
      if (identity != null) {
        out.name("identity");
        writeIdentity(identity, out);
      }
    });
  }

  private static void writeIdentity(IdentitySchema identity, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("version", identity.version());
      out.name("attributes");
      out.object(() -> {
        for (Map.Entry<String, IdentityAttribute> entry :
            new TreeMap<>(identity.attributes()).entrySet()) {
          out.name(entry.getKey());
          out.object(() -> {
            out.name("type");
            out.raw(RawJson.of(TypeJson.encode(entry.getValue().type())));
            out.flag("required", entry.getValue().requiredForImport());
            out.flag("optional", entry.getValue().optionalForImport());
          });
        }
      });
    });
  }

  private static void writeBlock(Block block, JsonOutput out) throws IOException {
    out.object(() -> {
      out.name("attributes");
      writeAttributes(block.attributes(), out);
      out.name("blocks");
      out.object(() -> {
        for (Map.Entry<String, NestedBlock> entry : block.blocks().entrySet()) {
          out.name(entry.getKey());
          writeNested(entry.getValue(), out);
        }
      });
    });
  }

  private static void writeNested(NestedBlock nested, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("nesting", text(nested.nesting()));
      out.member("minimum", nested.minimum());
      out.member("maximum", nested.maximum());
      out.name("block");
      writeBlock(nested.block(), out);
    });
  }

  private static void writeAttributes(Map<String, Attribute> attributes, JsonOutput out)
      throws IOException {
    out.object(() -> {
      for (Map.Entry<String, Attribute> entry : attributes.entrySet()) {
        out.name(entry.getKey());
        writeAttribute(entry.getValue(), out);
      }
    });
  }

  private static void writeAttribute(Attribute attribute, JsonOutput out) throws IOException {
    NestedAttributes nested = attribute.nested();
    out.object(() -> {
      if (nested == null) {
        out.name("type");
        out.raw(RawJson.of(TypeJson.encode(attribute.type())));
      } else {
        out.member("nesting", text(nested.nesting()));
        out.name("attributes");
        writeAttributes(nested.attributes(), out);
      }
      out.flag("required", attribute.required());
      out.flag("optional", attribute.optional());
      out.flag("computed", attribute.computed());
      out.flag("sensitive", attribute.sensitive());
      out.flag("write_only", attribute.writeOnly());
    });
  }

  private static String text(Nesting nesting) {
    return nesting.name().toLowerCase(Locale.ROOT);
  }

  private static final class Draft {
    private long version;
    private Block block = Block.EMPTY;
    private @Nullable IdentitySchema identity;
    private @Nullable Nesting nesting;
    private long minimum;
    private long maximum;
    private Type type = Type.DYNAMIC;
    private Map<String, Attribute> attributes = Map.of();
    private Map<String, NestedBlock> blocks = Map.of();
    private boolean required;
    private boolean optional;
    private boolean computed;
    private boolean sensitive;
    private boolean writeOnly;
  }

  static ResourceSchema read(JsonInput in) throws DamagedJsonException {
    Draft draft = draft(in);
    return new ResourceSchema(draft.version, draft.block, draft.identity);
  }

  /// The names of members mean the same wherever they occur, so one reader does for all.
  private static Draft draft(JsonInput in) throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "version" -> draft.version = in.whole();
        case "block" -> {
          Draft inner = draft(in);
          draft.block = new Block(inner.attributes, inner.blocks);
        }
        case "identity" -> draft.identity = identity(draft(in));
        case "nesting" -> draft.nesting = nesting(in);
        case "minimum" -> draft.minimum = in.whole();
        case "maximum" -> draft.maximum = in.whole();
        case "type" -> draft.type = type(in);
        case "attributes" -> draft.attributes = attributes(in);
        case "blocks" -> draft.blocks = blocks(in);
        case "required" -> draft.required = in.truth();
        case "optional" -> draft.optional = in.truth();
        case "computed" -> draft.computed = in.truth();
        case "sensitive" -> draft.sensitive = in.truth();
        case "write_only" -> draft.writeOnly = in.truth();
        default -> in.skip();
      }
    });
    return draft;
  }

  private static IdentitySchema identity(Draft draft) {
    Map<String, IdentityAttribute> attributes = new TreeMap<>();
    draft.attributes.forEach((name, attribute) ->
        attributes.put(
            name,
            new IdentityAttribute(
                attribute.type(), attribute.required(), attribute.optional(), "")));
    return new IdentitySchema(draft.version, attributes);
  }

  private static Map<String, Attribute> attributes(JsonInput in) throws DamagedJsonException {
    Map<String, Attribute> attributes = new TreeMap<>();
    in.object(name -> attributes.put(name, attribute(draft(in))));
    return attributes;
  }

  private static Attribute attribute(Draft draft) {
    NestedAttributes nested =
        draft.nesting == null ? null : new NestedAttributes(draft.nesting, draft.attributes);
    return new Attribute(
        nested == null ? draft.type : nested.impliedType(),
        nested,
        Description.NONE,
        draft.required,
        draft.optional,
        draft.computed,
        draft.sensitive,
        draft.writeOnly,
        "");
  }

  private static Map<String, NestedBlock> blocks(JsonInput in) throws DamagedJsonException {
    Map<String, NestedBlock> blocks = new TreeMap<>();
    in.object(name -> {
      Draft draft = draft(in);
      if (draft.nesting == null) {
        throw in.damaged("a nested block does not say how it occurs");
      }
      blocks.put(
          name,
          new NestedBlock(draft.nesting, draft.block, (int) draft.minimum, (int) draft.maximum));
    });
    return blocks;
  }

  private static Nesting nesting(JsonInput in) throws DamagedJsonException {
    try {
      return Nesting.valueOf(in.text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException fault) {
      throw in.damaged("this is no nesting of blocks");
    }
  }

  private static Type type(JsonInput in) throws DamagedJsonException {
    try {
      return TypeJson.decode(in.raw().bytes());
    } catch (CodecException fault) {
      throw in.damaged("a type is damaged: " + fault.getMessage());
    }
  }
}
