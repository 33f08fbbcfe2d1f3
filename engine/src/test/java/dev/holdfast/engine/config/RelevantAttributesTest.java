package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RelevantAttributesTest {
  @TempDir private Path folder;

  @Test
  void referencesAreFollowedThroughLocalsVariablesAndOutputs() throws IOException {
    write(
        "main.tf",
        """
        resource "terraform_data" "base" {
          input = "a"
        }

        module "inner" {
          source = "./inner"
          given  = terraform_data.base.output
        }

        locals {
          passed = module.inner.made
        }

        resource "terraform_data" "last" {
          input = local.passed
        }
        """);
    write(
        "inner/main.tf",
        """
        variable "given" {}

        resource "terraform_data" "middle" {
          input = upper(var.given)
        }

        output "made" {
          value = terraform_data.middle.output
        }
        """);
    assertThat(relevant(List.of("terraform_data.last"), List.of()))
        .containsExactly("module.inner.terraform_data.middle.output");
    assertThat(relevant(List.of("module.inner.terraform_data.middle"), List.of()))
        .containsExactly("terraform_data.base.output");
  }

  @Test
  void onlyTheArgumentThatIsUsedLeadsFurther() throws IOException {
    write(
        "main.tf",
        """
        resource "terraform_data" "one" {}
        resource "terraform_data" "two" {}

        resource "terraform_data" "both" {
          input            = terraform_data.one.id
          triggers_replace = terraform_data.two.id
        }

        output "used" {
          value = terraform_data.both.input
        }
        """);
    assertThat(relevant(List.of(), List.of("used")))
        .containsExactly("terraform_data.both.input", "terraform_data.one.id");
  }

  @Test
  void anInstanceIsMeantByAnyKeyThatIsNotConstant() throws IOException {
    write(
        "main.tf",
        """
        resource "terraform_data" "many" {
          count = 2
        }

        resource "terraform_data" "user" {
          count = 2
          input = terraform_data.many[count.index].id
        }
        """);
    RelevantAttribute attribute =
        RelevantAttributes.of(load(), List.of(address("terraform_data.user[0]")), List.of())
            .getFirst();
    assertThat(attribute.isOf(address("terraform_data.many[1]"))).isTrue();
    assertThat(attribute.isOf(address("terraform_data.user[1]"))).isFalse();
  }

  private List<String> relevant(List<String> objects, List<String> outputs) {
    return RelevantAttributes.of(
            load(), objects.stream().map(RelevantAttributesTest::address).toList(), outputs)
        .stream()
        .map(each -> each.resource() + each.attribute().toString())
        .toList();
  }

  private static ResourceInstanceAddress address(String text) {
    return Objects.requireNonNull(AddressParser.resourceInstance(text).tree());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private Configuration load() {
    FunctionContext functions =
        new FunctionContext(
            folder,
            folder,
            () -> Instant.EPOCH,
            new Random(0),
            false,
            Optional.empty(),
            new LanguageTemplates(Functions.builtIn()));
    return Objects.requireNonNull(
        ConfigurationLoader.load(
                folder,
                InstalledModules.of(folder),
                new EarlyValues(InputVariables.none(), "default", functions))
            .tree());
  }
}
