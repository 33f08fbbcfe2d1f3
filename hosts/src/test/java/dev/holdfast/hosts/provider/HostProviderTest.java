package dev.holdfast.hosts.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Connector;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.HostUnreachableException;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.LocalConnector;
import dev.holdfast.hosts.connection.NoSuchHostException;
import dev.holdfast.hosts.connection.ShellPipe;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostProviderTest {
  /// A lab of which nothing is left, or whose hosts are all switched off, or are this machine.
  private static final class SomeLab implements Connector {
    private enum Condition {
      GONE,
      OFF,
      ON
    }

    private volatile Condition condition = Condition.ON;
    private final AtomicInteger opened = new AtomicInteger();

    @Override
    public String scheme() {
      return "lab";
    }

    @Override
    public ShellPipe open(HostAddress address, Network network) throws HostException {
      opened.incrementAndGet();
      return switch (condition) {
        case GONE -> throw new NoSuchHostException(address);
        case OFF -> throw new HostUnreachableException(address, "It is switched off.");
        case ON -> new LocalConnector().open(new HostAddress.Local(), network);
      };
    }
  }

  private static final Value LOCAL = Value.of("local");

  @TempDir java.nio.file.Path folder;
  private final SomeLab lab = new SomeLab();
  private Hosts hosts = new Hosts(List.of(new LocalConnector(), lab));
  private HostProvider provider = new HostProvider(hosts);

  @AfterEach
  void close() {
    hosts.close();
  }

  /// What a new command begins with: nothing connected.
  private void beginAgain() {
    hosts.close();
    hosts = new Hosts(List.of(new LocalConnector(), lab));
    provider = new HostProvider(hosts);
  }

  private Value path(String name) {
    return Value.of(folder.resolve(name).toString());
  }

  private static Map<String, Value> with(Map<String, Value> set, String name, Value value) {
    Map<String, Value> more = new TreeMap<>(set);
    more.put(name, value);
    return more;
  }

  @Test
  void makesAFileAndHasNothingMoreToDo() throws Exception {
    Cycle file = new Cycle(provider, "host_file");
    Map<String, Value> set =
        Map.of("host", LOCAL, "path", path("f"), "content", Value.of("hello\n"));
    assertThat(file.apply(set)).isEmpty();
    assertThat(folder.resolve("f")).hasContent("hello\n");
    assertThat(file.text("id")).isEqualTo("local:" + folder.resolve("f"));
    assertThat(file.text("mode")).isEqualTo("0644");
    assertThat(file.isSettled(set)).isTrue();
    assertThat(file.destroy()).isEmpty();
    assertThat(folder.resolve("f")).doesNotExist();
    assertThat(file.isGone()).isTrue();
  }

  @Test
  void findsAndRepairsAFileChangedByHand() throws Exception {
    Cycle file = new Cycle(provider, "host_file");
    Map<String, Value> set =
        Map.of(
            "host", LOCAL, "path", path("f"), "content", Value.of("a\n"), "mode", Value.of("600"));
    file.apply(set);
    Files.writeString(folder.resolve("f"), "by hand\n");
    Files.setPosixFilePermissions(
        folder.resolve("f"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(file.isSettled(set)).isFalse();
    assertThat(file.text("content")).isEqualTo("by hand\n");
    assertThat(file.text("mode")).isEqualTo("0666");
    assertThat(file.apply(set)).isEmpty();
    assertThat(folder.resolve("f")).hasContent("a\n");
    assertThat(file.isSettled(set)).isTrue();
  }

  @Test
  void makesAFileAgainThatWasRemovedByHand() throws Exception {
    Cycle file = new Cycle(provider, "host_file");
    Map<String, Value> set = Map.of("host", LOCAL, "path", path("f"), "content", Value.of("a"));
    file.apply(set);
    Files.delete(folder.resolve("f"));
    assertThat(file.refresh()).isEmpty();
    assertThat(file.isGone()).isTrue();
    assertThat(file.apply(set)).isEmpty();
    assertThat(folder.resolve("f")).hasContent("a");
  }

  @Test
  void plansANewContentOfASource() throws Exception {
    Files.writeString(folder.resolve("source"), "one");
    Cycle file = new Cycle(provider, "host_file");
    Map<String, Value> set = Map.of("host", LOCAL, "path", path("f"), "source", path("source"));
    file.apply(set);
    assertThat(file.isSettled(set)).isTrue();
    Files.writeString(folder.resolve("source"), "two");
    assertThat(file.isSettled(set)).isFalse();
    assertThat(file.apply(set)).isEmpty();
    assertThat(folder.resolve("f")).hasContent("two");
  }

  @Test
  void saysThatASourceIsMissing() {
    Cycle file = new Cycle(provider, "host_file");
    Responses.Plan plan =
        file.plan(Map.of("host", LOCAL, "path", path("f"), "source", path("missing")));
    assertThat(plan.diagnostics())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.attribute()).isEqualTo(Path.ROOT.attribute("source"));
          assertThat(one.detail()).contains("missing");
        });
  }

  @Test
  void plansForAHostThatIsNotKnownYetWithoutConnecting() {
    Cycle file = new Cycle(provider, "host_file");
    Responses.Plan plan =
        file.plan(
            Map.of(
                "host", Value.unknown(Type.STRING),
                "path", path("f"),
                "content", Value.unknown(Type.STRING)));
    assertThat(plan.diagnostics()).isEmpty();
    Attributes planned = Attributes.of(plan.planned());
    assertThat(planned.isKnown("sha256")).isFalse();
    assertThat(planned.text("mode")).contains("0644");
    assertThat(file.plan(Map.of("host", Value.of("lab://shop/web1"), "path", path("f"))))
        .isNotNull();
    assertThat(lab.opened).hasValue(0);
  }

  @Test
  void makesANewObjectWhenHostOrPathChange() {
    Cycle file = new Cycle(provider, "host_file");
    Map<String, Value> set = Map.of("host", LOCAL, "path", path("f"));
    file.apply(set);
    assertThat(file.plan(with(set, "path", path("g"))).requiresReplace())
        .containsExactly(Path.ROOT.attribute("path"));
    assertThat(file.plan(with(set, "host", Value.of("lab://shop/web1"))).requiresReplace())
        .containsExactly(Path.ROOT.attribute("host"));
    assertThat(file.plan(with(set, "host", Value.unknown(Type.STRING))).requiresReplace())
        .containsExactly(Path.ROOT.attribute("host"));
  }

  @Test
  void losesEverythingWithItsHost() throws Exception {
    Cycle file = new Cycle(provider, "host_file");
    file.apply(Map.of("host", Value.of("lab://shop/web1"), "path", path("f")));
    lab.condition = SomeLab.Condition.GONE;
    beginAgain();
    Cycle next = continued(file);
    assertThat(next.refresh()).isEmpty();
    assertThat(next.isGone()).isTrue();
  }

  @Test
  void destroysWhatWasOnAHostThatIsGone() {
    Cycle file = new Cycle(provider, "host_file");
    file.apply(Map.of("host", Value.of("lab://shop/web1"), "path", path("f")));
    lab.condition = SomeLab.Condition.GONE;
    beginAgain();
    Cycle next = continued(file);
    assertThat(next.destroy()).isEmpty();
    assertThat(next.isGone()).isTrue();
  }

  @Test
  void keepsWhatItKnowsOfAHostThatIsOff() throws Exception {
    Map<String, Value> set =
        Map.of("host", Value.of("lab://shop/web1"), "path", path("f"), "content", Value.of("a"));
    Cycle file = new Cycle(provider, "host_file");
    file.apply(set);
    lab.condition = SomeLab.Condition.OFF;
    beginAgain();
    Cycle next = continued(file);
    assertThat(next.refresh())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.severity()).isEqualTo(Severity.WARNING);
          assertThat(one.detail()).contains("lab://shop/web1").contains("switched off");
        });
    assertThat(next.text("content")).isEqualTo("a");
    assertThat(next.apply(with(set, "content", Value.of("b"))))
        .singleElement()
        .matches(ProviderDiagnostic::isError);
    assertThat(next.text("content")).isEqualTo("a");
    assertThat(next.destroy()).singleElement().matches(ProviderDiagnostic::isError);
    assertThat(next.isGone()).isFalse();
  }

  private Cycle continued(Cycle before) {
    return before.continuedBy(provider);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host_file | path=relative | path | must be absolute",
        "host_file | path=/f mode=rw | mode | three or four octal digits",
        "host_file | path=/f content=a source=b | source | Only one of content, source",
        "host_file | path=/f host=web1 | host | not a host address",
        "host_directory | path=/ | path | cannot be managed",
        "host_user | name=two_words:x | name | cannot be the name",
        "host_user | name=x shell=/bin:sh | shell | must not hold a colon",
        "host_group | name=-x | name | cannot be the name",
        "host_package | name=--oops | name | cannot be the name of a package",
        "host_package | | | Exactly one of name and names",
        "host_service | name=-x | name | cannot be the name of a service"
      })
  void refusesWhatCannotBe(String type, String set, String attribute, String message) {
    Map<String, Value> configuration = new TreeMap<>(Map.of("host", LOCAL));
    if (set != null) {
      for (String pair : set.split(" ", -1)) {
        String[] parts = pair.split("=", 2);
        configuration.put(parts[0], Value.of(parts[1]));
      }
    }
    Path expected = attribute == null ? Path.ROOT : Path.ROOT.attribute(attribute);
    assertThat(new Cycle(provider, type).validate(configuration))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.attribute()).isEqualTo(expected);
          assertThat(one.detail()).contains(message);
        });
  }

  @Test
  void makesADirectory() throws Exception {
    Cycle directory = new Cycle(provider, "host_directory");
    Map<String, Value> set = Map.of("host", LOCAL, "path", path("d"), "mode", Value.of("0700"));
    assertThat(directory.apply(set)).isEmpty();
    assertThat(directory.isSettled(set)).isTrue();
    Files.createFile(folder.resolve("d/file"));
    assertThat(directory.destroy()).singleElement().matches(ProviderDiagnostic::isError);
    assertThat(directory.apply(with(set, "force_destroy", Value.of(true)))).isEmpty();
    assertThat(directory.destroy()).isEmpty();
    assertThat(folder.resolve("d")).doesNotExist();
  }

  @Test
  void runsACommandOnceAndAgainWhenATriggerChanges() throws Exception {
    Cycle command = new Cycle(provider, "host_command");
    Map<String, Value> set =
        Map.of(
            "host", LOCAL,
            "command", Value.of("echo ran | tee -a log"),
            "destroy_command", Value.of("echo undone >>log"),
            "directory", Value.of(folder.toString()),
            "triggers", Value.map(Type.STRING, Map.of("version", Value.of("1"))));
    assertThat(command.apply(set)).isEmpty();
    assertThat(command.text("stdout")).isEqualTo("ran\n");
    assertThat(command.isSettled(set)).isTrue();
    assertThat(
            command
                .plan(
                    with(set, "triggers", Value.map(Type.STRING, Map.of("version", Value.of("2")))))
                .requiresReplace())
        .containsExactly(Path.ROOT.attribute("triggers"));
    assertThat(command.destroy()).isEmpty();
    assertThat(folder.resolve("log")).hasContent("ran\nundone\n");
  }

  @Test
  void runsACommandAgainWhenWhatItCreatesIsGone() throws Exception {
    Cycle command = new Cycle(provider, "host_command");
    Map<String, Value> set =
        Map.of(
            "host",
            LOCAL,
            "command",
            Value.of("echo >" + folder + "/made"),
            "creates",
            path("made"));
    command.apply(set);
    assertThat(command.isSettled(set)).isTrue();
    Files.delete(folder.resolve("made"));
    command.refresh();
    assertThat(command.isGone()).isTrue();
  }

  @Test
  void keepsTheOutputOfASecretCommandOutOfEverythingShown() {
    Cycle command = new Cycle(provider, "host_command");
    Map<String, Value> set =
        Map.of(
            "host", LOCAL,
            "command", Value.of("echo \"pass$WORD\""),
            "environment", Value.map(Type.STRING, Map.of("WORD", Value.of("word"))),
            "sensitive", Value.of(true));
    assertThat(command.apply(set)).isEmpty();
    assertThat(command.text("stdout")).isEmpty();
    assertThat(command.text("sensitive_stdout")).isEqualTo("password\n");
    Cycle failing = new Cycle(provider, "host_command");
    assertThat(failing.apply(with(set, "command", Value.of("echo $WORD >&2; exit 1"))).toString())
        .contains("exit code 1")
        .doesNotContain("word");
    assertThat(failing.isGone()).isTrue();
  }

  @Test
  void doesNotShowTheTextOfACommandThatFails() {
    Cycle command = new Cycle(provider, "host_command");
    List<ProviderDiagnostic> said =
        command.apply(Map.of("host", LOCAL, "command", Value.of("test swordfish = hunter2")));
    assertThat(said).singleElement().matches(ProviderDiagnostic::isError);
    assertThat(said.toString()).doesNotContain("hunter2");
  }

  @Test
  void doesNotShowTheEnvironmentOfACommandThatFails() {
    Cycle command = new Cycle(provider, "host_command");
    List<ProviderDiagnostic> said =
        command.apply(
            Map.of(
                "host", LOCAL,
                "command", Value.of("echo cannot log in with $PASSWORD >&2; exit 1"),
                "environment", Value.map(Type.STRING, Map.of("PASSWORD", Value.of("hunter2")))));
    assertThat(said.toString()).contains("cannot log in with").doesNotContain("hunter2");
  }

  @Test
  void readsFacts() {
    Value configuration = new Cycle(provider, "host_file").configuration(Map.of("host", LOCAL));
    Responses.ReadData read =
        provider.readData(new Requests.ReadData("host_facts", configuration, Progress.SILENT));
    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.result().type()).isEqualTo(FactsDataSource.BLOCK.impliedType());
    assertThat(((ObjectValue) read.result()).attributes().get("architecture"))
        .isEqualTo(Value.of(System.getProperty("os.arch").replace("amd64", "x86_64")));
  }

  @Test
  void looksUpAPackageThatIsInstalled() throws Exception {
    assumeTrue(Files.exists(java.nio.file.Path.of("/var/lib/dpkg/info/dash.list")), "needs Debian");
    Cycle packages = new Cycle(provider, "host_package");
    Map<String, Value> set =
        Map.of("host", LOCAL, "names", Value.set(Type.STRING, List.of(Value.of("dash"))));
    assertThat(packages.apply(set)).isEmpty();
    assertThat(packages.isSettled(set)).isTrue();
    assertThat(((MapValue) packages.value("versions")).elements()).containsOnlyKeys("dash");
    assertThat(packages.destroy()).isEmpty();
    assertThat(java.nio.file.Path.of("/bin/dash")).exists();
  }

  @Test
  void saysWhyAUserCannotBeMade() {
    Cycle user = new Cycle(provider, "host_user");
    List<ProviderDiagnostic> said =
        user.apply(
            Map.of(
                "host", LOCAL,
                "name", Value.of("nosuchuser"),
                "group", Value.of("nosuchgroup")));
    assertThat(said).singleElement().matches(ProviderDiagnostic::isError);
    assertThat(said.getFirst().detail()).contains("nosuchgroup");
    assertThat(user.isGone()).isTrue();
  }

  @Test
  void readsManyObjectsOfAHostInFewRoundTrips() throws Exception {
    List<Cycle> files =
        IntStream.range(0, 40).mapToObj(i -> new Cycle(provider, "host_file")).toList();
    for (int i = 0; i < files.size(); i++) {
      files
          .get(i)
          .apply(Map.of("host", LOCAL, "path", path("f" + i), "content", Value.of("c" + i)));
    }
    long before = hosts.host(new HostAddress.Local()).roundTrips();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(files.stream().<Callable<Object>>map(file -> file::refresh).toList());
    }
    assertThat(files).noneMatch(Cycle::isGone);
    assertThat(hosts.host(new HostAddress.Local()).roundTrips() - before).isLessThan(20);
  }
}
