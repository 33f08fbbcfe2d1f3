package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Payload;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.Response;
import dev.holdfast.hosts.connection.ShellText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// A user account.
///
/// @param number its number; empty to take what the host gives
/// @param group its primary group by name or number; empty for the host's custom
/// @param groups exactly the further groups it is a member of; empty to leave them alone
/// @param home its home folder; empty for the host's custom
/// @param shell its login shell; empty for the host's custom
/// @param comment its full name or purpose; empty to leave it alone
/// @param passwordHash what stands in `/etc/shadow`, never shown; empty to leave it alone
/// @param system whether a new account gets a number of the system's range
/// @param createHome whether a new account's home folder is made
public record UserOperation(
    String name,
    OptionalLong number,
    Optional<String> group,
    Optional<Set<String>> groups,
    Optional<String> home,
    Optional<String> shell,
    Optional<String> comment,
    Optional<String> passwordHash,
    boolean system,
    boolean createHome)
    implements Operation<Optional<UserOperation.User>> {

  public UserOperation {
    Accounts.requireName(name);
    groups = groups.map(Set::copyOf);
    groups.ifPresent(names -> names.forEach(Accounts::requireName));
  }

  /// An account with this name and nothing else wanted.
  public static UserOperation named(String name) {
    return new UserOperation(
        name,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        true);
  }

  /// Whether a user or group can have this name.
  public static boolean isName(String name) {
    return Accounts.isName(name);
  }

  /// An account as it is.
  ///
  /// @param groups the further groups, without the primary one
  /// @param passwordHash empty if we may not read it
  public record User(
      String name,
      long number,
      Ownership group,
      Set<String> groups,
      String home,
      String shell,
      String comment,
      String passwordHash) {

    /// Without the hash.
    @Override
    public String toString() {
      return "User[" + name + ", " + number + "]";
    }
  }

  @Override
  public String title() {
    return "user " + name;
  }

  @Override
  public Check<Optional<User>> check() {
    return check(name);
  }

  /// Looks an account up, with its groups and, where we may, its password's hash.
  public static Check<Optional<User>> check(String name) {
    String script =
        Accounts.LOOKUP
            + """
            n=%s
            line=$(lookup passwd "$n") || exit 1
            [ -n "$line" ] || exit 0
            echo "$line"
            id -gn "$n" && id -Gn "$n" || exit 1
            lookup shadow "$n" 2>/dev/null
            :
            """
                .formatted(ShellText.quote(name));
    return Check.of("user " + name, script, UserOperation::read);
  }

  private static Optional<User> read(Response response) {
    List<String> lines = response.output().lines().toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String[] fields = lines.get(0).split(":", -1);
    if (fields.length < 7 || lines.size() < 3) {
      throw new IllegalArgumentException("not an account");
    }
    String primary = lines.get(1);
    Set<String> further = new TreeSet<>(List.of(lines.get(2).split(" ")));
    further.remove(primary);
    String hash = lines.size() > 3 ? lines.get(3).split(":", -1)[1] : "";
    return Optional.of(
        new User(
            fields[0],
            Long.parseLong(fields[2]),
            new Ownership(primary, Long.parseLong(fields[3])),
            further,
            fields[5],
            fields[6],
            fields[4],
            hash));
  }

  @Override
  public Difference difference(Optional<User> current) {
    Difference.Builder difference = new Difference.Builder();
    if (current.isEmpty()) {
      return difference.add(new Difference.Created()).build();
    }
    User user = current.get();
    number.ifPresent(wanted -> difference.attribute("uid", user.number(), wanted));
    group
        .filter(wanted -> !user.group().is(wanted))
        .ifPresent(wanted -> difference.attribute("group", user.group(), wanted));
    groups.ifPresent(wanted ->
        difference.attribute("groups", new TreeSet<>(user.groups()), new TreeSet<>(wanted)));
    home.ifPresent(wanted -> difference.attribute("home", user.home(), wanted));
    shell.ifPresent(wanted -> difference.attribute("shell", user.shell(), wanted));
    comment.ifPresent(wanted -> difference.attribute("comment", user.comment(), wanted));
    if (passwordHash.filter(wanted -> !wanted.equals(user.passwordHash())).isPresent()) {
      difference.add(new Difference.Hidden("password_hash"));
    }
    return difference.build();
  }

  @Override
  public Optional<Request> change(Optional<User> current) {
    Difference difference = difference(current);
    if (difference.isEmpty()) {
      return Optional.empty();
    }
    boolean isNew = current.isEmpty();
    boolean onlyPassword =
        difference.changes().equals(List.of(new Difference.Hidden("password_hash")));
    StringBuilder script = new StringBuilder("set -e\n");
    if (!onlyPassword) {
      script.append(isNew ? "useradd" : "usermod").append(options(isNew, current));
      script.append(' ').append(ShellText.quote(name)).append('\n');
    }
    Request request;
    if (passwordHash.isPresent()) {
      // By the input and not by an argument, which every user of the host could see.
      script.append("chpasswd -e\n");
      request =
          Request.changing(script.toString())
              .withInput(Payload.of(name + ":" + passwordHash.get() + "\n"));
    } else {
      request = Request.changing(script.toString());
    }
    return Optional.of(request.withEnvironment(Map.of("LC_ALL", "C")));
  }

  private String options(boolean isNew, Optional<User> current) {
    StringBuilder options = new StringBuilder();
    number.stream()
        .filter(wanted -> current.filter(user -> user.number() == wanted).isEmpty())
        .forEach(wanted -> options.append(" -u ").append(wanted));
    option(options, "-g", group);
    option(options, "-G", groups.map(names -> String.join(",", new TreeSet<>(names))));
    option(options, "-d", home);
    option(options, "-s", shell);
    option(options, "-c", comment);
    if (isNew) {
      options.append(createHome ? " -m" : " -M").append(system ? " -r" : "");
    }
    return options.toString();
  }

  private static void option(StringBuilder options, String flag, Optional<String> value) {
    value.ifPresent(
        text -> options.append(' ').append(flag).append(' ').append(ShellText.quote(text)));
  }

  /// Without the hash.
  @Override
  public String toString() {
    return "UserOperation[" + name + "]";
  }

  /// No account of this name.
  ///
  /// @param withHome whether its home folder and mail go too
  public record Removal(String name, boolean withHome) implements Operation<Optional<User>> {
    public Removal {
      Accounts.requireName(name);
    }

    @Override
    public String title() {
      return "user " + name;
    }

    @Override
    public Check<Optional<User>> check() {
      return UserOperation.check(name);
    }

    @Override
    public Difference difference(Optional<User> current) {
      return current.isEmpty()
          ? Difference.NONE
          : new Difference.Builder().add(new Difference.Removed()).build();
    }

    @Override
    public Optional<Request> change(Optional<User> current) {
      String command = withHome ? "userdel -r " : "userdel ";
      return current.map(user -> Request.changing(command + ShellText.quote(name)));
    }
  }
}
