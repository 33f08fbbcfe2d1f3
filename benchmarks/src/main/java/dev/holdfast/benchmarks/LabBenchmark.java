package dev.holdfast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How long the lab takes: twenty bare hosts, and the whole shop until it answers.
final class LabBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final String TWENTY_HOSTS =
      """
      provider "lab" {
        name = "bench"
      }
      resource "lab_image" "this" {
        release = "bookworm"
      }
      resource "lab_network" "this" {
        name = "net"
        cidr = "10.99.0.0/24"
      }
      resource "lab_host" "this" {
        count = 20
        name  = "h${count.index}"
        image = lab_image.this.id
        init  = "tiny"
        network {
          network = lab_network.this.name
          address = cidrhost(lab_network.this.cidr, count.index + 10)
        }
      }
      """;

  private final PrintStream out;
  private final Path holdfast;
  private final Path shop;

  LabBenchmark(PrintStream out, Path holdfast, Path shop) {
    this.out = out;
    this.holdfast = holdfast;
    this.shop = shop;
  }

  void run() throws IOException, InterruptedException {
    out.printf("%n%-42s %12s %14s %10s%n", "lab", "wall", "first output", "memory");
    Path bare = Files.createTempDirectory("holdfast-bench");
    Files.writeString(bare.resolve("main.tf"), TWENTY_HOSTS);
    String program = holdfast.toString();
    List<String> image = List.of(program, "apply", "-auto-approve", "-target=lab_image.this");
    Measurement.of(bare, LIMIT, image);
    measure("20 bare hosts: apply", bare, List.of(program, "apply", "-auto-approve"));
    measure("20 bare hosts: destroy", bare, List.of(program, "destroy", "-auto-approve"));
    Path copy = Files.createTempDirectory("holdfast-bench");
    copy(shop, copy);
    Measurement.of(copy, LIMIT, image);
    measure("shop: plan", copy, List.of(program, "plan"));
    measure("shop: apply", copy, List.of(program, "apply", "-auto-approve"));
    measure(
        "shop: first page",
        copy,
        List.of(
            program,
            "lab",
            "exec",
            "client",
            "--",
            "curl",
            "--silent",
            "--fail",
            "--retry",
            "30",
            "--retry-all-errors",
            "--retry-delay",
            "0",
            "http://www.shop.test/"));
    measure("shop: plan, nothing to do", copy, List.of(program, "plan", "-detailed-exitcode"));
    measure("shop: destroy", copy, List.of(program, "destroy", "-auto-approve"));
  }

  private void measure(String name, Path folder, List<String> command)
      throws IOException, InterruptedException {
    Measurement measured = Measurement.of(folder, LIMIT, command);
    out.printf(
        "%-42s %10.2f s %12.2f s %7d MB%s%n",
        name,
        measured.wall().toNanos() / 1e9,
        measured.firstOutput().toNanos() / 1e9,
        measured.memory(),
        measured.succeeded() ? "" : "  exit " + measured.exitCode());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        boolean isState = file.getFileName().toString().startsWith("terraform.tfstate");
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!isState) {
          Files.copy(file, target);
        }
      }
    }
  }
}
