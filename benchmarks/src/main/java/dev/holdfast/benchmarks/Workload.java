package dev.holdfast.benchmarks;

import java.util.Map;

/// A configuration to measure.
///
/// @param name in the table
/// @param resources how many there are, for the cost of each
/// @param files the texts of its files by their names
record Workload(String name, int resources, Map<String, String> files) {
  private static final String MAIN = "main.tf";

  private Workload(String name, int resources, String configuration) {
    this(name, resources, Map.of(MAIN, configuration));
  }

  /// Resources that have nothing to do with one another, one block each.
  static Workload blocks(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
          resource "terraform_data" "r%1$d" {
            input = "value %1$d"
          }
          """
              .formatted(i));
    }
    return new Workload("%,d terraform_data".formatted(count), count, text.toString());
  }

  /// Two resources with as many instances each, where each instance of the second reads one of the
  /// first.
  static Workload pairs(int count) {
    return new Workload(
        "%1$,d + %1$,d, b reads a[each.key]".formatted(count),
        2 * count,
        """
        locals {
          keys = toset([for pair in setproduct(range(%1$d), range(50)) : "${pair[0]}-${pair[1]}"])
        }
        resource "terraform_data" "a" {
          for_each = local.keys
          input    = each.key
        }
        resource "terraform_data" "b" {
          for_each = local.keys
          input    = terraform_data.a[each.key].output
        }
        """
            .formatted(count / 50));
  }

  /// Many calls of one module in chains of ten, each of which depends on two before it.
  ///
  /// @param calls how many there are, with 720 resource instances each
  static Workload modules(int calls) {
    StringBuilder root = new StringBuilder();
    for (int i = 0; i < calls; i++) {
      String before =
          i % 10 == 0
              ? ""
              : "  depends_on = [module.m%d, module.m%d]\n".formatted(i - 1, i - i % 10);
      root.append("module \"m%d\" {\n  source = \"./m\"\n%s}\n".formatted(i, before));
    }
    StringBuilder module = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      String input =
          i == 0 ? "count.index" : "terraform_data.r%d[count.index].output".formatted(i - 1);
      module.append(
          """
          resource "terraform_data" "r%d" {
            count = 90
            input = %s
          }
          """
              .formatted(i, input));
    }
    return new Workload(
        "%,d in %d modules with depends_on".formatted(calls * 720, calls),
        calls * 720,
        Map.of(MAIN, root.toString(), "m/main.tf", module.toString()));
  }

  /// Resources with a text of a megabyte each.
  static Workload large(int count) {
    return new Workload(
        "%,d of 1 MB each".formatted(count),
        count,
        """
        locals {
          line = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\\n"
          text = join("", [for i in range(1024) : join("", [for j in range(16) : local.line])])
        }
        resource "terraform_data" "large" {
          count = %d
          input = "${count.index} ${local.text}"
        }
        """
            .formatted(count));
  }
}
