package dev.holdfast.plugins.http2;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One connection as a client, used by many threads at a time. Two threads of its own read and
/// write. Once anything is wrong with it, every stream fails and so does every later one.
public final class Http2Connection implements AutoCloseable {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 1 << 16;

  private final Closeable transport;
  private final Outbound outbound;
  private final SendWindows windows = new SendWindows();
  private final ReceiveWindows received;
  private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();

  /// Held while a stream is opened, as streams must appear on the wire in the order of their
  /// numbers.
  private final ReentrantLock opening = new ReentrantLock();

  private int nextStream = 1;

  /// Why no stream can be opened any more, and why none goes on either.
  private volatile @Nullable Http2Exception refusal;

  private volatile @Nullable Http2Exception closed;

  private Http2Connection(OutputStream out, Closeable transport) {
    this.transport = transport;
    this.outbound = new Outbound(out);
    this.received = new ReceiveWindows(outbound);
  }

  /// Begins to speak; what the other side says is heard from now on.
  ///
  /// @param transport closed with the connection, which must end every read and write
  public static Http2Connection open(InputStream in, OutputStream out, Closeable transport) {
    Http2Connection connection = new Http2Connection(out, transport);
    connection.outbound.add(PREFACE, Settings.ours(), ReceiveWindows.opening());
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, BUFFER));
    start("plugin-reader", () -> connection.read(data));
    start(
        "plugin-writer", () -> connection.outbound.run(broken -> connection.fail(broken(broken))));
    return connection;
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().name(name).daemon().start(work);
  }

  private static Http2Exception broken(IOException cause) {
    return cause instanceof Http2Exception own
        ? own
        : new Http2Exception("the connection broke: " + cause.getMessage(), cause);
  }

  /// Sends a request. Returns when it is sent as a whole, or the other side wants no more of it.
  ///
  /// @param headers as [HeaderEncoder] makes them
  /// @throws Http2Exception if it cannot be sent; the listener hears of it too where it was begun
  public Http2Stream request(byte[] headers, byte[] content, StreamListener listener)
      throws Http2Exception, InterruptedException {
    windows.awaitStream();
    Http2Stream stream = begin(headers, content, listener);
    while (stream.sent() < content.length) {
      int size = Math.min(content.length - stream.sent(), Frame.LARGEST_PAYLOAD);
      int allowed = windows.await(stream.number(), size);
      if (allowed == 0) {
        break;
      }
      outbound.add(stream.next(content, allowed));
    }
    return stream;
  }

  /// Opens a stream and sends with it what may be sent at once, which mostly is everything.
  private Http2Stream begin(byte[] headers, byte[] content, StreamListener listener)
      throws Http2Exception {
    opening.lock();
    try {
      if (nextStream < 0) {
        refusal = new Http2Exception("the connection has no more numbers for streams");
      }
      Http2Exception cause = refusal;
      if (cause != null) {
        windows.end(0);
        throw new Http2Exception(String.valueOf(cause.getMessage()), cause);
      }
      Http2Stream stream = new Http2Stream(this, nextStream, listener);
      nextStream += 2;
      windows.begin(stream.number());
      streams.put(stream.number(), stream);
      int now = windows.take(stream.number(), Math.min(content.length, Frame.LARGEST_PAYLOAD));
      int flags = Frame.END_OF_HEADERS | (content.length == 0 ? Frame.END_OF_STREAM : 0);
      byte[] first = Frame.encode(Frame.HEADERS, flags, stream.number(), ByteBuffer.wrap(headers));
      if (now > 0) {
        outbound.add(first, stream.next(content, now));
      } else {
        outbound.add(first);
      }
      return stream;
    } finally {
      opening.unlock();
    }
  }

  /// Gives a stream up; nothing more is heard of it.
  void reset(int stream, int code) {
    if (forget(stream) != null) {
      outbound.add(Frame.encodeInteger(Frame.RST_STREAM, stream, code));
    }
  }

  private @Nullable Http2Stream forget(int number) {
    Http2Stream stream = streams.remove(number);
    if (stream != null) {
      windows.end(number);
    }
    return stream;
  }

  private void read(DataInputStream in) {
    try {
      HeaderBlocks blocks = new HeaderBlocks();
      while (closed == null) {
        Frame frame = Frame.read(in);
        if (blocks.isOpen() || frame.type() == Frame.HEADERS) {
          blocks.add(frame);
          if (!blocks.isOpen()) {
            headers(frame.stream(), blocks.decode(), blocks.endsStream());
          }
        } else {
          handle(frame);
        }
      }
    } catch (EOFException ended) {
      fail(new Http2Exception("the connection was closed", ended));
    } catch (IOException broken) {
      fail(broken(broken));
    } catch (RuntimeException bug) {
      fail(new Http2Exception("what came cannot be understood: " + bug, bug));
    }
  }

  private void handle(Frame frame) throws Http2Exception {
    switch (frame.type()) {
      case Frame.DATA -> data(frame);
      case Frame.RST_STREAM -> {
        frame.requireLength(4);
        Http2Stream stream = forget(frame.stream());
        if (stream != null) {
          stream.listener().failed(new Http2Exception(ErrorCode.reset(frame.payload().getInt(0))));
        }
      }
      case Frame.SETTINGS -> {
        if (!frame.has(Frame.ACKNOWLEDGED)) {
          Settings.apply(frame.payload(), windows);
          outbound.add(Settings.acknowledgement());
        }
      }
      case Frame.PUSH_PROMISE -> throw new Http2Exception("it pushes what nobody asked for");
      case Frame.PING -> {
        if (!frame.has(Frame.ACKNOWLEDGED)) {
          outbound.add(Frame.encode(Frame.PING, Frame.ACKNOWLEDGED, 0, frame.payload()));
        }
      }
      case Frame.GOAWAY -> goAway(frame);
      case Frame.WINDOW_UPDATE -> {
        frame.requireLength(4);
        windows.grow(frame.stream(), frame.payload().getInt(0) & Integer.MAX_VALUE);
      }
      case Frame.CONTINUATION -> throw new Http2Exception("headers go on that did not begin");
      default -> {
        // Unknown frames mean nothing to us (section 4.1), and priorities neither.
      }
    }
  }

  private void headers(int number, List<HeaderField> fields, boolean last) {
    Http2Stream stream = last ? forget(number) : streams.get(number);
    if (stream != null) {
      stream.listener().headers(fields, last);
    }
  }

  private void data(Frame frame) throws Http2Exception {
    // A fault must come to light while the stream is still known, so that it is told.
    ByteBuffer content = frame.content();
    boolean last = frame.has(Frame.END_OF_STREAM);
    Http2Stream stream = last ? forget(frame.stream()) : streams.get(frame.stream());
    received.consumed(last ? null : stream, frame.payload().limit());
    if (stream != null) {
      stream.listener().data(content, last);
    }
  }

  /// The other side takes no new streams, and answers those up to a number.
  private void goAway(Frame frame) throws Http2Exception {
    frame.requireLength(8);
    int lastAnswered = frame.payload().getInt(0) & Integer.MAX_VALUE;
    Http2Exception cause = new Http2Exception(ErrorCode.goAway(frame.payload().getInt(4)));
    opening.lock();
    try {
      refusal = cause;
    } finally {
      opening.unlock();
    }
    for (int number : List.copyOf(streams.keySet())) {
      Http2Stream stream = number > lastAnswered ? forget(number) : null;
      if (stream != null) {
        stream.listener().failed(cause);
      }
    }
  }

  private void fail(Http2Exception cause) {
    opening.lock();
    try {
      if (closed != null) {
        return;
      }
      closed = cause;
      refusal = cause;
    } finally {
      opening.unlock();
    }
    windows.close(cause);
    outbound.close();
    try {
      transport.close();
    } catch (IOException alreadyGone) {
      // It is of no use any more either way.
    }
    for (int number : List.copyOf(streams.keySet())) {
      Http2Stream stream = forget(number);
      if (stream != null) {
        stream.listener().failed(cause);
      }
    }
  }

  /// Whether every later request will fail, for a reason that a new connection may not have.
  public boolean isClosed() {
    return refusal != null;
  }

  /// Streams that are under way fail.
  @Override
  public void close() {
    fail(new Http2Exception("the connection was closed"));
  }
}
