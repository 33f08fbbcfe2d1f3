package dev.holdfast.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A copy of the example in a lab of its own, worked with as a user does: by the command, in
/// processes of their own.
final class Shop {
  private final Path directory;
  private final String lab;

  private Shop(Path directory, String lab) {
    this.directory = directory;
    this.lab = lab;
  }

  /// How a command ended.
  record Ended(int exitCode, String output) {}

  static Shop copyTo(Path directory) throws IOException {
    Path example = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("shop");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.toList()) {
        Path target = directory.resolve(example.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.getFileName().toString().contains("tfstate")) {
          Files.copy(file, target);
        }
      }
    }
    String lab = "shop-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 30), 36);
    Path main = directory.resolve("main.tf");
    Files.writeString(
        main, Files.readString(main).replace("name = \"shop\"", "name = \"" + lab + "\""));
    return new Shop(directory, lab);
  }

  String lab() {
    return lab;
  }

  /// Sets how many web servers there are to be.
  void setWebCount(int count) throws IOException {
    Files.writeString(directory.resolve("terraform.tfvars"), "web_count = " + count + "\n");
  }

  /// A command of Holdfast, begun. Its questions wait for what is written to it.
  Process begin(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.holdfast.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("NO_COLOR", "1");
    builder.redirectErrorStream(true);
    return builder.start();
  }

  Ended holdfast(String... arguments) throws IOException, InterruptedException {
    Process process = begin(arguments);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  /// A command that must succeed.
  String must(String... arguments) throws IOException, InterruptedException {
    Ended ended = holdfast(arguments);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return ended.output();
  }

  /// A script in one of the hosts.
  Ended in(String host, String script) throws IOException, InterruptedException {
    return holdfast("lab", "exec", lab + "/" + host, "--", "sh", "-c", script);
  }

  /// The first page of the shop, as somebody on the internet sees it.
  String visit() throws IOException, InterruptedException {
    Ended ended =
        in(
            "client",
            "curl --silent --show-error --fail --max-time 10 --retry 20 --retry-delay 1"
                + " --retry-all-errors http://www.shop.test/");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return ended.output();
  }

  /// Removes whatever is left, for the next test.
  void remove() throws IOException, InterruptedException {
    holdfast("lab", "destroy", "-auto-approve", lab);
  }
}
