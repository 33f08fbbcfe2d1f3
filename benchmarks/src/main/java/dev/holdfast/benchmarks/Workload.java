package dev.holdfast.benchmarks;

/// A configuration to measure.
///
/// @param name in the table
/// @param resources how many there are, for the cost of each
/// @param configuration the text of its only file
record Workload(String name, int resources, String configuration) {

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
}
