package dev.holdfast.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A small project that has the real programs of `bin/` and a stand-in for Maven, so that a build
/// takes no time.
record LauncherProject(Path folder, Path userHome) {

  /// What a program printed and how it ended.
  record Result(int exitCode, String output, String errors) {}

  /// The real `bin/` of this source tree; tests run in the folder of their module.
  static final Path PROGRAMS = Path.of("..", "bin").toAbsolutePath().normalize();

  static LauncherProject create(Path folder) throws IOException {
    Path project = folder.resolve("holdfast");
    try (Stream<Path> files = Files.walk(PROGRAMS)) {
      for (Path file : files.toList()) {
        Path target = project.resolve("bin").resolve(PROGRAMS.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Path sources = Files.createDirectories(project.resolve("cli/src/main/java"));
    Files.writeString(sources.resolve("Main.txt"), "one");
    LauncherProject created =
        new LauncherProject(project, Files.createDirectories(folder.resolve("home")));
    Path jar = folder.resolve("program.jar");
    writeProgram(folder, jar);
    created.replaceMaven(
        "echo '[INFO] Building Holdfast cli 1     [1/1]'; mkdir -p cli/target/lib; cp "
            + jar
            + " cli/target/holdfast-cli-1.jar; cp cli/src/main/java/Main.txt cli/target/lib/source.jar");
    return created;
  }

  /// From now on a build runs these lines of shell.
  void replaceMaven(String script) throws IOException {
    Path maven = folder.resolve("mvnw");
    Files.writeString(maven, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Result start(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), folder, command(folder.resolve("bin/holdfast"), arguments));
  }

  /// Runs lines of shell that may use the functions of `bin/lib`.
  Result shell(Map<String, String> environment, String script)
      throws IOException, InterruptedException {
    String load = "set -eu; . bin/lib/jdk.sh; . bin/lib/packages.sh; . bin/lib/build.sh; ";
    return run(environment, folder, List.of("/bin/sh", "-c", load + script));
  }

  Result run(Map<String, String> environment, Path workingFolder, List<String> command)
      throws IOException, InterruptedException {
    Process process = launch(environment, workingFolder, command);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("still running after two minutes: " + command);
    }
    return new Result(
        process.exitValue(),
        Files.readString(userHome.resolve("output"), StandardCharsets.UTF_8),
        Files.readString(userHome.resolve("errors"), StandardCharsets.UTF_8));
  }

  /// Starts a program in an environment that has nothing but what is given, and a PATH.
  Process launch(Map<String, String> environment, Path workingFolder, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("HOME", userHome.toString());
    builder.environment().put("HOLDFAST_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    builder.redirectOutput(userHome.resolve("output").toFile());
    builder.redirectError(userHome.resolve("errors").toFile());
    return builder.start();
  }

  static List<String> command(Path program, String... arguments) {
    return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
  }

  private static void writeProgram(Path folder, Path jar) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("program/dev/holdfast/cli"));
    Path main = sources.resolve("Main.java");
    Path training = sources.resolve("Training.java");
    Files.writeString(
        main,
        """
        package dev.holdfast.cli;
        public class Main {
          public static void main(String[] arguments) {
            String marker = System.getProperty("holdfast.marker");
            if (marker != null) new java.io.File(marker).delete();
            System.out.println("started " + String.join(" ", arguments));
          }
        }
        """);
    Files.writeString(
        training,
        """
        package dev.holdfast.cli;
        class Training {
          public static void main(String[] arguments) { Main.main(arguments); }
        }
        """);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, main.toString(), training.toString());
    if (failed != 0) {
      throw new IOException("the stand-in program does not compile");
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream archive = new JarOutputStream(file, manifest)) {
      for (String name : List.of("Main", "Training")) {
        archive.putNextEntry(new JarEntry("dev/holdfast/cli/" + name + ".class"));
        archive.write(Files.readAllBytes(sources.resolve(name + ".class")));
      }
    }
  }
}
