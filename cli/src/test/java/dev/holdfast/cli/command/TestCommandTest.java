package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        variable "size" {
          type    = number
          default = 1
        }

        resource "terraform_data" "box" {
          count = var.size
          input = "box ${count.index}"
        }

        output "boxes" {
          value = terraform_data.box[*].output
        }
        """);
    Files.writeString(
        folder.resolve("boxes.tftest.hcl"),
        """
        run "one" {
          assert {
            condition     = output.boxes == ["box 0"]
            error_message = "There should be one box."
          }
        }

        run "three" {
          variables {
            size = 3
          }

          assert {
            condition     = length(output.boxes) == 4
            error_message = "There should be <four> boxes."
          }
        }
        """);
    Files.createDirectory(folder.resolve("tests"));
    Files.writeString(folder.resolve("tests/terraform.tfvars"), "size = 2\n");
    Files.writeString(
        folder.resolve("tests/more.tftest.hcl"),
        """
        run "two" {
          command = plan
          assert {
            condition     = length(terraform_data.box) == 2
            error_message = "The values of the test directory do not count."
          }
        }
        """);
  }

  @Test
  void filesAreRunInTheOrderOfTheirNamesAndSummedUp() {
    CommandRun run = CommandRun.of(folder, "test", "-no-color");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            """
            boxes.tftest.hcl... in progress
              run "one"... pass
              run "three"... fail
            boxes.tftest.hcl... tearing down
            boxes.tftest.hcl... fail
            tests/more.tftest.hcl... in progress
              run "two"... pass
            tests/more.tftest.hcl... tearing down
            tests/more.tftest.hcl... pass

            Failure! 2 passed, 1 failed.
            """);
    assertThat(run.errors()).contains("Test assertion failed", "There should be <four> boxes.");
  }

  @Test
  void onlyTheFilteredFilesAreRun() {
    CommandRun run = CommandRun.of(folder, "test", "-filter=tests/more.tftest.hcl");
    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.output()).contains("Success! 1 passed, 0 failed.").doesNotContain("boxes");

    CommandRun unknown = CommandRun.of(folder, "test", "-filter=nothing.tftest.hcl");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.errors()).contains("Unknown test file", "boxes.tftest.hcl");
  }

  @Test
  void programsGetOneObjectALine() {
    CommandRun run = CommandRun.of(folder, "test", "-json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output().lines())
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
        .anyMatch(line ->
            line.contains(
                "\"test_abstract\":{\"boxes.tftest.hcl\":[\"one\",\"three\"],"
                    + "\"tests/more.tftest.hcl\":[\"two\"]}"))
        .anyMatch(line ->
            line.contains(
                "\"test_run\":{\"path\":\"boxes.tftest.hcl\",\"run\":\"three\","
                    + "\"progress\":\"complete\",\"status\":\"fail\"}"))
        .anyMatch(line ->
            line.contains(
                "\"test_summary\":{\"status\":\"fail\",\"passed\":2,\"failed\":1,\"errored\":0,"
                    + "\"skipped\":0}"));
  }

  @Test
  void theOutcomeCanBeHadAsJunitXml() throws IOException {
    CommandRun.of(folder, "test", "-junit-xml=out.xml");
    assertThat(Files.readString(folder.resolve("out.xml")))
        .contains(
            "<testsuite name=\"boxes.tftest.hcl\" tests=\"2\" skipped=\"0\" failures=\"1\""
                + " errors=\"0\">",
            "<testcase name=\"three\" classname=\"boxes.tftest.hcl\"",
            "<failure message=\"Test run failed\"><![CDATA[",
            "There should be <four> boxes.");
  }

  @Test
  void programsGetPlansAndStatesInFullWhenTheyAsk() {
    CommandRun run = CommandRun.of(folder, "test", "-json", "-verbose");
    assertThat(run.output().lines())
        .anyMatch(line ->
            line.contains("\"@message\":\"-verbose flag enabled, printing plan\"")
                && line.contains("\"@testrun\":\"two\"")
                && line.contains("\"test_plan\":{\"format_version\":\"1.2\"")
                && line.contains("\"type\":\"test_plan\""))
        .anyMatch(line ->
            line.contains("\"@message\":\"-verbose flag enabled, printing state\"")
                && line.contains("\"@testrun\":\"one\"")
                && line.contains("\"test_state\":{\"format_version\":\"1.0\"")
                && line.contains(
                    "\"outputs\":{\"boxes\":{\"sensitive\":false,\"value\":[\"box 0\"]"));
    assertThat(CommandRun.of(folder, "test", "-json").output())
        .doesNotContain("test_plan", "test_state");
  }

  @Test
  void validateLooksAtTestFiles() throws IOException {
    assertThat(CommandRun.of(folder, "validate").exitCode()).isZero();
    Files.writeString(
        folder.resolve("tests/wrong.tftest.hcl"),
        """
        run "a" {
          assert {
            condition     = output.boxs == [] || run.b.x == 1
            error_message = path.nothing
          }
        }
        run "b" {
          expect_failures = [var.sise]
        }
        """);
    CommandRun run = CommandRun.of(folder, "validate");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains("Reference to undeclared output value", "\"boxes\"?")
        .contains("Reference to unavailable run block")
        .contains("path.nothing")
        .contains("no var.sise", "\"var.size\"?");
    assertThat(CommandRun.of(folder, "validate", "-no-tests").exitCode()).isZero();
    assertThat(CommandRun.of(folder, "validate", "-test-directory=other").exitCode()).isZero();
  }
}
