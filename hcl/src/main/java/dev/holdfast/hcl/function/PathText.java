package dev.holdfast.hcl.function;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths as text with `/` between names, without a look at any file (Go's `path`).
final class PathText {
  private PathText() {}

  /// The last name; `.` of an empty path and `/` of the root.
  static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /// All but the last name, as short as possible.
  static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  /// The shortest path that means the same: without `.`, doubled slashes and `x/..`.
  static String clean(String path) {
    boolean absolute = path.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        if (!names.isEmpty() && !names.getLast().equals("..")) {
          names.removeLast();
        } else if (!absolute) {
          names.addLast(name);
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    String joined = String.join("/", names);
    return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
