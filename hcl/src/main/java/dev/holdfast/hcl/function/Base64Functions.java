package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Functions that turn text into Base64 and back, compressed or in other encodings than UTF-8.
final class Base64Functions implements Functions.Family {
  /// As much as text in a configuration can reasonably be; a bomb ends here.
  private static final int LARGEST_UNPACKED = 64 << 20;

  @Override
  public List<String> names() {
    return List.of(
        "base64decode",
        "base64encode",
        "base64gunzip",
        "base64gzip",
        "textdecodebase64",
        "textencodebase64");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "base64encode" ->
          Signature.of(name)
              .takes("str", STRING)
              .returns(
                  STRING, call -> Value.of(encode(call.text(0).getBytes(StandardCharsets.UTF_8))));
      case "base64decode" ->
          Signature.of(name)
              .takes(Parameter.of("str", STRING).orMarked())
              .returns(
                  STRING,
                  call ->
                      Value.of(
                              utf8(
                                  decode(call, 0),
                                  "the result of decoding the provided string is not valid UTF-8"))
                          .mark(call.argument(0).marks()));
      case "base64gzip" ->
          Signature.of(name)
              .takes("str", STRING)
              .returns(STRING, call -> Value.of(encode(packed(call.text(0)))));
      case "base64gunzip" ->
          Signature.of(name)
              .takes(Parameter.of("str", STRING).orMarked())
              .returns(
                  STRING,
                  call ->
                      Value.of(
                              utf8(
                                  unpacked(decode(call, 0)),
                                  "the result of decompressing the provided string is not valid"
                                      + " UTF-8"))
                          .mark(call.argument(0).marks()));
      case "textencodebase64" -> textEncode();
      case "textdecodebase64" -> textDecode();
      default -> null;
    };
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The bytes of a Base64 argument, in which line breaks are allowed.
  private static byte[] decode(Call call, int argument) throws FunctionFault {
    return bytes(call.text(argument))
        .orElseThrow(() ->
            FunctionFault.of(
                "failed to decode base64 data %s"
                    .formatted(Redaction.of(call.argument(argument)))));
  }

  /// Empty where it is not Base64, which includes a last group that is not filled up.
  private static Optional<byte[]> bytes(String text) {
    String oneLine = text.replace("\n", "").replace("\r", "");
    try {
      return oneLine.length() % 4 == 0
          ? Optional.of(Base64.getDecoder().decode(oneLine))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String utf8(byte[] bytes, String fault) throws FunctionFault {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw FunctionFault.of(fault);
    }
  }

  private static byte[] packed(String text) throws FunctionFault {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw FunctionFault.of("failed to write gzip raw data: " + e.getMessage());
    }
    return bytes.toByteArray();
  }

  private static byte[] unpacked(byte[] bytes) throws FunctionFault {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] result = gzip.readNBytes(LARGEST_UNPACKED + 1);
      if (result.length > LARGEST_UNPACKED) {
        throw FunctionFault.of("the decompressed data is larger than 64 MiB");
      }
      return result;
    } catch (IOException e) {
      throw FunctionFault.of("failed to gunzip bytes: " + e.getMessage());
    }
  }

  private static Function textEncode() {
    return Signature.of("textencodebase64")
        .takes("string", STRING)
        .takes("encoding", STRING)
        .returns(
            STRING,
            call -> {
              Charset charset = charset(call.text(1));
              try {
                ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(call.text(0)));
                byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                return Value.of(encode(bytes));
              } catch (CharacterCodingException e) {
                throw FunctionFault.at(
                    0,
                    "the given string contains characters that cannot be represented in "
                        + charset.name());
              }
            });
  }

  private static Function textDecode() {
    return Signature.of("textdecodebase64")
        .takes("source", STRING)
        .takes("encoding", STRING)
        .returns(
            STRING,
            call -> {
              Charset charset = charset(call.text(1));
              byte[] bytes =
                  bytes(call.text(0))
                      .orElseThrow(
                          () -> FunctionFault.at(0, "the given value is not valid Base64"));
              try {
                return Value.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
              } catch (CharacterCodingException e) {
                throw FunctionFault.at(
                    0,
                    "the given string contains symbols that are not defined for " + charset.name());
              }
            });
  }

  private static Charset charset(String name) throws FunctionFault {
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()) {
        return charset;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // Told below.
    }
    throw FunctionFault.at(
        1, "%s is not a supported IANA encoding name or alias".formatted(QuotedText.of(name)));
  }
}
