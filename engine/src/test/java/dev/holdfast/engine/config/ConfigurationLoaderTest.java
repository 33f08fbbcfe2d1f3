package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.BodySchema;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationLoaderTest {
  @TempDir private Path folder;

  @Test
  void anEmptyFolderIsAnEmptyConfiguration() {
    Configuration configuration = Loading.loadWell(folder);
    assertThat(configuration.root().resources()).isEmpty();
    assertThat(configuration.sources()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThat(Loading.load(folder.resolve("nowhere")).diagnostics())
        .singleElement()
        .matches(diagnostic -> diagnostic.summary().equals("Unreadable module directory"))
        .matches(diagnostic -> diagnostic.detail().contains("does not exist"));
  }

  @Test
  void aTofuFileHidesTheTfFileOfTheSameName() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "a.tf", "locals { from = 1 }",
            "a.tofu", "locals { other = 1 }",
            "b.tf", "locals { b = 1 }",
            ".hidden.tf", "broken",
            "backup.tf~", "broken",
            "readme.md", "broken"));
    assertThat(Loading.loadWell(folder).root().locals().keySet()).containsExactly("other", "b");
  }

  @Test
  void overridesReplaceArgumentsAndBlocksOfTheSameType() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "main.tf",
            """
            resource "x_thing" "a" {
              name = "base"
              kept = "kept"
              rule {
                port = 1
              }
              rule {
                port = 2
              }
              other {}
              lifecycle {
                create_before_destroy = true
              }
            }
            locals {
              a = 1
              b = 2
            }
            """,
            "x_override.tf",
            """
            resource "x_thing" "a" {
              name = "override"
              rule {
                port = 3
              }
              lifecycle {
                prevent_destroy = true
              }
            }
            locals {
              b = 3
            }
            """));
    Module root = Loading.loadWell(folder).root();
    Resource resource = resource(root, "x_thing", "a");
    var content =
        resource
            .body()
            .content(
                BodySchema.EMPTY.withOptional("name", "kept").withBlock("rule").withBlock("other"));
    assertThat(content.diagnostics()).isEmpty();
    assertThat(Loading.in(content.attributes(), "name").range().filename())
        .endsWith("x_override.tf");
    assertThat(content.attributes()).containsKey("kept");
    assertThat(content.blocks("rule")).hasSize(1);
    assertThat(content.blocks("other")).hasSize(1);
    assertThat(resource.lifecycle().createBeforeDestroy()).isTrue();
    assertThat(resource.lifecycle().preventDestroy()).isNotNull();
    assertThat(Loading.in(root.locals(), "b").range().filename()).endsWith("x_override.tf");
  }

  @Test
  void anOverrideMustHaveSomethingToOverride() throws IOException {
    Loading.write(folder, Map.of("override.tf", "output \"o\" { value = 1 }"));
    assertThat(summaries(Loading.load(folder).diagnostics()))
        .containsExactly("Missing base output declaration to override");
  }

  @Test
  void readsJsonAsItReadsTheNativeSyntax() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "main.tf.json",
            """
            {
              "variable": {"size": {"type": "number", "default": 3}},
              "resource": {
                "x_thing": {"a": {"count": "${var.size}", "depends_on": ["x_thing.b"]}, "b": {}}
              },
              "module": {"m": {"source": "./m", "providers": {"x.west": "x"}}}
            }
            """,
            "m/main.tf",
            """
            terraform {
              required_providers {
                x = { source = "hashicorp/x", configuration_aliases = [x.west] }
              }
            }
            """));
    Module root = Loading.loadWell(folder).root();
    assertThat(Loading.in(root.variables(), "size").defaultValue()).isEqualTo(Value.of(3));
    Resource resource = resource(root, "x_thing", "a");
    assertThat(resource.repetition().count()).isNotNull();
    assertThat(resource.dependsOn()).singleElement().hasToString("x_thing.b");
    assertThat(Loading.in(root.moduleCalls(), "m").providers())
        .singleElement()
        .matches(passed -> passed.inChild().name().equals("x.west"));
  }

  @Test
  void loadsModulesThroughSymbolicLinksAndOnceForManyCalls() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "main.tf",
            """
            module "one" {
              source = "./link"
            }
            module "two" {
              source = "./link"
            }
            """,
            "real/main.tf",
            "resource \"x_thing\" \"a\" {}"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    Configuration configuration = Loading.loadWell(folder);
    assertThat(configuration.modules().keySet())
        .containsExactly(
            ModulePath.ROOT, ModulePath.ROOT.child("one"), ModulePath.ROOT.child("two"));
    assertThat(configuration.sources()).hasSize(2);
  }

  @Test
  void aChainOfLinksThatNeverEndsIsAnError() throws IOException {
    Loading.write(folder, Map.of("main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"));
    Files.createSymbolicLink(folder.resolve("m"), Path.of("."));
    assertThat(summaries(Loading.load(folder).diagnostics()))
        .containsExactly("Module calls itself");
  }

  @Test
  void usesModulesThatHaveBeenInstalled() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "main.tf",
            "module \"net\" {\n  source = \"acme/net/x\"\n  version = \"~> 1.0\"\n}\n",
            ".terraform/modules/modules.json",
            """
            {"Modules":[{"Key":"","Source":"","Dir":"."},
             {"Key":"net","Source":"registry.terraform.io/acme/net/x","Version":"1.0.3",
              "Dir":".terraform/modules/net"}]}
            """,
            ".terraform/modules/net/main.tf",
            "output \"o\" {\n  value = 1\n}\n"));
    Configuration configuration = Loading.loadWell(folder);
    Module net = Loading.in(configuration.root().children(), "net");
    assertThat(net.outputs()).containsKey("o");
    assertThat(Loading.in(configuration.root().moduleCalls(), "net").version()).isEqualTo("~> 1.0");
  }

  @Test
  void resolvesProvidersThroughWhatIsPassedAndInherited() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "main.tf",
            """
            terraform {
              required_providers {
                mine = { source = "acme/x" }
              }
            }
            provider "mine" {
              alias = "west"
              zone  = "w"
            }
            provider "mine" {
              zone = "default"
            }
            module "m" {
              source = "./m"
              providers = {
                x.east = mine.west
              }
            }
            """,
            "m/main.tf",
            """
            terraform {
              required_providers {
                x = {
                  source                = "acme/x"
                  configuration_aliases = [x.east]
                }
              }
            }
            resource "x_thing" "passed" {
              provider = x.east
            }
            resource "x_thing" "inherited" {}
            """));
    Configuration configuration = Loading.loadWell(folder);
    ProviderResolution providers = new ProviderResolution(configuration);
    ModulePath path = ModulePath.ROOT.child("m");
    Module child = Loading.in(configuration.root().children(), "m");
    assertThat(providers.resolve(path, resource(child, "x_thing", "passed")))
        .hasValueSatisfying(binding -> {
          assertThat(binding.module()).isEqualTo(ModulePath.ROOT);
          assertThat(binding.alias()).isEqualTo("west");
          assertThat(binding.source())
              .isEqualTo(new ProviderSource(ProviderSource.DEFAULT_HOST, "acme", "x"));
        });
    assertThat(providers.resolve(path, resource(child, "x_thing", "inherited")))
        .hasValueSatisfying(binding -> {
          assertThat(binding.localName()).isEqualTo("mine");
          assertThat(binding.alias()).isEmpty();
          assertThat(binding.block()).isNotNull();
        });
  }

  private static Resource resource(Module module, String type, String name) {
    return Loading.in(module.resources(), ResourceAddress.managed(type, name));
  }

  private static List<String> summaries(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::summary).toList();
  }
}
