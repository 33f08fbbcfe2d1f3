package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the values for variables from wherever they are given.
final class InputVariablesReader {
  private static final String PREFIX = "TF_VAR_";
  private static final BodySchema VARIABLE = BodySchema.EMPTY.withBlock("variable", "name");

  private final Map<String, GivenValue> given = new LinkedHashMap<>();
  private final Map<String, SourceFile> sources = new LinkedHashMap<>();
  private final Diagnostics diagnostics = new Diagnostics();

  Parsed<InputVariables> read(
      List<Path> directories, List<VariableOption> options, Map<String, String> environment) {
    new TreeMap<>(environment).forEach(this::addEnvironment);
    directories.forEach(directory -> automaticFiles(directory).forEach(this::addFile));
    for (VariableOption option : options) {
      switch (option) {
        case VariableOption.Assignment(String text) -> addAssignment(text);
        case VariableOption.ValuesFile(Path path) -> addNamedFile(path);
      }
    }
    return new Parsed<>(new InputVariables(given, sources), diagnostics.list());
  }

  private void addEnvironment(String key, String text) {
    if (key.startsWith(PREFIX)) {
      put(
          key.substring(PREFIX.length()),
          new GivenValue.FromText(
              text, GivenValue.Origin.ENVIRONMENT, "the environment variable " + key));
    }
  }

  /// The last value of a variable counts, and keeps its place among those of its source.
  private void put(String name, GivenValue value) {
    given.remove(name);
    given.put(name, value);
  }

  private void addAssignment(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      refuseOption(
          ("The given -var option \"%s\" is not correctly specified. Must be a variable"
                  + " name and value separated by an equals sign, like -var=\"key=value\".")
              .formatted(text));
      return;
    }
    String name = text.substring(0, equals);
    if (!name.equals(name.strip()) || name.isEmpty()) {
      refuseOption(
          ("Variable name \"%s\" is invalid: there must be a name right before the equals"
                  + " sign, without spaces. Did you mean -var=\"%s=%s\"?")
              .formatted(name, name.strip(), text.substring(equals + 1).strip()));
      return;
    }
    put(
        name,
        new GivenValue.FromText(
            text.substring(equals + 1),
            GivenValue.Origin.COMMAND_LINE,
            "-var=\"%s=...\"".formatted(name)));
  }

  private void refuseOption(String detail) {
    diagnostics.add(Diagnostic.error("Invalid -var option", detail));
  }

  private static List<Path> automaticFiles(Path directory) {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("terraform.tfvars", "terraform.tfvars.json")) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        files.add(file);
      }
    }
    List<Path> automatic = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, "*.auto.{tfvars,tfvars.json}")) {
      entries.forEach(automatic::add);
    } catch (IOException exception) {
      // The loader says that the directory cannot be read.
      return files;
    }
    automatic.sort(null);
    files.addAll(automatic);
    return files;
  }

  private void addNamedFile(Path path) {
    if (Files.exists(path)) {
      addFile(path);
    } else {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read variables file",
              "Given variables file %s does not exist.".formatted(path)));
    }
  }

  private void addFile(Path path) {
    String name = path.normalize().toString();
    SourceFile source;
    try {
      source = SourceFile.of(name, Files.readAllBytes(path));
    } catch (IOException exception) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read variables file",
              "The variables file %s could not be read: %s."
                  .formatted(name, exception.getMessage())));
      return;
    }
    sources.put(name, source);
    Parsed<HclFile> parsed = ModuleFiles.parse(source);
    diagnostics.addAll(parsed.diagnostics());
    BodyContent declarations = parsed.tree().body().partialContent(VARIABLE).content();
    if (!name.endsWith(".json") && !declarations.blocks().isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              "Variable declaration in .tfvars file",
              ("A .tfvars file is used to assign values to variables that have already"
                      + " been declared in .tf files, not to declare new variables. To declare a"
                      + " variable, place this block in one of your .tf files. To set a value for"
                      + " it here, write %s = VALUE.")
                  .formatted(declarations.blocks().getFirst().label(0)),
              declarations.blocks().getFirst().typeRange()));
      return;
    }
    BodyContent content = parsed.tree().body().justAttributes();
    diagnostics.addAll(content.diagnostics());
    for (Attribute attribute : content.attributes().values()) {
      put(attribute.name(), new GivenValue.FromFile(attribute));
    }
  }
}
