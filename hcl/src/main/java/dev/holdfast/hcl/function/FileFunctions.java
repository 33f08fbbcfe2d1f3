package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.BOOLEAN;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions on files and their names. Files are relative to the base directory.
final class FileFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of(
        "abspath",
        "basename",
        "dirname",
        "file",
        "filebase64",
        "fileexists",
        "fileset",
        "pathexpand");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "abspath" ->
          onPath(
              name,
              call ->
                  call.context()
                      .baseDirectory()
                      .toAbsolutePath()
                      .resolve(call.text(0))
                      .normalize()
                      .toString());
      case "basename" -> onPath(name, call -> PathText.base(call.text(0)));
      case "dirname" -> onPath(name, call -> PathText.directory(call.text(0)));
      case "pathexpand" ->
          onPath(name, call -> FileContent.expandHome(call.text(0), call.context()));
      case "file" -> ofFile(name, STRING, call -> Value.of(FileContent.text(call, 0)));
      case "filebase64" ->
          ofFile(
              name,
              STRING,
              call -> Value.of(Base64.getEncoder().encodeToString(FileContent.bytes(call, 0))));
      case "fileexists" -> ofFile(name, BOOLEAN, FileFunctions::exists);
      case "fileset" -> fileSet();
      default -> null;
    };
  }

  @FunctionalInterface
  private interface PathOperation {
    String apply(Call call) throws FunctionFault;
  }

  private static Function onPath(String name, PathOperation operation) {
    return Signature.of(name)
        .takes("path", STRING)
        .returns(STRING, call -> Value.of(operation.apply(call)));
  }

  private static Function ofFile(String name, Type type, Function.Implementation read) {
    return Signature.of(name)
        .takes(Parameter.of("path", STRING).orMarked())
        .returns(type, call -> read.call(call).mark(call.argument(0).marks()));
  }

  private static Value exists(Call call) throws FunctionFault {
    Path path = FileContent.path(call, 0);
    String shown = Redaction.of(call.argument(0));
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Value.of(false);
    }
    if (Files.isDirectory(path)) {
      throw FunctionFault.of("%s is a directory, not a file".formatted(shown));
    }
    if (!Files.isRegularFile(path)) {
      throw FunctionFault.of("%s is not a regular file".formatted(shown));
    }
    return Value.of(true);
  }

  private static Function fileSet() {
    return Signature.of("fileset")
        .takes(Parameter.of("path", STRING).orMarked())
        .takes(Parameter.of("pattern", STRING).orMarked())
        .returns(
            Type.set(STRING),
            call -> {
              Path folder = FileContent.path(call, 0);
              String pattern = call.text(1);
              List<Value> names = new ArrayList<>();
              try {
                for (String name : Glob.matches(folder, pattern)) {
                  names.add(Value.of(name));
                }
              } catch (IOException e) {
                throw FunctionFault.of(
                    "failed to glob pattern %s: %s"
                        .formatted(Redaction.of(call.argument(1)), e.getMessage()));
              }
              return Value.set(STRING, names)
                  .mark(call.argument(0).marks())
                  .mark(call.argument(1).marks());
            });
  }
}
