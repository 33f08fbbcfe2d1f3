package dev.holdfast.plugins.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// A Unix socket, or one of the network, in the shape that Java's TLS asks for.
final class LocalSocket extends Socket {
  private final SocketChannel channel;

  private LocalSocket(SocketChannel channel) {
    this.channel = channel;
  }

  static LocalSocket connected(SocketAddress address) throws IOException {
    return new LocalSocket(SocketChannel.open(address));
  }

  @Override
  public InputStream getInputStream() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream getOutputStream() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  /// Ends every read and write.
  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  @Override
  public boolean isInputShutdown() {
    return isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return isClosed();
  }

  @Override
  public void shutdownInput() throws IOException {
    close();
  }

  @Override
  public void shutdownOutput() throws IOException {
    close();
  }

  @Override
  public synchronized void setSoTimeout(int milliseconds) {
    // A read waits as long as the program takes; its death closes the socket.
  }

  @Override
  public synchronized int getSoTimeout() {
    return 0;
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // A Unix socket has no such thing, and whole batches are written at once.
  }
}
