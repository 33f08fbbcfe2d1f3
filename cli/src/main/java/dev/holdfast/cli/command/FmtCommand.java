package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.difference.UnifiedDiff;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.format.Formatter;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `fmt`: writes configuration files in their canonical layout.
final class FmtCommand implements Command {
  /// A file cannot be read, or is not a configuration.
  private static final int UNREADABLE = 2;

  /// With `-check`: some file is not in canonical layout.
  private static final int DIFFERS = 3;

  private static final List<String> ENDINGS =
      List.of(".tf", ".tfvars", ".tofu", ".tftest.hcl", ".tofutest.hcl");

  private static final Flag LIST =
      Flag.on("list", "List the files whose layout differs (default true).");
  private static final Flag WRITE =
      Flag.on("write", "Write the files (default true); off for standard input.");
  private static final Flag DIFF = Flag.on("diff", "Show what changes in the files.");
  private static final Flag CHECK =
      Flag.on("check", "Write nothing; exit with 3 if the layout of any file differs.");
  private static final Flag RECURSIVE = Flag.on("recursive", "Go into the folders below, too.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "fmt",
          "Write configuration files in their canonical layout",
          "Writes the configuration files (.tf, .tfvars, .tftest.hcl, .tofu) of the current folder, or"
              + " those given, in their canonical layout. A dash stands for standard input, which is"
              + " written to standard output.",
          List.of(LIST, WRITE, DIFF, CHECK, RECURSIVE, CommonFlags.NO_COLOR),
          Positionals.any("[FILE or DIRECTORY…]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Diagnostics diagnostics = new Diagnostics();
    List<String> targets = invocation.arguments().positionals();
    boolean differs;
    if (targets.equals(List.of("-"))) {
      differs = formatStandardInput(invocation, diagnostics);
    } else {
      differs = false;
      for (Path file : files(invocation, targets, diagnostics)) {
        differs |= formatFile(invocation, file, diagnostics);
      }
    }
    if (invocation.report(diagnostics.list())) {
      return UNREADABLE;
    }
    return differs && invocation.arguments().isOn(CHECK) ? DIFFERS : 0;
  }

  private static boolean formatStandardInput(Invocation invocation, Diagnostics diagnostics) {
    try {
      SourceFile source = SourceFile.of("<stdin>", invocation.world().in().readAllBytes());
      invocation.sources().add(source);
      Parsed<String> formatted = Formatter.format(source);
      diagnostics.addAll(formatted.diagnostics());
      if (formatted.hasErrors()) {
        return false;
      }
      if (invocation.arguments().isOn(DIFF)) {
        invocation.out().print(UnifiedDiff.of("<stdin>", text(source), formatted.tree()));
      } else if (!invocation.arguments().isOn(CHECK)) {
        invocation.out().print(formatted.tree());
      }
      return !formatted.tree().equals(text(source));
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error("Failed to read standard input", "Reading failed: " + e.getMessage()));
      return false;
    }
  }

  /// The files to format, in the order of their names.
  private static List<Path> files(
      Invocation invocation, List<String> targets, Diagnostics diagnostics) {
    List<Path> files = new ArrayList<>();
    for (String target : targets.isEmpty() ? List.of("") : targets) {
      Path path = invocation.folder().resolve(target);
      if (Files.isDirectory(path)) {
        collect(path, invocation.arguments().isOn(RECURSIVE), files, diagnostics);
      } else if (!Files.exists(path)) {
        diagnostics.add(
            Diagnostic.error(
                "No file or directory", "There is no file or directory at " + path + "."));
      } else if (isConfiguration(path)) {
        files.add(path);
      } else {
        diagnostics.add(
            Diagnostic.error(
                "Not a configuration file",
                "Only files whose names end in "
                    + String.join(", ", ENDINGS)
                    + " are formatted, not "
                    + path
                    + "."));
      }
    }
    return files;
  }

  private static void collect(
      Path folder, boolean recursive, List<Path> files, Diagnostics diagnostics) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        String name = entry.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          if (recursive) {
            collect(entry, true, files, diagnostics);
          }
        } else if (isConfiguration(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to read a directory", "Reading " + folder + " failed: " + e.getMessage()));
    }
  }

  private static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static boolean formatFile(Invocation invocation, Path file, Diagnostics diagnostics) {
    Arguments arguments = invocation.arguments();
    try {
      SourceFile source = SourceFile.of(file.toString(), Files.readAllBytes(file));
      invocation.sources().add(source);
      Parsed<String> formatted = Formatter.format(source);
      diagnostics.addAll(formatted.diagnostics());
      if (formatted.hasErrors() || formatted.tree().equals(text(source))) {
        return false;
      }
      if (arguments.isOn(LIST, true)) {
        invocation.out().println(file);
      }
      if (arguments.isOn(WRITE, true) && !arguments.isOn(CHECK)) {
        replace(file, formatted.tree());
      }
      if (arguments.isOn(DIFF)) {
        invocation.out().print(UnifiedDiff.of(file.toString(), text(source), formatted.tree()));
      }
      return true;
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.error(
              "Failed to format a file",
              "Reading or writing " + file + " failed: " + e.getMessage()));
      return false;
    }
  }

  private static String text(SourceFile source) {
    return source.text(0, source.size());
  }

  /// By a new file and a rename, so that a full disk cannot leave half a file. Links stay links.
  private static void replace(Path file, String text) throws IOException {
    Path real = file.toRealPath();
    Path temporary = real.resolveSibling("." + real.getFileName() + ".new");
    try {
      Files.copy(
          real, temporary, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
