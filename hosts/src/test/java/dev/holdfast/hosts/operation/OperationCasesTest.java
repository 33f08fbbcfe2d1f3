package dev.holdfast.hosts.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hosts.connection.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Desired and current states with the difference and the commands they must give, as tables in
/// `cases.txt`, which says how to write one.
class OperationCasesTest {

  record Case(String name, Map<String, String> lines) {
    String line(String key) {
      return lines.getOrDefault(key, "");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream file = OperationCasesTest.class.getResourceAsStream("cases.txt")) {
      assertThat(file).isNotNull();
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.split("\n\n+", -1)) {
        List<String> lines =
            block.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
        if (!lines.isEmpty()) {
          Map<String, String> pairs = new TreeMap<>();
          for (String line : lines.subList(1, lines.size())) {
            String[] pair = line.split(":", 2);
            pairs.put(pair[0], pair[1].strip());
          }
          cases.add(new Case(lines.getFirst(), pairs));
        }
      }
    }
    assertThat(cases).hasSizeGreaterThan(20);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheCommands(Case one) {
    String[] desired = one.line("desired").split(" ", 2);
    Words want = Words.of(desired[1]);
    Words have = Words.of(one.line("current"));
    switch (desired[0]) {
      case "user" -> verify(one, user(want), currentUser(have));
      case "group" -> verify(one, group(want), currentGroup(have));
      case "directory" -> verify(one, directory(want), currentDirectory(have));
      case "packages" -> verify(one, packages(want), have.pairs());
      case "service" -> verify(one, service(want), currentService(have));
      default -> throw new AssertionError("no such operation: " + desired[0]);
    }
  }

  private static <C> void verify(Case one, Operation<C> operation, C current) {
    assertThat(show(operation.difference(current))).isEqualTo(one.line("difference"));
    String commands =
        operation
            .change(current)
            .map(Request::script)
            .map(OperationCasesTest::withoutPreparation)
            .orElse("");
    assertThat(commands).isEqualTo(one.line("commands"));
  }

  /// The commands of a fragment on one line, without the functions a tool is prepared with.
  private static String withoutPreparation(String script) {
    int functions = Math.max(script.lastIndexOf("\n}\n"), script.lastIndexOf("() {\n"));
    String last = functions < 0 ? script : script.substring(script.lastIndexOf("\n}\n") + 3);
    return last.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.equals("set -e"))
        .collect(Collectors.joining("; "));
  }

  private static String show(Difference difference) {
    return difference.changes().stream()
        .map(change ->
            switch (change) {
              case Difference.Created created -> "created";
              case Difference.Removed removed -> "removed";
              case Difference.Attribute a -> a.name() + " " + a.before() + "->" + a.after();
              case Difference.Hidden hidden -> hidden.name() + " hidden";
              case Difference.Deed deed -> deed.name();
              case Difference.Text text -> String.join("|", text.lines().show(0));
            })
        .collect(Collectors.joining(", "));
  }

  /// Words of the form `name=value`, or the word `absent`.
  private record Words(Map<String, String> pairs, boolean absent) {
    static Words of(String text) {
      Map<String, String> pairs =
          Stream.of(text.split(" "))
              .filter(word -> word.contains("="))
              .map(word -> word.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      return new Words(pairs, text.equals("absent"));
    }

    Optional<String> text(String name) {
      return Optional.ofNullable(pairs.get(name));
    }

    OptionalLong number(String name) {
      return text(name).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    Optional<Boolean> truth(String name) {
      return text(name).map(Boolean::valueOf);
    }

    Optional<Set<String>> names(String name) {
      return text(name).map(list -> list.isEmpty() ? Set.of() : Set.of(list.split(",")));
    }

    String required(String name) {
      return text(name).orElseThrow();
    }
  }

  private static Operation<Optional<UserOperation.User>> user(Words words) {
    if (words.truth("remove").orElse(false)) {
      return new UserOperation.Removal(words.required("name"), words.truth("home").orElse(false));
    }
    return new UserOperation(
        words.required("name"),
        words.number("uid"),
        words.text("group"),
        words.names("groups"),
        words.text("home"),
        words.text("shell"),
        words.text("comment"),
        words.text("hash"),
        words.truth("system").orElse(false),
        words.truth("create_home").orElse(true));
  }

  private static Optional<UserOperation.User> currentUser(Words words) {
    return words.absent()
        ? Optional.empty()
        : Optional.of(
            new UserOperation.User(
                words.required("name"),
                words.number("uid").orElse(1000),
                new Ownership(words.text("group").orElse("users"), words.number("gid").orElse(100)),
                words.names("groups").orElse(Set.of()),
                words.text("home").orElse("/home/x"),
                words.text("shell").orElse("/bin/sh"),
                words.text("comment").orElse(""),
                words.text("hash").orElse("!")));
  }

  private static Operation<Optional<GroupOperation.Group>> group(Words words) {
    return words.truth("remove").orElse(false)
        ? new GroupOperation.Removal(words.required("name"))
        : new GroupOperation(
            words.required("name"), words.number("gid"), words.truth("system").orElse(false));
  }

  private static Optional<GroupOperation.Group> currentGroup(Words words) {
    return words.absent()
        ? Optional.empty()
        : Optional.of(
            new GroupOperation.Group(words.required("name"), words.number("gid").orElseThrow()));
  }

  private static Operation<PathState> directory(Words words) {
    return words.truth("remove").orElse(false)
        ? new DirectoryOperation.Removal(
            words.required("path"), words.truth("content").orElse(false))
        : new DirectoryOperation(
            words.required("path"),
            words.text("mode").flatMap(FileMode::parse),
            words.text("owner"),
            words.text("group"));
  }

  private static PathState currentDirectory(Words words) {
    if (words.absent()) {
      return new PathState.Absent();
    }
    if (words.text("link").isPresent()) {
      return new PathState.Link(words.required("link"));
    }
    return new PathState.Folder(
        new PathState.Access(
            FileMode.parse(words.required("mode")).orElseThrow(),
            new Ownership(words.text("owner").orElse("root"), words.number("uid").orElse(0)),
            new Ownership(words.text("group").orElse("root"), words.number("gid").orElse(0))));
  }

  private static PackageOperation packages(Words words) {
    return new PackageOperation(
        PackageManager.valueOf(words.required("manager")),
        List.of(words.required("names").split(",")),
        !words.truth("remove").orElse(false));
  }

  private static ServiceOperation service(Words words) {
    return new ServiceOperation(
        ServiceManager.valueOf(words.required("manager")),
        words.required("name"),
        words.truth("running"),
        words.truth("enabled"),
        ServiceOperation.Renewal.valueOf(words.text("renewal").orElse("NONE")));
  }

  private static ServiceOperation.Service currentService(Words words) {
    return new ServiceOperation.Service(
        words.truth("known").orElse(true),
        words.truth("running").orElse(false),
        words.truth("enabled"),
        "");
  }
}
