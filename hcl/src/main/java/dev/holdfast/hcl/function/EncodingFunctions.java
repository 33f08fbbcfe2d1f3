package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that turn values into text of other languages and back: JSON, YAML, CSV, URLs.
final class EncodingFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of(
        "csvdecode",
        "jsondecode",
        "jsonencode",
        "urldecode",
        "urlencode",
        "yamldecode",
        "yamlencode");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "csvdecode" -> decoder(name, "str", Csv::decode);
      case "jsondecode" -> decoder(name, "str", EncodingFunctions::json);
      case "yamldecode" -> decoder(name, "src", YamlDecoder::decode);
      case "jsonencode" -> jsonEncode();
      case "yamlencode" -> yamlEncode();
      case "urlencode" ->
          Signature.of(name)
              .takes("str", STRING)
              .returns(STRING, call -> Value.of(UrlText.encode(call.text(0))));
      case "urldecode" ->
          Signature.of(name)
              .takes(Parameter.of("str", STRING).orMarked())
              .returns(STRING, EncodingFunctions::urlDecode);
      default -> null;
    };
  }

  /// Reads a value whose type depends on the text.
  @FunctionalInterface
  private interface Decoding {
    Value decode(String text) throws FunctionFault;
  }

  private static Function decoder(String name, String parameter, Decoding decoding) {
    return Signature.of(name)
        .takes(parameter, STRING)
        .mayReturnNull(arguments -> DYNAMIC, call -> decoding.decode(call.text(0)));
  }

  private static Value json(String text) throws FunctionFault {
    try {
      return ValueJson.decodeImplied(text);
    } catch (CodecException e) {
      throw FunctionFault.of(e.getMessage());
    }
  }

  private static Function jsonEncode() {
    return Signature.of("jsonencode")
        .takes(Parameter.of("val", DYNAMIC).orNull().orUnknown().orDynamic())
        .returns(
            STRING,
            call -> {
              Value value = call.argument(0);
              if (!value.isWhollyKnown()) {
                return prefixed(value, call.unknown());
              }
              try {
                return Value.of(ValueJson.encode(value));
              } catch (CodecException e) {
                throw FunctionFault.of(e.getMessage());
              }
            });
  }

  /// What is sure of the JSON of a value that is not known: how a part that is there begins.
  private static Value prefixed(Value value, Value unknown) {
    String prefix =
        switch (value) {
          case ListValue _, TupleValue _, SetValue _ -> "[";
          case MapValue _, ObjectValue _ -> "{";
          case UnknownValue any when any.refinement().notNull() && any.type().equals(STRING) ->
              "\"";
          default -> "";
        };
    return Refinements.refine(
        unknown, new Refinement(true, prefix, null, null, 0, Integer.MAX_VALUE));
  }

  private static Function yamlEncode() {
    return Signature.of("yamlencode")
        .takes(Parameter.of("value", DYNAMIC).orNull().orUnknown().orDynamic())
        .returns(
            STRING,
            call ->
                call.argument(0).isWhollyKnown()
                    ? Value.of(YamlEncoder.encode(call.argument(0)))
                    : call.unknown());
  }

  private static Value urlDecode(Call call) throws FunctionFault {
    try {
      return Value.of(UrlText.decode(call.text(0))).mark(call.argument(0).marks());
    } catch (UrlText.InvalidEscape e) {
      throw FunctionFault.of(
          "failed to decode URL %s: invalid URL escape %s"
              .formatted(Redaction.of(call.argument(0)), QuotedText.of(e.escape())));
    }
  }
}
