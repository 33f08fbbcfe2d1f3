package dev.holdfast.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.ProviderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredProvidersTest {
  private static final ProviderSource RANDOM = ProviderSource.implied("random");
  private static final ProviderSource TLS = ProviderSource.implied("tls");
  private static final ProviderSource NULL = ProviderSource.implied("null");
  private static final ProviderSource HTTP = ProviderSource.implied("http");

  @TempDir Path folder;
  private Configuration configuration;

  @BeforeEach
  void load() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        terraform {
          required_providers {
            tls    = { source = "hashicorp/tls", version = ">= 4.1" }
            random = { source = "hashicorp/random", version = "~> 3.1" }
          }
        }
        resource "null_resource" "a" {}
        resource "terraform_data" "a" {}
        check "c" {
          data "http" "d" {
            url = "http://localhost"
          }
          assert {
            condition     = true
            error_message = "No."
          }
        }
        module "inner" {
          source = "./inner"
        }
        """);
    Files.writeString(
        Files.createDirectory(folder.resolve("inner")).resolve("main.tf"),
        """
        terraform {
          required_providers {
            random = { source = "hashicorp/random", version = "3.6, != 3.5.0" }
          }
        }
        """);
    configuration = Objects.requireNonNull(Loading.load(folder).tree());
  }

  @Test
  void areThoseThatAreDeclaredAndThoseThatResourcesUse() {
    RequiredProviders root = RequiredProviders.of(configuration.root());
    assertThat(root.installable()).containsExactly(HTTP, NULL, RANDOM, TLS);
    assertThat(root.builtIn()).hasSize(1);
    assertThat(root.text(RANDOM)).isEqualTo("~> 3.1");
    assertThat(root.text(TLS)).isEqualTo(">= 4.1.0");
    assertThat(root.text(NULL)).isEmpty();
  }

  @Test
  void areOfAllModulesTogether() {
    RequiredProviders all = RequiredProviders.of(configuration);
    assertThat(all.text(RANDOM)).isEqualTo("~> 3.1, != 3.5.0, 3.6.0");
  }

  @Test
  void areAlsoWhatAStateNeeds() {
    ProviderSource other = ProviderSource.implied("other");
    RequiredProviders all = RequiredProviders.of(configuration).and(List.of(other, TLS));
    assertThat(all.installable()).contains(other);
    assertThat(all.text(TLS)).isEqualTo(">= 4.1.0");
    assertThat(all.only(TLS::equals).sources()).containsExactly(TLS);
  }
}
