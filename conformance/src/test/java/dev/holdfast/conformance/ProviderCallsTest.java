package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conformance.provider.AskedProvider;
import dev.holdfast.plugins.server.PluginServer;
import dev.holdfast.plugins.server.ProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What providers are asked, over the plugin protocol, where that is more than one question an
/// object.
class ProviderCallsTest {
  @TempDir Path sockets;

  private final List<AutoCloseable> open = new ArrayList<>();
  private AskedProvider provider = AskedProvider.of(true, true);
  private @Nullable Tool started;

  private void serve(AskedProvider served) throws Exception {
    provider = served;
    Path socket = sockets.resolve("socket");
    open.add(PluginServer.start(socket, new ProviderServer(served)));
    Tool tool =
        Tool.in(
            Files.createTempDirectory("holdfast-conformance-"),
            Map.of(),
            Map.of(
                "TF_REATTACH_PROVIDERS",
                """
                {"hashicorp/asked": {"ProtocolVersion": 6, "Addr": {"Network": "unix", "String": "%s"}}}
                """
                    .formatted(socket)));
    started = tool;
    open.addFirst(tool);
  }

  private Tool tool() {
    return Objects.requireNonNull(started);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private void write(String name, String content) throws IOException {
    Path file = tool().folder().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Tool.Run run(int exitCode, String... words) {
    Tool.Run run = tool().run(words);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isEqualTo(exitCode);
    return run;
  }

  private void make(String name, String kind) throws IOException {
    write("main.tf", thing(name, kind, ""));
    run(0, "apply", "-auto-approve");
    provider.takeAsked();
  }

  private static String thing(String name, String kind, String more) {
    return """
    resource "asked_thing" "a" {
      name = "%s"
      kind = "%s"
      %s
    }
    """
        .formatted(name, kind, more);
  }

  @Test
  void asksForAPlanOfADestroyAndHandsItBack() throws Exception {
    serve(AskedProvider.of(true, false));
    make("a", "x");
    run(0, "destroy", "-auto-approve");
    assertThat(provider.takeAsked())
        .containsExactly("read a", "plan to destroy a", "destroy as to be destroyed a");
  }

  @Test
  void asksNobodyForAPlanOfADestroyWhoDoesNotWantThat() throws Exception {
    serve(AskedProvider.of(false, false));
    make("kept", "x");
    run(0, "destroy", "-auto-approve");
    assertThat(provider.takeAsked()).containsExactly("read kept", "destroy as made kept");
  }

  @Test
  void doesNotDestroyWhatTheProviderWantsToKeep() throws Exception {
    serve(AskedProvider.of(true, false));
    make("kept", "x");
    Tool.Run plan = run(1, "plan", "-destroy");
    assertThat(plan.errors()).contains("It may not be destroyed.", "asked_thing.a");
    assertThat(provider.takeAsked()).containsExactly("read kept", "plan to destroy kept");
  }

  @Test
  void plansAReplacementAsAnotherObjectAndTheDestroyOfTheOldOne() throws Exception {
    serve(AskedProvider.of(true, false));
    make("a", "x");
    write("main.tf", thing("a", "y", ""));
    Tool.Run apply = run(0, "apply", "-auto-approve");
    assertThat(apply.output()).contains("forces replacement", "1 added, 0 changed, 1 destroyed");
    assertThat(provider.takeAsked())
        .containsExactly(
            "read a",
            "plan to change a",
            "plan to create a",
            "plan to destroy a",
            "destroy as to be destroyed a",
            "plan to create a",
            "create as planned a");
  }

  @Test
  void makesTheNewObjectFirstWhereTheConfigurationWantsThat() throws Exception {
    serve(AskedProvider.of(true, false));
    make("a", "x");
    write("main.tf", thing("a", "y", "lifecycle {\n create_before_destroy = true\n }"));
    run(0, "apply", "-auto-approve");
    assertThat(provider.takeAsked())
        .containsExactly(
            "read a",
            "plan to change a",
            "plan to create a",
            "plan to create a",
            "create as planned a",
            "plan to destroy a",
            "destroy as to be destroyed a");
  }

  @Test
  void takesObjectsThatTerraform011Stored() throws Exception {
    serve(AskedProvider.of(false, false));
    write("main.tf", thing("old", "x", "tags = { a = \"1\" }"));
    write(
        "terraform.tfstate",
        """
        {"version": 4, "terraform_version": "0.12.0", "serial": 1, "lineage": "x", "outputs": {},
         "resources": [{"mode": "managed", "type": "asked_thing", "name": "a",
           "provider": "provider[\\"registry.opentofu.org/hashicorp/asked\\"]",
           "instances": [{"schema_version": 0, "attributes_flat":
             {"id": "thing-7", "kind": "x", "name": "old", "tags.%": "1", "tags.a": "1"}}]}]}
        """);
    assertThat(run(0, "apply", "-auto-approve").output())
        .contains("0 added, 0 changed, 0 destroyed");
    assertThat(provider.takeAsked())
        .startsWith(
            "upgrade from version 0 {\"id\":\"thing-7\",\"kind\":\"x\",\"name\":\"old\",\"tags.%\":\"1\",\"tags.a\":\"1\"}");
    assertThat(tool().folder().resolve("terraform.tfstate"))
        .content()
        .contains("\"tags\": {")
        .doesNotContain("attributes_flat");
    run(0, "destroy", "-auto-approve");
    assertThat(provider.takeAsked()).containsExactly("read old", "destroy as  old");
  }

  @Test
  void tellsProvidersWhatModulesTellThem() throws Exception {
    serve(AskedProvider.of(true, true));
    write(
        "main.tf",
        """
        terraform {
          required_providers {
            other = { source = "hashicorp/asked" }
          }
          provider_meta "other" {
            team = "red"
          }
        }
        resource "asked_thing" "a" {
          provider = other
          name     = "a"
        }
        data "asked_thing" "d" {
          provider = other
          name     = "d"
        }
        module "blue" {
          source = "./blue"
        }
        module "none" {
          source = "./none"
        }
        """);
    write(
        "blue/main.tf",
        """
        terraform {
          provider_meta "asked" {
            team = "blue"
          }
        }
        resource "asked_thing" "b" {
          name = "b"
        }
        """);
    write("none/main.tf", "resource \"asked_thing\" \"c\" {\n  name = \"c\"\n}\n");
    run(0, "init");
    run(0, "apply", "-auto-approve");
    assertThat(provider.takeAsked())
        .contains(
            "find d of red",
            "plan to create a of red",
            "create as planned a of red",
            "plan to create b of blue",
            "create as planned b of blue",
            "plan to create c",
            "create as planned c");
    run(0, "destroy", "-auto-approve");
    assertThat(provider.takeAsked())
        .contains(
            "read a of red",
            "plan to destroy b of blue",
            "destroy as to be destroyed b of blue",
            "destroy as to be destroyed c");
  }

  @Test
  void refusesToTellProvidersWhatTheyCannotTake() throws Exception {
    String configuration =
        """
        terraform {
          provider_meta "asked" {
            team   = "red"
            colour = "red"
          }
        }
        resource "asked_thing" "a" {
          name = "a"
        }
        """;
    serve(AskedProvider.of(true, false));
    write("main.tf", configuration);
    assertThat(run(1, "plan").errors())
        .contains("doesn't support provider_meta", "asked_thing.a", "main.tf line 2");
  }

  @Test
  void readsWhatModulesTellProvidersByTheirSchemas() throws Exception {
    serve(AskedProvider.of(true, true));
    write(
        "main.tf",
        """
        terraform {
          provider_meta "asked" {
            colour = "red"
          }
        }
        resource "asked_thing" "a" {
          name = "a"
        }
        """);
    assertThat(run(1, "plan").errors())
        .contains("An argument named \"colour\" is not expected here", "main.tf line 3");
  }

  @Test
  void tellsWhatIsDeprecatedWhereTheProviderDoesNot() throws Exception {
    serve(AskedProvider.of(true, false));
    write("main.tf", thing("a", "x", "label = \"old\""));
    Tool.Run validate = run(0, "validate");
    assertThat(validate.output() + validate.errors())
        .contains("Argument is deprecated", "Use name instead.", "label = \"old\"");
    Tool.Run plan = run(0, "plan");
    assertThat(plan.output() + plan.errors()).containsOnlyOnce("Use name instead.");
  }
}
