package dev.holdfast.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A git repository on this machine, made by the system's git with no settings of the user.
record LocalRepository(Path folder) {

  static LocalRepository create(Path folder, Map<String, String> files) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    LocalRepository repository = new LocalRepository(folder);
    repository.git("init", "--quiet");
    repository.commit(files);
    return repository;
  }

  String url() {
    return "git::file://" + folder;
  }

  void commit(Map<String, String> files) {
    write(folder, files);
    git("add", "--all");
    git("commit", "--quiet", "--message", "change");
  }

  static void write(Path folder, Map<String, String> files) {
    files.forEach((name, text) -> {
      try {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of("-c", "user.name=t", "-c", "user.email=t@example.com"));
    command.addAll(List.of("-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("git " + arguments[0] + " failed");
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
