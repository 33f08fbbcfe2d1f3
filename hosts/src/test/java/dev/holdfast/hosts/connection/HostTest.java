package dev.holdfast.hosts.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests against real shells: all those of dash, bash and busybox that this machine has.
@ParameterizedClass
@MethodSource("shells")
class HostTest {
  private static final HostAddress LOCAL = new HostAddress.Local();

  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("sh"),
            List.of("/bin/dash"),
            List.of("/bin/bash"),
            List.of("/bin/busybox", "sh"))
        .filter(command -> command.equals(List.of("sh")) || Files.exists(Path.of(command.get(0))));
  }

  private final List<String> shell;
  @TempDir Path folder;
  private Hosts hosts;
  private Host host;

  HostTest(List<String> shell) {
    this.shell = shell;
  }

  @BeforeEach
  void open() throws HostException {
    hosts = new Hosts(List.of(new LocalConnector(shell)));
    host = hosts.host(LOCAL);
  }

  @AfterEach
  void close() {
    hosts.close();
  }

  private Response run(String script) throws HostException, InterruptedException {
    return host.run(Request.changing(script));
  }

  private void assertStillAnswers() throws HostException, InterruptedException {
    assertThat(run("echo well").output()).isEqualTo("well\n");
  }

  @Test
  void tellsOutputErrorsAndExitCodeApart() throws Exception {
    Response response = run("echo out; echo err >&2; exit 3");
    assertThat(response.output()).isEqualTo("out\n");
    assertThat(response.errors()).isEqualTo("err\n");
    assertThat(response.exitCode()).isEqualTo(3);
    assertThat(response.truncated()).isFalse();
  }

  @Test
  void keepsAnOutputThatHasNoLineEnd() throws Exception {
    assertThat(run("printf abc").output()).isEqualTo("abc");
  }

  @Test
  void containsAnUnterminatedQuote() throws Exception {
    assertThat(run("echo 'never ends").succeeded()).isFalse();
    assertStillAnswers();
  }

  @Test
  void containsASyntaxError() throws Exception {
    assertThat(run("if then fi ))").succeeded()).isFalse();
    assertStillAnswers();
  }

  @Test
  void givesAFragmentWithoutInputAnEmptyOne() throws Exception {
    assertThat(run("cat; echo end").output()).isEqualTo("end\n");
  }

  @Test
  void doesNotWaitForABackgroundProcessThatHoldsTheOutput() throws Exception {
    Response response = run("sleep 100 & echo $!");
    assertThat(response.output()).matches("[0-9]+\n");
    assertStillAnswers();
    assertThat(run("kill " + response.output()).succeeded()).isTrue();
  }

  @Test
  void keepsTheLateOutputOfABackgroundProcessOutOfOtherAnswers() throws Exception {
    Path go = folder.resolve("go");
    Path done = folder.resolve("done");
    run(
        "(while [ ! -e %s ]; do sleep 0.02; done; echo late; echo late >&2; : >%s) &"
            .formatted(go, done));
    Response next =
        run(": >%s; while [ ! -e %s ]; do sleep 0.02; done; echo mine".formatted(go, done));
    assertThat(next.output()).isEqualTo("mine\n");
    assertThat(next.errors()).isEmpty();
  }

  @Test
  void doesNotKeepVariablesFoldersOrTrapsOfAFragment() throws Exception {
    run("left=over; cd /tmp; trap 'echo trapped' EXIT; set -eu; hf_z() { :; }; umask 777");
    assertThat(run("echo \"${left-none} $PWD $(umask)\"").output()).isEqualTo("none / 0022\n");
  }

  @Test
  void givesTheEnvironmentToItsFragmentAlone() throws Exception {
    Map<String, String> environment = Map.of("GREETING", "it's $HOME\n\"two\"");
    Request request = Request.reading("printf %s \"$GREETING\"").withEnvironment(environment);
    assertThat(host.run(request).output()).isEqualTo(environment.get("GREETING"));
    assertThat(run("printf %s \"$GREETING\"").output()).isEmpty();
  }

  @Test
  void carriesEveryByteBothWays() throws Exception {
    byte[] all = new byte[512];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    Response response = host.run(Request.reading("tee /dev/stderr").withInput(Payload.of(all)));
    assertThat(response.outputBytes()).isEqualTo(all);
    assertThat(response.errorBytes()).isEqualTo(all);
  }

  @Test
  void carriesEveryCharacterInAScriptAndAShortInput() throws Exception {
    String text =
        IntStream.rangeClosed(1, 0x7FF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .append("\r\n'\\''\"$(exit)`\\ \uD83D\uDE00 \n\n")
            .toString();
    Response response =
        host.run(
            Request.reading("printf %s " + ShellText.quote(text) + "; cat >&2")
                .withInput(Payload.of(text)));
    assertThat(response.output()).isEqualTo(text);
    assertThat(response.errors()).isEqualTo(text);
  }

  @Test
  void carriesTenMegabytesBothWays() throws Exception {
    byte[] many = new byte[10 << 20];
    new Random(7).nextBytes(many);
    Response response = host.run(Request.reading("cat").withInput(Payload.of(many)));
    assertThat(response.outputBytes()).isEqualTo(many);
  }

  @Test
  void sendsAFileWithoutReadingItFirst() throws Exception {
    Path file = Files.write(folder.resolve("big"), new byte[300_001]);
    Request request = Request.reading("wc -c").withInput(Payload.of(file));
    assertThat(host.run(request).output().strip()).isEqualTo("300001");
  }

  @Test
  void dropsAnInputThatTheFragmentDoesNotRead() throws Exception {
    byte[] many = new byte[1 << 20];
    Response response = host.run(Request.reading("exit 9").withInput(Payload.of(many)));
    assertThat(response.exitCode()).isEqualTo(9);
    assertStillAnswers();
  }

  @Test
  void bringsBackRandomBytesInRandomCompany() throws Exception {
    Random random = new Random(20_261_122);
    for (int round = 0; round < 30; round++) {
      List<byte[]> inputs = new ArrayList<>();
      List<Request> requests = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        byte[] input = new byte[random.nextInt(random.nextInt(4) == 0 ? 200_000 : 40)];
        random.nextBytes(input);
        int code = random.nextInt(120);
        inputs.add(input);
        requests.add(Request.reading("cat; exit " + code).withInput(Payload.of(input)));
      }
      List<PendingResponse> pending = host.submit(requests);
      for (int i = 0; i < inputs.size(); i++) {
        Response response = pending.get(i).await();
        assertThat(response.outputBytes()).isEqualTo(inputs.get(i));
        assertThat(requests.get(i).script()).endsWith(" " + response.exitCode());
      }
    }
  }

  @Test
  void answersManyThreadsEachItsOwn() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tasks =
          IntStream.range(0, 100)
              .<Callable<String>>mapToObj(
                  i -> () -> i + "=" + run("echo " + i).output() + run("echo " + i).output())
              .toList();
      List<String> answers = threads.invokeAll(tasks).stream().map(HostTest::get).toList();
      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i)).isEqualTo(i + "=" + i + "\n" + i + "\n");
      }
    }
    // 200 requests, and those that come during a round trip share the next one.
    assertThat(host.roundTrips()).isLessThan(150);
  }

  private static String get(Future<String> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void putsRequestsHandedOverTogetherIntoOneRoundTrip() throws Exception {
    List<PendingResponse> pending =
        host.submit(IntStream.range(0, 40).mapToObj(i -> Request.reading("echo " + i)).toList());
    for (int i = 0; i < 40; i++) {
      assertThat(pending.get(i).await().output()).isEqualTo(i + "\n");
    }
    assertThat(host.roundTrips()).isEqualTo(1);
  }

  @Test
  void cutsOffAnOutputThatIsTooLong() throws Exception {
    Request request = Request.reading("echo 123456789; echo more >&2").withOutputLimit(5);
    Response response = host.run(request);
    assertThat(response.output()).isEqualTo("12345");
    assertThat(response.truncated()).isTrue();
    assertStillAnswers();
  }

  @Test
  void stopsAnEndlessOutput() throws Exception {
    Response response = host.run(Request.reading("yes").withOutputLimit(100_000));
    assertThat(response.outputBytes()).hasSize(100_000);
    assertThat(response.truncated()).isTrue();
    assertThat(response.succeeded()).isFalse();
  }

  @Test
  void endsARequestThatTakesTooLong() throws Exception {
    Request request = Request.changing("sleep 1000").withTimeout(Duration.ofMillis(100));
    assertThatThrownBy(() -> host.run(request))
        .isInstanceOf(RequestTimedOutException.class)
        .hasMessageContaining("longer than 0.1 s");
    assertStillAnswers();
  }

  @Test
  void endsEvenARequestThatIgnoresTheFirstSignal() throws Exception {
    Request request =
        Request.changing("trap '' TERM; sleep 1000; echo survived")
            .withTimeout(Duration.ofMillis(100));
    assertThatThrownBy(() -> host.run(request)).isInstanceOf(RequestTimedOutException.class);
    assertStillAnswers();
  }

  @Test
  void saysThatTheShellDiedAndOpensItAgain() throws Exception {
    assertThatThrownBy(() -> run("echo 'the last words' >/proc/$$/fd/2; kill -9 $$; sleep 1"))
        .isInstanceOf(ShellDiedException.class)
        .hasMessageContaining("the last words")
        .hasMessageContaining("may or may not have been carried out")
        .hasMessageContaining("signal 9");
    assertStillAnswers();
  }

  @Test
  void opensAShellAgainThatDiedWhileNobodyLooked() throws Exception {
    String number = run("echo $$").output().strip();
    assertThat(new ProcessBuilder("kill", "-9", number).start().waitFor()).isZero();
    while (ProcessHandle.of(Long.parseLong(number)).map(ProcessHandle::isAlive).orElse(false)) {
      Thread.onSpinWait();
    }
    assertStillAnswers();
  }

  @Test
  void letsShortRequestsPassALastingOne() throws Exception {
    Path go = folder.resolve("go");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> lasting =
          threads.submit(() ->
              host.run(
                  Request.changing("while [ ! -e %s ]; do sleep 0.02; done".formatted(go))
                      .asLasting()));
      assertThat(run(": >" + go).succeeded()).isTrue();
      assertThat(lasting.get().succeeded()).isTrue();
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    String number = run("echo $$").output().strip();
    List<Path> before = answerFolders();
    assertThat(before).isNotEmpty();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Path running = folder.resolve("running");
      Future<Response> under =
          threads.submit(() -> run("echo $$ >" + running + "; exec sleep 1000"));
      while (!Files.exists(running)) {
        Thread.onSpinWait();
      }
      hosts.close();
      assertThatThrownBy(under::get).hasCauseInstanceOf(HostException.class);
    }
    assertThat(ProcessHandle.of(Long.parseLong(number))).isEmpty();
    assertThat(before).noneMatch(Files::exists);
  }

  /// The folder the shell of this test keeps its answers in.
  private List<Path> answerFolders() throws Exception {
    return run("for d in /dev/shm /run /tmp; do ls -d $d/holdfast-* 2>/dev/null; done; :")
        .output()
        .lines()
        .map(Path::of)
        .filter(this::isOurs)
        .toList();
  }

  private boolean isOurs(Path path) {
    try {
      String number = run("echo $$").output().strip();
      return Files.readSymbolicLink(Path.of("/proc", number, "cwd")).equals(path);
    } catch (HostException | InterruptedException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void runsThousandsOfRequests() throws Exception {
    // All ten thousand for the shell everybody has; forks of the others take longer.
    int count = shell.equals(List.of("sh")) ? 10_000 : 1_000;
    List<PendingResponse> pending =
        host.submit(IntStream.range(0, count).mapToObj(i -> Request.reading("echo " + i)).toList());
    for (int i = 0; i < pending.size(); i++) {
      assertThat(pending.get(i).await().outputBytes()).isEqualTo((i + "\n").getBytes(UTF_8));
    }
  }

  @Test
  void saysWhyNoShellCouldBeHad() {
    LocalConnector broken = new LocalConnector(List.of("sh", "-c", "echo no way in >&2; exit 4"));
    try (Hosts others = new Hosts(List.of(broken))) {
      assertThatThrownBy(() -> others.host(LOCAL).run(Request.reading(":")))
          .isInstanceOf(HostUnreachableException.class)
          .hasMessageContaining("no way in")
          .hasMessageContaining("exit code 4");
    }
  }

  @Test
  void readsPastWhatALoginPrints() throws Exception {
    LocalConnector chatty = new LocalConnector(List.of("sh", "-c", "echo Welcome; exec sh"));
    try (Hosts others = new Hosts(List.of(chatty))) {
      assertThat(others.host(LOCAL).run(Request.reading("echo in")).output()).isEqualTo("in\n");
    }
  }

  @Test
  void refusesASchemeNobodyOpens() {
    assertThatThrownBy(() -> hosts.host(new HostAddress.Lab("shop", "web1")))
        .isInstanceOf(HostUnreachableException.class)
        .hasMessageContaining("lab://shop/web1");
  }
}
