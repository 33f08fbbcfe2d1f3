package dev.holdfast.hcl.function;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads the files that functions name, relative to the base directory, with `~` for the home
/// directory.
final class FileContent {
  private FileContent() {}

  /// Where the path that an argument names is.
  static Path path(Call call, int argument) throws FunctionFault {
    try {
      String expanded = expandHome(call.text(argument), call.context());
      return call.context().baseDirectory().resolve(expanded).normalize();
    } catch (InvalidPathException e) {
      throw FunctionFault.at(
          argument, "%s is not a path".formatted(Redaction.of(call.argument(argument))));
    }
  }

  /// The path with `~` at its start replaced.
  static String expandHome(String path, FunctionContext context) throws FunctionFault {
    if (!path.startsWith("~")) {
      return path;
    }
    if (path.length() > 1 && path.charAt(1) != '/') {
      throw FunctionFault.of("cannot expand user-specific home dir");
    }
    return context.homeDirectory() + path.substring(1);
  }

  /// All bytes of the file that an argument names.
  static byte[] bytes(Call call, int argument) throws FunctionFault {
    Path path = path(call, argument);
    String shown = Redaction.of(call.argument(argument));
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw FunctionFault.at(
          argument,
          ("no file exists at %s; this function works only with files that are distributed as part"
                  + " of the configuration source code, so if this file will be created by a"
                  + " resource in this configuration you must instead obtain this result from an"
                  + " attribute of that resource")
              .formatted(shown));
    } catch (IOException e) {
      throw FunctionFault.at(argument, "failed to read file %s".formatted(shown));
    }
  }

  /// The text of the file that an argument names, which must be UTF-8.
  static String text(Call call, int argument) throws FunctionFault {
    byte[] bytes = bytes(call, argument);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw FunctionFault.at(
          argument,
          ("contents of %s are not valid UTF-8; use the filebase64 function to obtain the Base64"
                  + " encoded contents or the other file functions (e.g. filemd5, filesha256) to"
                  + " obtain file hashing results instead")
              .formatted(Redaction.of(call.argument(argument))));
    }
  }
}
