package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.ShellText;
import java.util.Optional;

/// A folder with this mode, owner and group. Missing parents are made with mode 0755.
///
/// @param path absolute
/// @param mode empty to keep that of an existing folder, and 0755 for a new one
/// @param owner a name or number; empty to keep it
/// @param group likewise
public record DirectoryOperation(
    String path, Optional<FileMode> mode, Optional<String> owner, Optional<String> group)
    implements Operation<PathState> {

  public DirectoryOperation {
    Paths.requireAbsolute(path);
  }

  @Override
  public String title() {
    return "directory " + path;
  }

  @Override
  public Check<PathState> check() {
    return PathState.check(path);
  }

  @Override
  public Difference difference(PathState current) {
    Difference.Builder difference = new Difference.Builder();
    switch (current) {
      case PathState.Folder folder -> Paths.access(difference, folder.access(), mode, owner, group);
      case PathState.Absent absent -> difference.add(new Difference.Created());
      default -> difference.attribute("kind", current.kind(), "directory");
    }
    return difference.build();
  }

  @Override
  public Optional<Request> change(PathState current) {
    if (difference(current).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Request.changing(
            switch (current) {
              case PathState.Folder folder ->
                  Paths.accessScript(path, folder.access(), mode, owner, group);
              case PathState.Absent absent -> createScript();
              default ->
                  "echo %s >&2; exit 1"
                      .formatted(
                          ShellText.quote(
                              "There is a "
                                  + current.kind()
                                  + " at "
                                  + path
                                  + ". Remove it first."));
            }));
  }

  private String createScript() {
    String quoted = ShellText.quote(path);
    StringBuilder script = new StringBuilder("set -e\numask 022\nmkdir -p " + quoted + "\n");
    String ownership = owner.orElse("") + group.map(g -> ":" + g).orElse("");
    if (!ownership.isEmpty()) {
      script.append("chown %s %s\n".formatted(ShellText.quote(ownership), quoted));
    }
    mode.ifPresent(wanted -> script.append("chmod %s %s\n".formatted(wanted, quoted)));
    return script.toString();
  }

  /// No folder at the path.
  ///
  /// @param path absolute and not `/`
  /// @param withContent whether to remove what is in it too; else a folder that is not empty is an
  ///   error
  public record Removal(String path, boolean withContent) implements Operation<PathState> {
    public Removal {
      Paths.requireAbsolute(path);
      if (path.replace("/", "").isEmpty()) {
        throw new IllegalArgumentException("the root folder cannot be removed");
      }
    }

    @Override
    public String title() {
      return "directory " + path;
    }

    @Override
    public Check<PathState> check() {
      return PathState.check(path);
    }

    @Override
    public Difference difference(PathState current) {
      return current instanceof PathState.Folder
          ? new Difference.Builder().add(new Difference.Removed()).build()
          : Difference.NONE;
    }

    @Override
    public Optional<Request> change(PathState current) {
      if (difference(current).isEmpty()) {
        return Optional.empty();
      }
      String command = withContent ? "rm -rf " : "rmdir ";
      return Optional.of(Request.changing(command + ShellText.quote(path)));
    }
  }
}
