package dev.holdfast.hosts.connection.ssh;

import dev.holdfast.hosts.connection.ShellPipe;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/// A program at the other end of a connection.
public final class SshPipe implements ShellPipe {
  private final ChannelExec channel;
  private final Runnable onKill;

  SshPipe(ChannelExec channel, Runnable onKill) {
    this.channel = channel;
    this.onKill = onKill;
  }

  @Override
  public OutputStream input() {
    return channel.getInvertedIn();
  }

  @Override
  public InputStream output() {
    return channel.getInvertedOut();
  }

  @Override
  public InputStream errors() {
    return channel.getInvertedErr();
  }

  @Override
  public boolean isAlive() {
    return channel.isOpen() && !channel.isEofSignalled() && channel.getSession().isOpen();
  }

  @Override
  public void kill() {
    channel.close(true);
    onKill.run();
  }

  @Override
  public String ending(Duration longest) throws InterruptedException {
    if (!waitFor(longest)) {
      return "still running";
    }
    OptionalInt code = exitCode();
    String signal = channel.getExitSignal();
    return code.isPresent()
        ? "exit code " + code.getAsInt()
        : signal != null ? "killed by signal " + signal : "the connection was lost";
  }

  /// Waits until the program has ended or the connection was lost.
  ///
  /// @return whether that was so in the time given
  boolean waitFor(Duration longest) {
    return channel
        .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), longest)
        .contains(ClientChannelEvent.CLOSED);
  }

  /// The exit code of the program; empty while it runs, and where the connection was lost.
  public OptionalInt exitCode() {
    Integer code = channel.getExitStatus();
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }
}
