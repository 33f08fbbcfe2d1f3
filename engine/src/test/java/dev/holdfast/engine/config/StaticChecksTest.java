package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaticChecksTest {
  @TempDir private Path folder;

  @Test
  void saysWhatEachNodeNeeds() throws IOException {
    write(
        "main.tf",
        """
        variable "v" {}
        locals {
          l = var.v
        }
        provider "x" {
          zone = local.l
        }
        resource "x_thing" "a" {
          name = module.m.o
        }
        module "m" {
          source = "./m"
          count  = 1
          input  = local.l
        }
        """);
    write("m/main.tf", "variable \"input\" {}\noutput \"o\" {\n  value = var.input\n}\n");
    ReferenceGraph graph = graph();
    assertThat(needs(graph, new ConfigurationNode.LocalNode(ModulePath.ROOT, "l")))
        .containsExactly("var.v");
    assertThat(
            needs(
                graph,
                new ConfigurationNode.ResourceNode(
                    new ConfigurationResourceAddress(
                        ModulePath.ROOT, ResourceAddress.managed("x_thing", "a")))))
        .containsExactlyInAnyOrder("provider.x", "module.m.output.o");
    assertThat(
            needs(graph, new ConfigurationNode.VariableNode(ModulePath.ROOT.child("m"), "input")))
        .containsExactlyInAnyOrder("module.m", "local.l");
  }

  @Test
  void suggestsWhatMayHaveBeenMeant() throws IOException {
    write(
        "main.tf",
        """
        variable "region" {}
        data "x_thing" "a" {}
        output "one" {
          value = var.regoin
        }
        output "two" {
          value = x_thing.a.id
        }
        output "three" {
          value = var.entirely_different
        }
        """);
    assertThat(Loading.diagnose(folder))
        .extracting(Diagnostic::detail)
        .satisfiesExactly(
            one -> assertThat(one).contains("Did you mean \"region\"?"),
            two -> assertThat(two).contains("Did you mean data.x_thing.a?"),
            three -> assertThat(three).doesNotContain("Did you mean").contains("can be declared"));
  }

  @Test
  void namesEachNodeOfACycleAndWhereItIs() throws IOException {
    write("main.tf", "locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}\n");
    assertThat(Loading.diagnose(folder))
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.summary()).isEqualTo("Cycle: local.a, local.b, local.c");
          assertThat(diagnostic.detail())
              .contains("main.tf:3) needs local.c", "main.tf:4) needs local.a");
        });
  }

  @Test
  void namesTheNodesOfACycleThroughModulesAndProviders() throws IOException {
    Loading.write(
        folder,
        Map.of(
            "main.tf",
            """
            module "m" {
              source = "./m"
              in     = local.x
            }
            locals {
              x = test_thing.q.id
            }
            provider "test" {
              key = module.m.out
            }
            resource "test_thing" "q" {
            }
            """,
            "m/main.tf",
            """
            variable "in" {}
            output "out" {
              value = var.in
            }
            """));
    assertThat(Loading.diagnose(folder))
        .singleElement()
        .satisfies(diagnostic -> {
          assertThat(diagnostic.summary())
              .isEqualTo(
                  "Cycle: local.x, test_thing.q, provider.test, module.m.output.out,"
                      + " module.m.var.in");
          assertThat(diagnostic.detail())
              .contains(
                  "main.tf:11) needs provider.test",
                  "main.tf:8) needs module.m.output.out",
                  "m/main.tf:2) needs module.m.var.in",
                  "m/main.tf:1) needs local.x");
        });
  }

  @Test
  void aLongChainOfLocalsIsNoProblem() throws IOException {
    StringBuilder text = new StringBuilder("locals {\n  l0 = 1\n");
    for (int i = 1; i < 20_000; i++) {
      text.append("  l").append(i).append(" = local.l").append(i - 1).append("\n");
    }
    write("main.tf", text.append("}\n").toString());
    assertThat(Loading.diagnose(folder)).isEmpty();
  }

  private void write(String name, String text) throws IOException {
    Loading.write(folder, Map.of(name, text));
  }

  private ReferenceGraph graph() {
    Parsed<ReferenceGraph> checked = StaticChecks.check(Loading.loadWell(folder));
    assertThat(checked.diagnostics()).isEmpty();
    return checked.tree();
  }

  private static List<String> needs(ReferenceGraph graph, ConfigurationNode node) {
    return graph.needs(node).stream().map(Object::toString).toList();
  }
}
