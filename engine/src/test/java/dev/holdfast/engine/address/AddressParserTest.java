package dev.holdfast.engine.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressParserTest {
  private static final long SEED = 20260101;
  private static final int TRIES = 2000;
  private static final String[] KEY_PARTS = {
    "a", "B", "0", " ", ".", "[", "]", "\"", "\\", "\n", "\t", "${", "%{", "$", "%", "$$", "{", "é",
    "🚀", "-", "/"
  };

  private final Random random = new Random(SEED);

  @Test
  void readsBackEveryResourceInstanceAsItPrints() {
    for (int i = 0; i < TRIES; i++) {
      ResourceInstanceAddress address =
          new ResourceInstanceAddress(randomModule(), randomResource(), randomKey());
      assertThat(tree(AddressParser.resourceInstance(address.toString())))
          .as(address.toString())
          .isEqualTo(address);
    }
  }

  @Test
  void readsBackEveryModuleInstanceAsItPrints() {
    for (int i = 0; i < TRIES; i++) {
      ModuleInstanceAddress address = randomModule();
      assertThat(tree(AddressParser.moduleInstance(address.toString()))).isEqualTo(address);
    }
  }

  @Test
  void readsBackEveryProviderConfigurationAsItPrints() {
    for (int i = 0; i < TRIES; i++) {
      boolean aliased = random.nextBoolean();
      ProviderConfigurationAddress address =
          new ProviderConfigurationAddress(
              randomModule().module(),
              new ProviderSource("example.org", randomName(), randomName()),
              aliased ? randomName() : "",
              aliased ? randomKey() : InstanceKey.none());
      assertThat(tree(AddressParser.providerConfiguration(address.toString()))).isEqualTo(address);
    }
  }

  @Test
  void readsTargets() {
    assertThat(tree(AddressParser.target("module.a")))
        .isEqualTo(TargetAddress.of(ModuleInstanceAddress.ROOT.child("a", InstanceKey.none())));
    assertThat(tree(AddressParser.target("module.a[1].data.x.y[\"k\"]")))
        .isEqualTo(
            new TargetAddress(
                ModuleInstanceAddress.ROOT.child("a", InstanceKey.of(1)),
                new ResourceAddress(ResourceMode.DATA, "x", "y"),
                InstanceKey.of("k")));
  }

  @Test
  void aTargetWithoutKeyContainsAllInstances() {
    TargetAddress target = tree(AddressParser.target("module.a.x.y"));
    assertThat(target.contains(instance("module.a[0].x.y[\"k\"]"))).isTrue();
    assertThat(target.contains(instance("module.a.x.y"))).isTrue();
    assertThat(target.contains(instance("module.a.x.z"))).isFalse();
    assertThat(target.contains(instance("module.a.module.b.x.y"))).isFalse();
  }

  @Test
  void aModuleContainsWhatIsInModulesWithinIt() {
    TargetAddress target = tree(AddressParser.target("module.a[\"k\"]"));
    assertThat(target.contains(instance("module.a[\"k\"].module.b[0].x.y"))).isTrue();
    assertThat(target.contains(instance("module.a[\"l\"].x.y"))).isFalse();
    assertThat(target.contains(instance("x.y"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "x.",
        "x.y.z",
        "x.y[-1]",
        "x.y[1.5]",
        "x.y[true]",
        "x.y[\"a\"][0]",
        "x[0].y",
        "module",
        "module.a.module",
        "data.x",
        "var.x",
        "local.a",
        "x.y[\"${a}\"]",
        "x y",
        "x.y[",
        "1.2"
      })
  void refusesWhatIsNoAddressAndSaysWhy(String text) {
    Parsed<@Nullable TargetAddress> parsed = AddressParser.target(text);
    assertThat(parsed.tree()).isNull();
    assertThat(parsed.diagnostics())
        .isNotEmpty()
        .allMatch(Diagnostic::isError)
        .noneMatch(diagnostic -> diagnostic.detail().isEmpty());
  }

  @Test
  void refusesAModuleWhereAResourceIsNeeded() {
    assertThat(AddressParser.resourceInstance("module.a").diagnostics())
        .singleElement()
        .matches(diagnostic -> diagnostic.detail().contains("address of a resource is needed"));
  }

  private static ResourceInstanceAddress instance(String text) {
    return tree(AddressParser.resourceInstance(text));
  }

  private static <T> T tree(Parsed<@Nullable T> parsed) {
    assertThat(parsed.diagnostics()).isEmpty();
    T tree = parsed.tree();
    if (tree == null) {
      throw new AssertionError("nothing was read, and nothing said why");
    }
    return tree;
  }

  private ModuleInstanceAddress randomModule() {
    List<ModuleInstanceAddress.Step> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      steps.add(new ModuleInstanceAddress.Step(randomName(), randomKey()));
    }
    return new ModuleInstanceAddress(steps);
  }

  private ResourceAddress randomResource() {
    ResourceMode[] modes = ResourceMode.values();
    return new ResourceAddress(
        modes[random.nextInt(modes.length)], "t_" + randomName(), randomName());
  }

  private InstanceKey randomKey() {
    return switch (random.nextInt(3)) {
      case 0 -> InstanceKey.none();
      case 1 -> InstanceKey.of(random.nextInt(100_000));
      default -> {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
          key.append(KEY_PARTS[random.nextInt(KEY_PARTS.length)]);
        }
        yield InstanceKey.of(key.toString());
      }
    };
  }

  private String randomName() {
    return "n" + Integer.toString(random.nextInt(1000), 36) + (random.nextBoolean() ? "-x" : "");
  }
}
