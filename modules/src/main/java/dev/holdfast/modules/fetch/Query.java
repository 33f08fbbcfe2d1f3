package dev.holdfast.modules.fetch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The query of an address, whose parameters are partly for the server and partly for us.
///
/// @param parameters as written, by name, in the order written
record Query(Map<String, String> parameters) {

  static Query parse(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (!part.isEmpty()) {
        parameters.put(
            equals < 0 ? part : part.substring(0, equals),
            equals < 0 ? "" : part.substring(equals + 1));
      }
    }
    return new Query(parameters);
  }

  /// The decoded value of a parameter; empty where it is not there.
  String value(String name) {
    return URLDecoder.decode(parameters.getOrDefault(name, ""), StandardCharsets.UTF_8);
  }

  /// The address with what is left when some parameters are taken out.
  String appendTo(String url, List<String> without) {
    StringBuilder text = new StringBuilder(url);
    char separator = '?';
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      if (!without.contains(each.getKey())) {
        text.append(separator).append(each.getKey()).append('=').append(each.getValue());
        separator = '&';
      }
    }
    return text.toString();
  }
}
