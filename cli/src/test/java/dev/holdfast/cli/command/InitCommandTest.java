package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plugins.packages.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private static final String NEEDS_RANDOM =
      """
      terraform {
        required_providers {
          random = {
            source  = "hashicorp/random"
            version = "~> 3.1"
          }
        }
      }
      """;

  @TempDir Path directory;
  private Path project;
  private Path mirror;
  private Map<String, String> environment;

  @BeforeEach
  void makeMirror() throws IOException {
    project = Files.createDirectory(directory.resolve("project"));
    mirror = directory.resolve("mirror");
    environment = Map.of("HOME", directory.toString());
    put("registry.opentofu.org/hashicorp/random", "random", "3.1.0");
    put("registry.opentofu.org/hashicorp/random", "random", "3.6.0");
    Files.writeString(
        directory.resolve(".tofurc"),
        "provider_installation { filesystem_mirror { path = \"" + mirror + "\" } }\n");
  }

  @Test
  void needsNoInstallationOfProvidersThatArePartOfHoldfast() throws IOException {
    configure("resource \"terraform_data\" \"x\" {}\n");
    CommandRun run = init();
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("- terraform.io/builtin/terraform is built in to Holdfast")
        .contains("Holdfast has been successfully initialized!");
    assertThat(project.resolve(".terraform.lock.hcl")).doesNotExist();
  }

  @Test
  void installsWhatOnlyTheDataOfACheckNeeds() throws IOException {
    configure(
        """
        check "c" {
          data "random_thing" "x" {}
          assert {
            condition     = data.random_thing.x.id != ""
            error_message = "No."
          }
        }
        """);
    assertThat(init().output()).contains("- Installed hashicorp/random v3.6.0");
  }

  @Test
  void installsWhatOnlyTestsNeed() throws IOException {
    configure("resource \"terraform_data\" \"x\" {}\n");
    put("registry.opentofu.org/hashicorp/extra", "extra", "1.0.0");
    put("registry.opentofu.org/hashicorp/unused", "unused", "1.0.0");
    Path tests = project.resolve("checks");
    Files.createDirectories(tests.resolve("setup"));
    Files.writeString(tests.resolve("setup/main.tf"), "resource \"random_thing\" \"x\" {}\n");
    Files.writeString(
        tests.resolve("a.tftest.hcl"),
        """
        provider "extra" {}
        mock_provider "unused" {}
        run "setup" {
          module {
            source = "./checks/setup"
          }
        }
        """);
    assertThat(init().output()).doesNotContain("random", "extra");
    assertThat(init("-test-directory=checks").output())
        .contains("- test.checks.a.setup in checks/setup")
        .contains("- Installed hashicorp/random v3.6.0")
        .contains("- Installed hashicorp/extra v1.0.0")
        .doesNotContain("unused");
    assertThat(project.resolve(".terraform/modules/modules.json"))
        .content()
        .contains(
            "{\"Key\":\"test.checks.a.setup\",\"Source\":\"./checks/setup\",\"Dir\":\"checks/setup\"}");
  }

  @Test
  void tellsProgramsWhatItDoes() throws IOException {
    configure(NEEDS_RANDOM);
    CommandRun run = init("-json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(run.output().lines())
        .allMatch(line -> line.startsWith("{\"@level\":") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"type\":\"version\""))
        .anyMatch(line ->
            line.contains("\"@message\":\"Installed hashicorp/random v3.6.0 (unauthenticated)\""))
        .anyMatch(line ->
            line.contains("\"type\":\"diagnostic\"")
                && line.contains("Incomplete lock file information for providers"))
        .last()
        .asString()
        .contains("Holdfast has been successfully initialized!");

    configure("modul \"x\" {}\n");
    assertThat(CommandRun.of(project, "", environment, "get", "-json"))
        .satisfies(get -> {
          assertThat(get.exitCode()).isEqualTo(1);
          assertThat(get.errors()).isEmpty();
          assertThat(get.output().lines())
              .last()
              .asString()
              .contains("\"summary\":\"Unsupported block type\"");
        });
  }

  @Test
  void refusesConfigurationsOfHcpTerraformAndSaysHowToLeaveIt() throws IOException {
    configure("terraform {\n  cloud {\n    organization = \"o\"\n  }\n}\n");
    CommandRun refused = init();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors())
        .contains("HCP Terraform is not supported", "terraform state pull", "line 2");
    assertThat(init("-backend=false").exitCode()).isZero();
    assertThat(CommandRun.of(project, "", environment, "validate").exitCode()).isZero();
  }

  @Test
  void doesNotBeginWithAFaultyTestFile() throws IOException {
    configure("resource \"terraform_data\" \"x\" {}\n");
    Files.writeString(project.resolve("a.tftest.hcl"), "run \"a\" {\n  comand = plan\n}\n");
    CommandRun run = init();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("Unsupported argument", "a.tftest.hcl line 2");
  }

  @Test
  void installsAndLocksWhatTheConfigurationNeeds() throws IOException {
    configure(NEEDS_RANDOM);
    CommandRun run = init();
    assertThat(run.errors()).isEmpty();
    assertThat(run.output())
        .contains("- Finding hashicorp/random versions matching \"~> 3.1\"...")
        .contains("- Installing hashicorp/random v3.6.0...")
        .contains("- Installed hashicorp/random v3.6.0 (unauthenticated)")
        .contains("has created a lock file .terraform.lock.hcl")
        .contains("Incomplete lock file information for providers");
    assertThat(project.resolve(".terraform.lock.hcl"))
        .content()
        .contains("provider \"registry.opentofu.org/hashicorp/random\" {")
        .contains("version     = \"3.6.0\"")
        .contains("\"h1:");
    assertThat(init().output())
        .contains("- Reusing previous version of hashicorp/random from the dependency lock file")
        .contains("- Using previously-installed hashicorp/random v3.6.0")
        .doesNotContain("lock file .terraform.lock.hcl");
  }

  @Test
  void theVersionTellsWhatIsSelected() throws IOException {
    configure(NEEDS_RANDOM);
    init();
    assertThat(CommandRun.of(project, "", environment, "version").output())
        .contains("+ provider registry.opentofu.org/hashicorp/random v3.6.0");
    assertThat(CommandRun.of(project, "", environment, "version", "-json").output())
        .contains("\"registry.opentofu.org/hashicorp/random\": \"3.6.0\"");
  }

  @Test
  void doesNotChangeALockFileThatIsReadOnly() throws IOException {
    configure(NEEDS_RANDOM);
    CommandRun refused = init("-lockfile=readonly");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("Provider dependency changes detected");
    assertThat(project.resolve(".terraform.lock.hcl")).doesNotExist();
    init();
    assertThat(init("-lockfile=readonly").exitCode()).isZero();
    assertThat(init("-lockfile=readonly", "-upgrade").errors()).contains("Invalid init options");
    assertThat(init("-lockfile=other").errors()).contains("Invalid -lockfile mode");
  }

  @Test
  void upgradesWhenTold() throws IOException {
    configure(NEEDS_RANDOM.replace("~> 3.1", "3.1.0"));
    init();
    configure(NEEDS_RANDOM);
    assertThat(init().output()).contains("Using previously-installed hashicorp/random v3.1.0");
    assertThat(init("-upgrade").output())
        .contains("- Finding hashicorp/random versions matching")
        .contains("- Installed hashicorp/random v3.6.0")
        .contains("made some changes to the provider selections");
  }

  @Test
  void refusesToTakeFromElsewhereWhatIsWantedFromAnOciMirror() throws IOException {
    configure(NEEDS_RANDOM);
    Files.writeString(
        directory.resolve(".tofurc"),
        """
        provider_installation {
          filesystem_mirror {
            path    = "%s"
            exclude = ["hashicorp/*"]
          }
          oci_mirror {
            repository_template = "example.com/providers/${namespace}/${type}"
            include             = ["hashicorp/*"]
          }
        }
        """
            .formatted(mirror));
    CommandRun refused = init();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(flat(refused.errors()))
        .contains("hashicorp/random from an oci_mirror, which this version cannot use")
        .contains("exclude it there or name another method");
    configure("resource \"terraform_data\" \"x\" {}\n");
    assertThat(init().exitCode()).isZero();
  }

  @Test
  void takesProvidersFromTheFolderOfItsFlagOnly() throws IOException {
    configure(NEEDS_RANDOM);
    Files.writeString(directory.resolve(".tofurc"), "");
    assertThat(init("-plugin-dir=" + mirror).exitCode()).isZero();
    Path empty = Files.createDirectory(directory.resolve("empty"));
    configure(NEEDS_RANDOM.replace("random", "other"));
    assertThat(flat(init("-plugin-dir=" + empty).errors()))
        .contains("Failed to query available provider packages")
        .contains("not found in any of the search locations");
  }

  @Test
  void understandsMirrorsAndLockFilesOfTerraform() throws IOException {
    put("registry.terraform.io/hashicorp/null", "null", "3.2.1");
    put("registry.terraform.io/hashicorp/null", "null", "3.2.2");
    configure("resource \"null_resource\" \"x\" {}\n");
    Files.writeString(
        project.resolve(".terraform.lock.hcl"),
        """
        provider "registry.terraform.io/hashicorp/null" {
          version = "3.2.1"
        }
        """);
    CommandRun run = init();
    assertThat(run.errors()).isEmpty();
    assertThat(run.output())
        .contains("- Reusing previous version of hashicorp/null")
        .contains("- Installed hashicorp/null v3.2.1");
    assertThat(project.resolve(".terraform.lock.hcl"))
        .content()
        .contains("provider \"registry.opentofu.org/hashicorp/null\"")
        .doesNotContain("registry.terraform.io");
  }

  @Test
  void guessesWhichProviderWasMeant() throws IOException {
    configure("resource \"datadog_monitor\" \"x\" {}\n");
    assertThat(init().errors())
        .contains("Did you intend to use datadog/datadog?")
        .contains("source = \"datadog/datadog\"");
    configure("resource \"randm_pet\" \"x\" {}\n");
    assertThat(init().errors()).contains("Did you intend to use hashicorp/random?");
  }

  @Test
  void asksForInitWhereAProviderIsNotInstalled() throws IOException {
    configure(NEEDS_RANDOM + "resource \"random_pet\" \"x\" {}\n");
    CommandRun run = CommandRun.of(project, "", environment, "plan");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("no selection for the provider").contains("holdfast init");
  }

  @Test
  void asksForAnUpgradeWhereTheLockFileDoesNotFit() throws IOException {
    configure(NEEDS_RANDOM);
    init();
    configure(NEEDS_RANDOM.replace("~> 3.1", "3.1.0"));
    CommandRun run = CommandRun.of(project, "", environment, "plan");
    assertThat(run.errors())
        .contains("Inconsistent dependency lock file")
        .contains("holdfast init -upgrade");
  }

  @Test
  void takesDevelopmentOverridesAsTheyAre() throws IOException {
    Path build = Files.createDirectory(directory.resolve("build"));
    Files.writeString(
        directory.resolve(".tofurc"),
        "provider_installation {\n  dev_overrides { \"hashicorp/random\" = \"%s\" }\n}\n"
            .formatted(build));
    configure(NEEDS_RANDOM + "resource \"random_pet\" \"x\" {}\n");
    CommandRun run = init();
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("Provider development overrides are in effect");
    assertThat(flat(CommandRun.of(project, "", environment, "plan").errors()))
        .contains("there is no program terraform-provider-random in it");
  }

  /// Without the line breaks, which depend on the lengths of names.
  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private CommandRun init(String... flags) {
    String[] words = new String[flags.length + 1];
    words[0] = "init";
    System.arraycopy(flags, 0, words, 1, flags.length);
    return CommandRun.of(project, "", environment, words);
  }

  private void configure(String text) throws IOException {
    Files.writeString(project.resolve("main.tf"), text);
  }

  private void put(String source, String type, String version) throws IOException {
    Path folder =
        Files.createDirectories(
            mirror.resolve(source).resolve(version).resolve(Platform.current().toString()));
    Path program = folder.resolve("terraform-provider-" + type + "_v" + version);
    Files.writeString(program, "#!/bin/sh\necho " + version + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
