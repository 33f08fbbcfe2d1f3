package dev.holdfast.hosts.connection;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// One life of a resident shell: from opening its pipe to its end. Used by one thread at a time;
/// only [#abort] may be called by others.
final class Session {
  private static final Duration OPENING = Duration.ofSeconds(20);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final String RESIDENT = readResident();

  /// Opens further pipes to the same host.
  @FunctionalInterface
  interface Opener {
    ShellPipe open() throws HostException;
  }

  private final HostAddress address;
  private final Opener opener;
  private final ShellPipe pipe;
  private final ErrorTail errors;
  private final OutputStream input;
  private final AnswerReader answers;
  private final ScheduledExecutorService timer;
  private final String token;
  private String processNumber = "";
  private volatile boolean aborted;

  private Session(
      HostAddress address,
      Opener opener,
      ShellPipe pipe,
      ScheduledExecutorService timer,
      String token) {
    this.address = address;
    this.opener = opener;
    this.pipe = pipe;
    this.timer = timer;
    this.token = token;
    this.errors = new ErrorTail(address.text(), pipe.errors());
    this.input = new BufferedOutputStream(pipe.input(), 65_536);
    this.answers = new AnswerReader(pipe.output());
  }

  /// Opens a pipe, sends the resident shell and waits until it is ready.
  ///
  /// @param token a name that nobody can guess
  /// @param lost the token of a session that was killed, whose folder is removed; or empty
  static Session open(
      HostAddress address, Opener opener, ScheduledExecutorService timer, String token, String lost)
      throws HostException, InterruptedException {
    Session session = new Session(address, opener, opener.open(), timer, token);
    ScheduledFuture<?> watch =
        timer.schedule(session.pipe::kill, OPENING.toMillis(), TimeUnit.MILLISECONDS);
    try {
      session.greet(lost);
    } catch (IOException e) {
      String reason = session.whyItEnded(e);
      session.pipe.kill();
      throw new HostUnreachableException(address, "No shell answered: " + reason, e);
    } finally {
      watch.cancel(false);
    }
    return session;
  }

  private void greet(String lost) throws IOException {
    send(
        ("set -- " + token + " '" + lost + "'\n" + RESIDENT).getBytes(StandardCharsets.UTF_8),
        Payload.NONE);
    String ready = token + " ready ";
    // Whatever a login prints before the shell starts is not for us.
    String line = answers.line();
    while (!line.startsWith(ready)) {
      line = answers.line();
    }
    processNumber = line.substring(ready.length());
  }

  String token() {
    return token;
  }

  boolean isAlive() {
    return pipe.isAlive();
  }

  /// Sends a batch and completes its members as the answers come. When it throws, the session is
  /// over, and members without a response are for the caller to fail.
  void exchange(Batch batch) throws ShellDiedException, InterruptedException {
    boolean streaming = batch.streamedInput().length() > 0;
    try {
      if (!streaming) {
        send(batch.frame(), Payload.NONE);
      }
      for (Batch.Group group : batch.groups()) {
        Watch watch = new Watch(group, streaming);
        try {
          if (streaming) {
            send(batch.frame(), batch.streamedInput());
          }
          receive(group, watch);
        } finally {
          watch.cancel();
        }
      }
    } catch (IOException e) {
      String reason = whyItEnded(e);
      pipe.kill();
      throw new ShellDiedException(address, reason);
    }
  }

  private void send(byte[] frame, Payload streamed) throws IOException {
    input.write(frame);
    streamed.writeTo(input);
    input.flush();
  }

  private void receive(Batch.Group group, Watch watch) throws IOException {
    byte[] boundary = group.boundary().getBytes(StandardCharsets.UTF_8);
    String header = answers.line();
    String[] results =
        header.substring(Math.min(header.length(), boundary.length)).strip().split(" ", -1);
    if (!header.startsWith(group.boundary()) || results.length != group.members().size()) {
      throw new IOException("the answer was not understood");
    }
    for (int i = 0; i < results.length; i++) {
      PendingResponse member = group.members().get(i);
      int limit = member.request().outputLimit();
      String result = results[i];
      AnswerReader.Part output = part(result.contains("o"), boundary, limit);
      AnswerReader.Part problems = part(result.endsWith("e"), boundary, limit);
      int exitCode = Integer.parseInt(result.replace("o", "").replace("e", ""));
      if (aborted && exitCode > 128) {
        member.fail(new ShellDiedException(address, "It was ended because the run ended."));
      } else if (watch.hasExpired() && exitCode > 128) {
        member.fail(new RequestTimedOutException(address, member.request().timeout()));
      } else {
        member.complete(
            new Response(
                exitCode,
                output.bytes(),
                problems.bytes(),
                output.truncated() || problems.truncated()));
      }
    }
  }

  private AnswerReader.Part part(boolean present, byte[] boundary, int limit) throws IOException {
    return present ? answers.until(boundary, limit) : new AnswerReader.Part(new byte[0], false);
  }

  /// Ends the shell in an orderly way: it sees the end of its input and removes its folder.
  void close() throws InterruptedException {
    try {
      input.close();
    } catch (IOException e) {
      // It is dead already, which is what we want.
      System.getLogger(Session.class.getName()).log(System.Logger.Level.TRACE, "closing", e);
    }
    pipe.ending(CLOSING);
    pipe.kill();
  }

  /// Ends what the shell runs and then the shell, while another thread waits for an answer.
  void abort() {
    aborted = true;
    endDescendants();
    try {
      pipe.input().close();
      pipe.ending(CLOSING);
    } catch (IOException | InterruptedException e) {
      System.getLogger(Session.class.getName()).log(System.Logger.Level.TRACE, "aborting", e);
    }
    pipe.kill();
  }

  /// Ends every process the shell has started and that has not detached, by way of a second pipe:
  /// the shell itself is waiting and hears nothing.
  private void endDescendants() {
    try {
      ShellPipe second = opener.open();
      ErrorTail unread = new ErrorTail(address.text(), second.errors());
      try (OutputStream script = second.input()) {
        script.write(endDescendantsScript(processNumber).getBytes(StandardCharsets.UTF_8));
      } finally {
        second.ending(GRACE);
        second.kill();
        unread.text(Duration.ofMillis(1));
      }
    } catch (HostException | IOException | InterruptedException e) {
      System.getLogger(Session.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot end processes on " + address.text(), e);
      pipe.kill();
    }
  }

  private static String endDescendantsScript(String root) {
    return """
    all= found= level=%s
    for f in /proc/[0-9]*/stat; do
      read -r line <"$f" || continue
      set -- ${line##*) }
      all="$all ${line%%%% *}:$2"
    done 2>/dev/null
    while [ -n "$level" ]; do
      next=
      for pair in $all; do
        for parent in $level; do
          [ "${pair#*:}" = "$parent" ] && next="$next ${pair%%:*}"
        done
      done
      found="$found $next"
      level=$next
    done
    [ -z "${found# }" ] || kill -TERM $found
    for wait in 1 2 3 4 5 6 7 8 9 10; do
      kill -0 $found || exit 0
      sleep 0.2 || sleep 1
    done
    kill -KILL $found
    """
        .formatted(root);
  }

  /// To be asked before the pipe is killed, which closes the stream of the errors.
  private String whyItEnded(IOException cause) {
    try {
      String ending = pipe.ending(Duration.ofSeconds(1));
      String said = errors.text(Duration.ofSeconds(1));
      return (said.isEmpty() ? "" : said + "\n") + "(" + cause.getMessage() + "; " + ending + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return cause.getMessage() + ".";
    }
  }

  private static String readResident() {
    try (InputStream script = Session.class.getResourceAsStream("resident.sh")) {
      if (script == null) {
        throw new IllegalStateException("resident.sh is missing from the library");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the fragment of a group that runs when the time of the group is over, and the whole
  /// session if that does not bring the answer.
  private final class Watch {
    private final ScheduledFuture<?> soft;
    private final ScheduledFuture<?> hard;
    private volatile boolean expired;

    Watch(Batch.Group group, boolean streaming) {
      long longest =
          group.members().stream()
              .mapToLong(member -> member.request().timeout().toMillis())
              .max()
              .orElse(0);
      // A killed reader of a streamed input leaves the rest of it in the pipe: the frame is lost.
      Runnable end =
          streaming ? pipe::kill : () -> Thread.startVirtualThread(Session.this::endDescendants);
      soft =
          timer.schedule(
              () -> {
                expired = true;
                end.run();
              },
              longest,
              TimeUnit.MILLISECONDS);
      hard = timer.schedule(pipe::kill, longest + GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean hasExpired() {
      return expired;
    }

    void cancel() {
      soft.cancel(false);
      hard.cancel(false);
    }
  }
}
