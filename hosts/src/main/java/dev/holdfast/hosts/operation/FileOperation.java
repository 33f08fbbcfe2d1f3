package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.ShellText;
import java.time.Duration;
import java.util.Optional;

/// A regular file with this content, mode, owner and group.
///
/// The content is written beside the file under another name, made durable, given its mode and
/// owner and then renamed, so that a reader, or a host that loses power, sees the old file or the
/// new one.
///
/// @param path absolute
/// @param content what it should hold; empty to leave an existing content alone (a new file is
///   empty)
/// @param mode empty to keep that of an existing file, and 0644 for a new one
/// @param owner a name or number; empty to keep it, or the connecting user's for a new file
/// @param group likewise
/// @param sensitive whether the content must not be shown
public record FileOperation(
    String path,
    Optional<Content> content,
    Optional<FileMode> mode,
    Optional<String> owner,
    Optional<String> group,
    boolean sensitive)
    implements Operation<PathState> {
  private static final FileMode DEFAULT_MODE = new FileMode(0644);

  public FileOperation {
    Paths.requireAbsolute(path);
  }

  @Override
  public String title() {
    return "file " + path;
  }

  @Override
  public Check<PathState> check() {
    return PathState.check(path);
  }

  @Override
  public Difference difference(PathState current) {
    Difference.Builder difference = new Difference.Builder();
    if (current instanceof PathState.RegularFile file) {
      content
          .filter(wanted -> !wanted.equals(file.content()))
          .ifPresent(wanted -> difference.add(contentChange(file.content(), wanted)));
      Paths.access(difference, file.access(), mode, owner, group);
    } else {
      difference.add(new Difference.Created());
      if (!(current instanceof PathState.Absent)) {
        difference.attribute("kind", current.kind(), "file");
      }
      content.ifPresent(wanted -> difference.add(contentChange(Content.of(""), wanted)));
    }
    return difference.build();
  }

  private Difference.Change contentChange(Content before, Content after) {
    if (sensitive) {
      return new Difference.Hidden("content");
    }
    Optional<String> old = before.text();
    Optional<String> wanted = after.text();
    return old.isPresent() && wanted.isPresent()
        ? new Difference.Text(LineDiff.of(old.get(), wanted.get()))
        : new Difference.Attribute("content", before.toString(), after.toString());
  }

  @Override
  public Optional<Request> change(PathState current) {
    if (difference(current).isEmpty()) {
      return Optional.empty();
    }
    if (current instanceof PathState.RegularFile file
        && content.filter(wanted -> !wanted.equals(file.content())).isEmpty()) {
      String script = Paths.accessScript(path, file.access(), mode, owner, group);
      return Optional.of(Request.changing(script));
    }
    Content wanted = content.orElseGet(() -> Content.of(""));
    return Optional.of(
        Request.changing(writeScript(current, wanted))
            .withInput(wanted.payload())
            .withTimeout(Duration.ofMinutes(2).plusSeconds(wanted.length() / 1_000_000)));
  }

  private String writeScript(PathState current, Content wanted) {
    Optional<PathState.Access> had =
        current instanceof PathState.RegularFile file
            ? Optional.of(file.access())
            : Optional.empty();
    FileMode newMode = mode.or(() -> had.map(PathState.Access::mode)).orElse(DEFAULT_MODE);
    String newOwner = owner.or(() -> had.map(a -> a.owner().name())).orElse("");
    String newGroup = group.or(() -> had.map(a -> a.group().name())).orElse("");
    String chown =
        newOwner.isEmpty() && newGroup.isEmpty()
            ? ""
            : "chown %s \"$t\"\n"
                .formatted(ShellText.quote(newOwner + (newGroup.isEmpty() ? "" : ":" + newGroup)));
    // The size is compared because a full disk does not always make cat fail in time.
    return """
    set -e
    p=%s
    if [ -d "$p" ]; then echo "$p is a directory" >&2; exit 1; fi
    d=${p%%/*}
    t=$(umask 077; mktemp "${d:-/}/.holdfast.XXXXXXXX")
    trap 'rm -f "$t"' EXIT
    trap 'exit 143' HUP INT TERM
    cat >"$t"
    set -- $(wc -c <"$t")
    if [ "$1" != %d ]; then echo "only $1 bytes could be written" >&2; exit 1; fi
    %schmod %s "$t"
    sync "$t" 2>/dev/null || sync
    mv -fT "$t" "$p"
    """
        .formatted(ShellText.quote(path), wanted.length(), chown, newMode);
  }

  /// No file at the path. A folder there is not removed.
  ///
  /// @param path absolute
  public record Removal(String path) implements Operation<PathState> {
    public Removal {
      Paths.requireAbsolute(path);
    }

    @Override
    public String title() {
      return "file " + path;
    }

    @Override
    public Check<PathState> check() {
      return PathState.check(path);
    }

    @Override
    public Difference difference(PathState current) {
      return current instanceof PathState.Absent
          ? Difference.NONE
          : new Difference.Builder().add(new Difference.Removed()).build();
    }

    @Override
    public Optional<Request> change(PathState current) {
      return current instanceof PathState.Absent
          ? Optional.empty()
          : Optional.of(Request.changing("rm -f " + ShellText.quote(path)));
    }
  }
}
