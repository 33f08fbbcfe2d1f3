package dev.holdfast.cli.render.json;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.state.CheckResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the conditions of a configuration came to, as plans and states list it.
final class CheckJson {
  private static final String MODULE = "module.";

  private CheckJson() {}

  /// Writes the member `checks`; nothing where nothing is known of checks.
  static void write(@Nullable List<CheckResult> results, JsonOutput out) throws IOException {
    if (results == null || results.isEmpty()) {
      return;
    }
    out.name("checks");
    out.array(() -> {
      for (CheckResult result : results) {
        out.element();
        out.object(() -> check(result, out));
      }
    });
  }

  private static void check(CheckResult result, JsonOutput out) throws IOException {
    String address = result.address();
    String module = module(address);
    String local = module.isEmpty() ? address : address.substring(module.length() + 1);
    out.name("address");
    out.object(() -> {
      out.member("kind", kind(result.kind()));
      out.member("to_display", address);
      if (!module.isEmpty()) {
        out.member("module", module);
      }
      names(result.kind(), local, out);
    });
    out.member("status", word(result.status()));
    if (!result.objects().isEmpty()) {
      out.name("instances");
      out.array(() -> {
        for (CheckResult.CheckedObject object : result.objects()) {
          out.element();
          out.object(() -> instance(result.kind(), object, out));
        }
      });
    }
  }

  private static void names(String kind, String local, JsonOutput out) throws IOException {
    if (!kind.equals("resource")) {
      out.member("name", local.substring(local.indexOf('.') + 1));
      return;
    }
    boolean data = local.startsWith("data.");
    String[] parts = (data ? local.substring("data.".length()) : local).split("\\.", 2);
    out.member("mode", data ? "data" : "managed");
    out.member("type", parts[0]);
    out.member("name", parts.length > 1 ? parts[1] : "");
  }

  private static void instance(String kind, CheckResult.CheckedObject object, JsonOutput out)
      throws IOException {
    out.name("address");
    out.object(() -> {
      out.member("to_display", object.address());
      String module = module(object.address());
      if (!module.isEmpty()) {
        out.member("module", module);
      }
      var address =
          kind.equals("resource") ? AddressParser.resourceInstance(object.address()).tree() : null;
      if (address != null) {
        ResourceFields.writeKey("instance_key", address.key(), out);
      }
    });
    out.member("status", word(object.status()));
    if (!object.failureMessages().isEmpty()) {
      out.name("problems");
      out.array(() -> {
        for (String message : object.failureMessages()) {
          out.element();
          out.object(() -> out.member("message", message));
        }
      });
    }
  }

  /// The module that an address is in, with the keys of its calls; empty for the root.
  private static String module(String address) {
    int end = 0;
    while (address.startsWith(MODULE, end == 0 ? 0 : end + 1)) {
      end = endOfStep(address, (end == 0 ? 0 : end + 1) + MODULE.length());
    }
    return address.substring(0, end);
  }

  /// Where a name with or without a key ends.
  private static int endOfStep(String address, int from) {
    boolean quoted = false;
    for (int position = from; position < address.length(); position++) {
      char each = address.charAt(position);
      if (each == '\\' && quoted) {
        position++;
      } else if (each == '"') {
        quoted = !quoted;
      } else if (each == '.' && !quoted) {
        return position;
      }
    }
    return address.length();
  }

  private static String kind(String kind) {
    return kind.equals("output") ? "output_value" : kind;
  }

  private static String word(CheckResult.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
