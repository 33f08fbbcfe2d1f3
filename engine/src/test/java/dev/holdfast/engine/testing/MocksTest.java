package dev.holdfast.engine.testing;

import static dev.holdfast.engine.testing.TestedFolder.statuses;
import static dev.holdfast.engine.testing.TestedFolder.summaries;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MocksTest {
  @TempDir Path directory;
  private TestedFolder folder;

  @BeforeEach
  void begin() {
    folder =
        new TestedFolder(directory)
            .write(
                "main.tf",
                """
                resource "test_object" "one" {
                  for_each = toset(["a", "b"])
                  name     = each.key
                }

                data "test_object" "found" {
                  name = "found"
                }

                module "child" {
                  source = "./child"
                }

                output "ids" {
                  value = { for key, object in test_object.one : key => object.id }
                }
                """)
            .write(
                "child/main.tf",
                """
                resource "test_object" "inner" {
                  name = "inner"
                }

                output "id" {
                  value = test_object.inner.id
                }
                """);
  }

  private SuiteOutcome run(String tests) {
    return folder.write("main.tftest.hcl", tests).run();
  }

  @Test
  void aMockedProviderIsNeverAskedAndGeneratesWhatItWouldChoose() {
    SuiteOutcome outcome =
        run(
            """
            mock_provider "test" {}

            run "plan" {
              command = plan
              assert {
                condition     = can(regex("^[a-z0-9]{8}$", output.ids["a"]))
                error_message = "not generated"
              }
              assert {
                condition     = output.ids["a"] != output.ids["b"]
                error_message = "the same for both"
              }
            }

            run "apply" {
              assert {
                condition     = output.ids == run.plan.ids
                error_message = "another id than planned"
              }
            }

            run "again" {
              assert {
                condition     = output.ids == run.apply.ids
                error_message = "changed"
              }
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(statuses(outcome)).containsExactly("plan PASS", "apply PASS", "again PASS");
    assertThat(folder.provider().takeLog()).isEmpty();
    assertThat(outcome.leavesObjects()).isFalse();
  }

  @Test
  void defaultsAndOverridesGiveValuesTheMoreExactOneFirst() {
    SuiteOutcome outcome =
        run(
            """
            mock_provider "test" {
              mock_resource "test_object" {
                defaults = { id = "default" }
              }
              mock_data "test_object" {
                defaults = { id = "data" }
              }
              override_resource {
                target = test_object.one
                values = { id = "of-provider" }
              }
            }

            override_resource {
              target = test_object.one["b"]
              values = { id = "of-file" }
            }

            run "values" {
              assert {
                condition     = output.ids == { a = "of-provider", b = "of-file" }
                error_message = jsonencode(output.ids)
              }
              assert {
                condition     = module.child.id == "default" && data.test_object.found.id == "data"
                error_message = "no defaults"
              }
            }

            run "override" {
              override_resource {
                target = test_object.one[*]
                values = { id = "of-run" }
              }
              assert {
                condition     = output.ids == { a = "of-run", b = "of-run" }
                error_message = jsonencode(output.ids)
              }
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(statuses(outcome)).containsExactly("values PASS", "override PASS");
  }

  @Test
  void whatIsOverriddenDuringApplyIsUnknownInAPlan() {
    SuiteOutcome outcome =
        run(
            """
            mock_provider "test" {
              override_during = apply
            }

            run "plan" {
              command = plan
              assert {
                condition     = output.ids["a"] != ""
                error_message = "never seen"
              }
            }
            """);
    assertThat(summaries(outcome)).containsExactly("Unknown condition value");
  }

  @Test
  void anOverriddenModuleHasOnlyTheGivenOutputs() {
    SuiteOutcome outcome =
        run(
            """
            override_module {
              target  = module.child
              outputs = { id = "given" }
            }

            run "apply" {
              assert {
                condition     = module.child.id == "given"
                error_message = "the real one"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("apply PASS");
    assertThat(folder.provider().takeLog()).doesNotContain("create inner");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void aRealObjectIsReallyDestroyedWhateverALaterRunOverrides() {
    SuiteOutcome outcome =
        run(
            """
            run "real" {}

            run "overridden" {
              override_resource {
                target = test_object.one
                values = { id = "made-up" }
              }
              assert {
                condition     = output.ids == run.real.ids
                error_message = "not the real ones"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("real PASS", "overridden PASS");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void aMadeUpObjectIsMadeForRealOnceNothingOverridesIt() {
    SuiteOutcome outcome =
        run(
            """
            run "overridden" {
              override_resource {
                target = test_object.one
                values = { id = "made-up" }
              }
              assert {
                condition     = output.ids == { a = "made-up", b = "made-up" }
                error_message = jsonencode(output.ids)
              }
            }

            run "real" {
              assert {
                condition     = output.ids["a"] != "made-up"
                error_message = jsonencode(output.ids)
              }
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(statuses(outcome)).containsExactly("overridden PASS", "real PASS");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void valuesThatDoNotFitAreErrorsAndThoseNotNeededWarnings() {
    SuiteOutcome outcome =
        run(
            """
            mock_provider "test" {
              mock_resource "test_object" {
                defaults = { id = ["no", "string"] }
              }
            }

            run "misfit" {
              command = plan
            }
            """);
    assertThat(summaries(outcome)).contains("Invalid value of a mock or override");

    SuiteOutcome ignored =
        run(
            """
            mock_provider "test" {
              mock_resource "test_object" {
                defaults = { name = "other", nothing = 1 }
              }
            }

            run "ignored" {
              command = plan
            }
            """);
    assertThat(statuses(ignored)).containsExactly("ignored PASS");
    assertThat(summaries(ignored)).contains("Ignored value of a mock or override");
  }

  @Test
  void mocksOfAFolderCountLessThanThoseOfTheBlock() {
    folder
        .write(
            "mocks/objects.tfmock.hcl",
            """
            mock_resource "test_object" {
              defaults = { id = "of-folder" }
            }
            mock_data "test_object" {
              defaults = { id = "data-of-folder" }
            }
            """)
        .write("mocks/objects.tofumock.hcl.bak", "no mocks at all")
        .write(
            "mocks/more.tofumock.hcl",
            """
            override_resource {
              target = test_object.one["b"]
              values = { id = "override-of-folder" }
            }
            """);
    SuiteOutcome outcome =
        run(
            """
            mock_provider "test" {
              source = "./mocks"
              mock_data "test_object" {
                defaults = { id = "data-of-block" }
              }
            }

            run "values" {
              assert {
                condition     = output.ids == { a = "of-folder", b = "override-of-folder" }
                error_message = jsonencode(output.ids)
              }
              assert {
                condition     = data.test_object.found.id == "data-of-block"
                error_message = data.test_object.found.id
              }
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(statuses(outcome)).containsExactly("values PASS");
  }

  @Test
  void faultsInFilesOfMocksAreToldWithTheirPlace() {
    folder
        .write(
            "mocks/a.tfmock.hcl",
            """
            mock_resource "test_object" {}
            other {}
            """)
        .write("mocks/b.tfmock.hcl", "mock_resource \"test_object\" {}\n");
    folder.write("main.tftest.hcl", "mock_provider \"test\" {\n  source = \"mocks\"\n}\n");
    assertThat(folder.load())
        .extracting(each -> each.summary() + " " + each.subject())
        .satisfiesExactlyInAnyOrder(
            each ->
                assertThat(each).startsWith("Unsupported block type").contains("a.tfmock.hcl:2"),
            each ->
                assertThat(each)
                    .startsWith("Duplicate mock_resource block")
                    .contains("b.tfmock.hcl:1"));
    folder.write("main.tftest.hcl", "mock_provider \"test\" {\n  source = \"none\"\n}\n");
    assertThat(folder.load())
        .extracting(each -> each.summary())
        .containsExactly("Failed to read mock data directory");
  }
}
