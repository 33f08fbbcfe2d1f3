package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Response;
import dev.holdfast.hosts.connection.ShellText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What is at a path of a host.
public sealed interface PathState {

  /// What it is in a word.
  String kind();

  /// Nothing is there.
  record Absent() implements PathState {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /// A regular file.
  record RegularFile(Content content, Access access) implements PathState {
    @Override
    public String kind() {
      return "file";
    }
  }

  /// A folder.
  record Folder(Access access) implements PathState {
    @Override
    public String kind() {
      return "directory";
    }
  }

  /// A symbolic link, whether or not its target exists.
  record Link(String target) implements PathState {
    @Override
    public String kind() {
      return "symbolic link";
    }
  }

  /// A device, socket or pipe.
  record Special() implements PathState {
    @Override
    public String kind() {
      return "special file";
    }
  }

  /// Who may do what.
  record Access(FileMode mode, Ownership owner, Ownership group) {}

  /// Looks at a path without following a link at its end. A large file gives only its hash.
  static Check<PathState> check(String path) {
    String script =
        """
        p=%s
        if [ -L "$p" ]; then
          echo link; readlink "$p"
        elif [ -d "$p" ]; then
          stat -c 'directory %%a %%U %%G %%u %%g' "$p"
        elif [ -f "$p" ]; then
          set -- $(stat -c '%%a %%U %%G %%u %%g %%s' "$p") && [ $# = 6 ] || exit 1
          if [ "$6" -le %d ]; then
            echo "file $*"; cat "$p"
          else
            echo "large $*"; sha256sum "$p"
          fi
        elif [ -e "$p" ]; then
          echo special
        else
          echo absent
        fi
        """
            .formatted(ShellText.quote(path), Content.LARGEST_SHOWN);
    return Check.of(path, script, PathState::read);
  }

  private static PathState read(Response response) {
    byte[] bytes = response.outputBytes();
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String[] words = new String(bytes, 0, end, StandardCharsets.UTF_8).split(" ");
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(bytes.length, end + 1), bytes.length);
    return switch (words[0]) {
      case "absent" -> new Absent();
      case "special" -> new Special();
      case "link" -> new Link(new String(rest, StandardCharsets.UTF_8).stripTrailing());
      case "directory" -> new Folder(access(words));
      case "file" -> new RegularFile(Content.of(rest), access(words));
      case "large" ->
          new RegularFile(
              Content.known(
                  // A name with special characters makes sha256sum put a backslash first.
                  new String(rest, StandardCharsets.UTF_8)
                      .replaceFirst("^\\\\", "")
                      .substring(0, 64),
                  Long.parseLong(words[6])),
              access(words));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Access access(String[] words) {
    return new Access(
        FileMode.parse("0".repeat(Math.max(0, 3 - words[1].length())) + words[1])
            .orElseThrow(IllegalArgumentException::new),
        Ownership.of(words[2], words[4]),
        Ownership.of(words[3], words[5]));
  }
}
