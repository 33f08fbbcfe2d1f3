package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.ShellText;
import java.util.Optional;
import java.util.OptionalLong;

/// A group of users.
///
/// @param number its number; empty to take what the host gives
/// @param system whether a new group gets a number of the system's range
public record GroupOperation(String name, OptionalLong number, boolean system)
    implements Operation<Optional<GroupOperation.Group>> {

  public GroupOperation {
    Accounts.requireName(name);
  }

  /// A group as it is.
  public record Group(String name, long number) {}

  @Override
  public String title() {
    return "group " + name;
  }

  @Override
  public Check<Optional<Group>> check() {
    return check(name);
  }

  /// Looks a group up.
  public static Check<Optional<Group>> check(String name) {
    return Check.of(
        "group " + name,
        Accounts.LOOKUP + "lookup group " + ShellText.quote(name) + "\n",
        response -> Accounts.fields(response).map(f -> new Group(f[0], Long.parseLong(f[2]))));
  }

  @Override
  public Difference difference(Optional<Group> current) {
    Difference.Builder difference = new Difference.Builder();
    current.ifPresentOrElse(
        group -> number.ifPresent(wanted -> difference.attribute("gid", group.number(), wanted)),
        () -> difference.add(new Difference.Created()));
    return difference.build();
  }

  @Override
  public Optional<Request> change(Optional<Group> current) {
    if (difference(current).isEmpty()) {
      return Optional.empty();
    }
    StringBuilder command = new StringBuilder(current.isPresent() ? "groupmod" : "groupadd");
    number.ifPresent(wanted -> command.append(" -g ").append(wanted));
    if (system && current.isEmpty()) {
      command.append(" -r");
    }
    return Optional.of(Request.changing(command + " " + ShellText.quote(name)));
  }

  /// No group of this name.
  public record Removal(String name) implements Operation<Optional<Group>> {
    public Removal {
      Accounts.requireName(name);
    }

    @Override
    public String title() {
      return "group " + name;
    }

    @Override
    public Check<Optional<Group>> check() {
      return GroupOperation.check(name);
    }

    @Override
    public Difference difference(Optional<Group> current) {
      return current.isEmpty()
          ? Difference.NONE
          : new Difference.Builder().add(new Difference.Removed()).build();
    }

    @Override
    public Optional<Request> change(Optional<Group> current) {
      return current.map(group -> Request.changing("groupdel " + ShellText.quote(name)));
    }
  }
}
