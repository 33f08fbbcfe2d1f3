package dev.holdfast.plugins.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.plugins.channel.GrpcStatus.Code;
import dev.holdfast.plugins.server.GrpcServer;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcChannelTest {
  private static final GrpcServer.Answering ECHO =
      (method, request, observer) -> {
        observer.onNext(request);
        observer.onCompleted();
      };

  private Path folder = Path.of("");
  private Path socket = Path.of("");

  // Not JUnit's folder: its path may be too long for a Unix socket.
  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("grpc");
    socket = folder.resolve("s");
  }

  @AfterEach
  void removeFolder() throws IOException {
    Files.deleteIfExists(socket);
    Files.delete(folder);
  }

  @Test
  void sendsOneMessageAndReturnsTheAnswer() throws Exception {
    try (var _ = new GrpcServer(socket, ECHO);
        GrpcChannel channel = channel()) {
      assertThat(call(channel, "hello".getBytes(StandardCharsets.UTF_8)))
          .asString()
          .isEqualTo("hello");
      assertThat(call(channel, new byte[0])).isEmpty();
    }
  }

  @Test
  void bearsMessagesOfAnySize() throws Exception {
    try (var _ = new GrpcServer(socket, ECHO);
        GrpcChannel channel = channel()) {
      Random random = new Random(1);
      for (int size : new int[] {16_378, 16_379, 16_380, 65_530, 65_531, 1 << 20, 50_000_000}) {
        byte[] message = new byte[size];
        random.nextBytes(message);
        assertThat(call(channel, message)).isEqualTo(message);
      }
    }
  }

  @Test
  void isUsedByManyThreadsAtATime() throws Exception {
    try (var _ = new GrpcServer(socket, ECHO);
        GrpcChannel channel = channel();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        byte[] message = ByteBuffer.allocate(4 + i % 100 * 400).putInt(i).array();
        answers.add(threads.submit(() -> call(channel, message)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(ByteBuffer.wrap(answers.get(i).get()).getInt()).isEqualTo(i);
      }
    }
  }

  @Test
  void opensNoMoreStreamsThanTheOtherSideTakes() throws Exception {
    try (var _ =
            new GrpcServer(socket, ECHO, settings -> settings.maxConcurrentCallsPerConnection(3));
        GrpcChannel channel = channel();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      call(channel, new byte[1]);
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> call(channel, new byte[100_000])));
      }
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).hasSize(100_000);
      }
    }
  }

  @Test
  void tellsWhatTheOtherSideSaysOfAFailure() throws Exception {
    String words = "no such thing: 100 % — “ä”\nsecond line";
    try (var _ =
            new GrpcServer(
                socket,
                (method, request, observer) ->
                    observer.onError(
                        Status.NOT_FOUND.withDescription(words).asRuntimeException()));
        GrpcChannel channel = channel()) {
      assertThat(failure(channel, "/a.B/C")).isEqualTo(new GrpcStatus(Code.NOT_FOUND, words));
      assertThat(failure(channel, "/plugin.GRPCStdio/Unknown").code())
          .isEqualTo(Code.UNIMPLEMENTED);
    }
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() throws Exception {
    try (var _ =
            new GrpcServer(
                socket,
                (method, request, observer) -> {
                  observer.onNext(new byte[MessageAssembly.LARGEST + 1]);
                  observer.onCompleted();
                });
        GrpcChannel channel = channel()) {
      assertThat(failure(channel, "/a.B/C").code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    }
  }

  @Test
  void givesUpAfterAWhileWhereItIsToldTo() throws Exception {
    try (var _ = new GrpcServer(socket, (method, request, observer) -> {});
        GrpcChannel channel = channel()) {
      byte[] headers = channel.headers("/a.B/C");
      assertThatThrownBy(() -> channel.call(headers, new byte[0], Duration.ofMillis(50)))
          .hasMessageContaining("DEADLINE_EXCEEDED");
    }
  }

  @Test
  void anInterruptEndsOneCallAndNoOther() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (var _ =
            new GrpcServer(
                socket,
                (method, request, observer) -> {
                  if (method.endsWith("Hang")) {
                    asked.countDown();
                  } else {
                    ECHO.answer(method, request, observer);
                  }
                });
        GrpcChannel channel = channel()) {
      LinkedBlockingQueue<GrpcStatus> ends = new LinkedBlockingQueue<>();
      Thread waiting = Thread.ofVirtual().start(() -> ends.add(failure(channel, "/a.B/Hang")));
      asked.await();
      waiting.interrupt();
      assertThat(ends.take().code()).isEqualTo(Code.CANCELLED);
      assertThat(call(channel, new byte[3])).hasSize(3);
    }
  }

  @Test
  void hearsMessagesAsTheyCome() throws Exception {
    try (var _ =
            new GrpcServer(
                socket,
                (method, request, observer) -> {
                  for (byte i = 0; i < 3; i++) {
                    observer.onNext(new byte[] {i});
                  }
                });
        GrpcChannel channel = channel()) {
      LinkedBlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
      channel.listen(channel.headers("/a.B/C"), new byte[0], heard::add);
      for (byte i = 0; i < 3; i++) {
        assertThat(heard.poll(10, TimeUnit.SECONDS)).containsExactly(i);
      }
    }
  }

  @Test
  void connectsAnewOnceTheOtherSideIsBack() throws Exception {
    try (GrpcChannel channel = channel()) {
      assertThat(failure(channel, "/a.B/C").code()).isEqualTo(Code.UNAVAILABLE);
      try (var _ = new GrpcServer(socket, ECHO)) {
        assertThat(call(channel, new byte[1])).hasSize(1);
      }
      Files.deleteIfExists(socket);
      assertThat(failure(channel, "/a.B/C").code()).isEqualTo(Code.UNAVAILABLE);
      try (var _ = new GrpcServer(socket, ECHO)) {
        assertThat(call(channel, new byte[2])).hasSize(2);
      }
    }
  }

  @Test
  void trustsNoCertificateButTheOneThatWasAnnounced() throws Exception {
    MutualTlsOffer theirs = MutualTlsOffer.create(Clock.systemUTC());
    MutualTlsOffer ours = MutualTlsOffer.create(Clock.systemUTC());
    MutualTlsOffer other = MutualTlsOffer.create(Clock.systemUTC());
    try (var _ =
        new GrpcServer(
            socket, ECHO, settings -> settings.sslContext(TestTls.server(theirs, ours)))) {
      try (GrpcChannel channel = channel(ours, theirs)) {
        assertThat(call(channel, new byte[70_000])).hasSize(70_000);
      }
      try (GrpcChannel channel = channel(ours, other)) {
        assertThat(failure(channel, "/a.B/C").description())
            .contains("not the certificate that the program announced");
      }
      try (GrpcChannel channel = channel(other, theirs)) {
        assertThat(failure(channel, "/a.B/C").code()).isEqualTo(Code.UNAVAILABLE);
      }
    }
  }

  @Test
  void failsWhateverElseComesInsteadOfHttp() throws Exception {
    Random random = new Random(3);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofPlatform().daemon().start(() -> answerWithNoise(server, random));
      for (int i = 0; i < 300; i++) {
        try (GrpcChannel channel = channel()) {
          assertThat(failure(channel, "/a.B/C").code()).isNotEqualTo(Code.OK);
        }
      }
    }
  }

  /// Bytes that mostly look like frames, and then the end.
  private static void answerWithNoise(ServerSocketChannel server, Random random) {
    try {
      while (true) {
        try (SocketChannel connection = server.accept()) {
          ByteBuffer noise = ByteBuffer.allocate(2_000);
          for (int frame = random.nextInt(20); frame > 0; frame--) {
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            noise.putInt(payload.length << 8 | random.nextInt(11));
            noise.put((byte) random.nextInt(256)).putInt(random.nextInt(4)).put(payload);
          }
          connection.write(noise.flip());
          connection.shutdownOutput();
          try (InputStream in = Channels.newInputStream(connection)) {
            in.skipNBytes(24);
          }
        } catch (java.io.EOFException gone) {
          // It had enough.
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private GrpcChannel channel() {
    return new GrpcChannel(UnixDomainSocketAddress.of(socket), TransportSecurity.NONE);
  }

  private GrpcChannel channel(MutualTlsOffer ours, MutualTlsOffer theirs) throws Exception {
    String certificate = Base64.getEncoder().encodeToString(theirs.ours().getEncoded());
    return new GrpcChannel(UnixDomainSocketAddress.of(socket), ours.accept(certificate));
  }

  private static byte[] call(GrpcChannel channel, byte[] message) throws GrpcStatusException {
    return channel.call(channel.headers("/a.B/C"), message, null);
  }

  private static GrpcStatus failure(GrpcChannel channel, String method) {
    return catchThrowableOfType(
            GrpcStatusException.class,
            () -> channel.call(channel.headers(method), new byte[1], Duration.ofSeconds(20)))
        .status();
  }
}
