package dev.holdfast.engine.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A configuration made by chance: resources with and without instances, that refer to those before
/// them, with locals, outputs, dependencies and lifecycles. Always valid.
final class RandomConfiguration {
  private static final String[] REPETITIONS = {"", "count", "for_each"};

  /// A resource that later ones may refer to.
  private record Declared(String address, String repetition) {}

  private final Random random;
  private final List<Declared> declared = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private RandomConfiguration(Random random) {
    this.random = random;
  }

  static String of(Random random) {
    RandomConfiguration configuration = new RandomConfiguration(random);
    configuration.text.append("locals {\n  names = [\"x\", \"y\"]\n}\n");
    int count = 1 + random.nextInt(7);
    for (int number = 0; number < count; number++) {
      configuration.addResource(number);
    }
    for (int number = 0; number < random.nextInt(3); number++) {
      configuration.text.append(
          "output \"o%d\" {\n  value = %s\n}\n".formatted(number, configuration.value()));
    }
    return configuration.text.toString();
  }

  private void addResource(int number) {
    String repetition = REPETITIONS[random.nextInt(REPETITIONS.length)];
    boolean stored = random.nextInt(3) == 0;
    String type = stored ? "terraform_data" : "test_object";
    text.append("resource \"%s\" \"r%d\" {\n".formatted(type, number));
    String suffix = "";
    switch (repetition) {
      case "count" -> {
        text.append("  count = %d\n".formatted(random.nextInt(4)));
        suffix = "-${count.index}";
      }
      case "for_each" -> {
        text.append(
            "  for_each = toset(slice([\"a\", \"b\", \"c\"], 0, %d))\n"
                .formatted(random.nextInt(4)));
        suffix = "-${each.key}";
      }
      default -> {}
    }
    if (stored) {
      text.append("  input = %s\n".formatted(value()));
      if (random.nextInt(4) == 0) {
        text.append("  triggers_replace = %s\n".formatted(value()));
      }
    } else {
      text.append("  name = \"r%d%s\"\n".formatted(number, suffix));
      text.append("  value = %s\n".formatted(value()));
      if (random.nextBoolean()) {
        text.append("  kind = \"k%d\"\n".formatted(random.nextInt(3)));
      }
    }
    addMetaArguments();
    text.append("}\n");
    declared.add(new Declared(type + ".r" + number, repetition));
  }

  private void addMetaArguments() {
    if (!declared.isEmpty() && random.nextInt(4) == 0) {
      text.append("  depends_on = [%s]\n".formatted(one().address()));
    }
    List<String> lifecycle = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      lifecycle.add("create_before_destroy = true");
    }
    if (!declared.isEmpty() && random.nextInt(5) == 0) {
      lifecycle.add("replace_triggered_by = [%s]".formatted(one().address()));
    }
    if (!lifecycle.isEmpty()) {
      text.append("  lifecycle {\n    %s\n  }\n".formatted(String.join("\n    ", lifecycle)));
    }
  }

  private Declared one() {
    return declared.get(random.nextInt(declared.size()));
  }

  private String value() {
    if (declared.isEmpty() || random.nextInt(3) == 0) {
      return random.nextBoolean() ? "\"v%d\"".formatted(random.nextInt(3)) : "local.names[1]";
    }
    Declared source = one();
    return switch (source.repetition()) {
      case "count" -> "join(\",\", %s[*].id)".formatted(source.address());
      case "for_each" ->
          random.nextBoolean()
              ? "{ for k, v in %s : k => v.id }".formatted(source.address())
              : "try(%s[\"a\"].id, \"none\")".formatted(source.address());
      default -> source.address() + ".id";
    };
  }
}
